import { makeDemoCertificate } from '../pdf/make-demo-certificate.ts';
import { type KeyLocations, type Keys, loadKeys } from './load-keys.ts';

/** The keys as every program of ours opens them; demonstration keys are made in the bank's name. */
export function openKeys(
  locations: KeyLocations,
  bank: { name: string; englishName: string },
  random: (length: number) => Uint8Array,
): Promise<Keys> {
  return loadKeys(locations, {
    random,
    certificate: () =>
      makeDemoCertificate({ commonName: bank.englishName, organisation: bank.name }),
    onMake: () => console.log('正在生成演示密钥……'),
  });
}
