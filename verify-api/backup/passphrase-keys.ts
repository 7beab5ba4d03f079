import { createHmac, hkdfSync, scrypt } from 'node:crypto';

/** scrypt (RFC 7914): about half a second and 128 MiB for each guess at a passphrase. */
export const kdf = { name: 'scrypt', N: 131_072, r: 8, p: 1 } as const;
const SALT_LENGTH = 16;
const KEY_LENGTH = 32;

export interface PassphraseKeys {
  /** For `sealChunks`. */
  stream: Uint8Array;
  /** HMAC-SHA256 over the head of the file: tells a wrong passphrase, or an altered head. */
  check(head: string): Buffer;
}

export function makeSalt(random: (length: number) => Uint8Array): string {
  return Buffer.from(random(SALT_LENGTH)).toString('base64');
}

/** Keys for one file alone, since its salt is its own. A passphrase may be typed in any Unicode form. */
export async function passphraseKeys(passphrase: string, salt: string): Promise<PassphraseKeys> {
  const { N, r, p } = kdf;
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { N, r, p, maxmem: 256 * N * r };
  scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), KEY_LENGTH, options, (e, key) =>
    e === null ? resolve(key) : reject(e),
  );
  const secret = await promise;
  return {
    stream: Buffer.from(
      hkdfSync('sha256', secret, Buffer.alloc(0), 'jixue/backup/v1/stream', KEY_LENGTH),
    ),
    check: (head) =>
      createHmac('sha256', secret).update(`jixue/backup/v1/check\n${head}`, 'utf8').digest(),
  };
}
