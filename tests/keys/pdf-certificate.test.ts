import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { parsePdfCertificate } from '../../verify-api/keys/pdf-certificate.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';

/** Already the 22nd in China. */
const MADE = new Date('2026-11-21T17:00:00Z');
const ENDS = new Date('2036-11-21T17:00:00Z');
const files = { cert: 'cert.pem', key: 'key.pem' };
let pair: { certPem: string; keyPem: string };

beforeAll(async () => {
  pair = await makeDemoCertificate({ commonName: 'Example Bank', organisation: '示例银行' }, MADE);
});

describe('a certificate', () => {
  const parse = (now: Date) => parsePdfCertificate(pair.certPem, pair.keyPem, files, now);
  const later = (instant: Date, seconds: number) => new Date(instant.getTime() + seconds * 1000);

  test('is taken from its first second to its last', () => {
    expect(parse(MADE)).toEqual({ ...pair, demo: true });
    expect(parse(ENDS)).toEqual({ ...pair, demo: true });
  });

  test('that is not valid yet is refused with the day it will be', () => {
    const failure = refusal(() => parse(later(MADE, -1)));
    expect(failure.sentences).toEqual([
      'PDF 证书文件 cert.pem 从2026年11月22日起才有效；请换成已生效的证书，或核对服务器的时间。',
    ]);
  });

  test('that has expired is refused with its last day', () => {
    const failure = refusal(() => parse(later(ENDS, 1)));
    expect(failure.sentences).toEqual([
      'PDF 证书文件 cert.pem 的有效期到2036年11月22日为止，已经过期；请换成有效的证书，或核对服务器的时间。',
    ]);
  });
});

describe('a private key', () => {
  const parse = (key: KeyObject) =>
    parsePdfCertificate(
      pair.certPem,
      key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      files,
      MADE,
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
