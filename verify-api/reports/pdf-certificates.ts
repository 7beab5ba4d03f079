import { createHash, X509Certificate } from 'node:crypto';
import type { SettingsStore } from '../db/settings-store.ts';

const PREFIX = 'pdf-certificate:';

/** Remembers a certificate (PEM, its chain included) for as long as there are PDFs that it has signed. */
export async function keepPdfCertificate(
  store: Pick<SettingsStore, 'settle'>,
  pem: string,
): Promise<void> {
  const sha256 = createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');
  await store.settle(`${PREFIX}${sha256}`, pem);
}

/** Every certificate that ever signed our PDFs, the newest first. */
export async function readPdfCertificates(store: Pick<SettingsStore, 'all'>): Promise<string[]> {
  const kept = [...(await store.all())].filter(([key]) => key.startsWith(PREFIX));
  const since = (pem: string) => new X509Certificate(pem).validFromDate.getTime();
  return kept.map(([, pem]) => pem).sort((a, b) => since(b) - since(a));
}
