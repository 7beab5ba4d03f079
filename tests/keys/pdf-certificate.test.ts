import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { parsePdfCertificate } from '../../verify-api/keys/pdf-certificate.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';

const MADE = new Date('2026-11-21T17:00:00Z');
const files = { cert: 'cert.pem', key: 'key.pem' };
let pair: { certPem: string; keyPem: string };

beforeAll(async () => {
  pair = await makeDemoCertificate({ commonName: 'Example Bank', organisation: '示例银行' }, MADE);
});

describe('a private key', () => {
  const parse = (key: KeyObject) =>
    parsePdfCertificate(
      pair.certPem,
      key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      files,
    );

  test.each([
    ['Ed25519', () => generateKeyPairSync('ed25519')],
    ['EC P-521', () => generateKeyPairSync('ec', { namedCurve: 'secp521r1' })],
    ['EC secp256k1', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['RSA-PSS', () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
  ])('of the kind %s is refused in one sentence', (_, make) => {
    expect(refusal(() => parse(make().privateKey)).sentences).toEqual([
      'PDF 私钥文件 key.pem 的算法不受支持；请换成 EC P-256、EC P-384 或 RSA 的私钥和证书。',
    ]);
  });

  test.each([
    ['EC P-256', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
    ['EC P-384', () => generateKeyPairSync('ec', { namedCurve: 'secp384r1' })],
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ])('of the kind %s is refused only for another certificate’s', (_, make) => {
    expect(refusal(() => parse(make().privateKey)).message).toContain('不是一对');
  });
});

function refusal(action: () => unknown): Error & { sentences: string[] } {
  try {
    action();
  } catch (error) {
    expect(error).toHaveProperty('name', 'OperatorError');
    return error as Error & { sentences: string[] };
  }
  throw new Error('it was not refused');
}
