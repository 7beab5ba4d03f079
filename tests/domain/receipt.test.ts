import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '#domain/canonical-json.ts';
import { base64url } from '#domain/credential.ts';
import { findReceipt, parseReceipt, type Receipt, signReceipt } from '#domain/receipt.ts';
import credential from '../vectors/credential-v1.json' with { type: 'json' };
import frozen from '../vectors/receipt-v1.json' with { type: 'json' };

const jwk = { ...credential.publicKey, d: credential.privateKey };
const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
const publicKey = createPublicKey({ key: credential.publicKey, format: 'jwk' });
const receipts = frozen.accept as unknown as { receipt: Receipt; jws: string }[];
const [{ receipt, jws }] = receipts as [{ receipt: Receipt; jws: string }];
const signBytes = (input: Uint8Array) => sign(null, input, privateKey);

function isGood(text: string): boolean {
  const parsed = parseReceipt(text);
  return parsed?.kid === credential.kid && verify(null, parsed.input, publicKey, parsed.signature);
}

const encode = (value: unknown) => base64url(canonicalBytes(value));
/** A JWS with any header and payload, signed by the right key. */
function signed(header: unknown, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${base64url(signBytes(Buffer.from(input)))}`;
}
const header = { alg: 'EdDSA', kid: credential.kid, typ: 'jixue-receipt+jwt' };

describe('a receipt, version 1', () => {
  test.each(receipts)('has the bytes it has always had: $receipt.result', (vector) => {
    expect(signReceipt(vector.receipt, credential.kid, signBytes)).toBe(vector.jws);
    expect(parseReceipt(vector.jws)?.receipt).toEqual(vector.receipt);
    expect(isGood(vector.jws)).toBe(true);
    expect(vector.jws.length).toBeLessThan(700);
  });

  test.each(frozen.reject)('is refused when it is $what', ({ text }) => {
    expect(isGood(text)).toBe(false);
  });

  test('is refused with any one character changed', () => {
    const changed = [...jws].map((character, at) => {
      const other = character === 'A' ? 'B' : 'A';
      return jws.slice(0, at) + other + jws.slice(at + 1);
    });
    expect(changed.filter(isGood)).toEqual([]);
  });

  test('is refused with any character missing, or one more', () => {
    const shorter = [...jws].map((_, at) => jws.slice(0, at) + jws.slice(at + 1));
    const longer = ['A', '=', '.', ' '].flatMap((more) => [`${jws}${more}`, `${more}${jws}`]);
    expect([...shorter, ...longer].filter(isGood)).toEqual([]);
  });

  test('is refused in another form, though the right key signed it', () => {
    expect(isGood(signed(header, receipt))).toBe(true);
    const others = [
      signed({ ...header, typ: 'JWT' }, receipt),
      signed({ ...header, typ: 'jixue-credential+json' }, receipt),
      signed({ ...header, alg: 'none' }, receipt),
      signed({ ...header, jwk: credential.publicKey }, receipt),
      signed(header, { ...receipt, version: 2 }),
      signed(header, { ...receipt, result: 'genuine' }),
      signed(header, { ...receipt, holder: '王小明' }),
      signed(header, { ...receipt, number: '１' }),
      signed(header, null),
      signed(header, JSON.parse(credential.canonical)),
      signed([], receipt),
    ];
    expect(others.filter(isGood)).toEqual([]);
  });

  test('is refused, and never throws, whatever its parts are', () => {
    const [head = '', payload = '', signature = ''] = jws.split('.');
    const raw = (text: string) => base64url(new TextEncoder().encode(text));
    const parts = [
      'null',
      '1',
      '"x"',
      '[]',
      '{"kid":"\\ud800"}',
      '{"kid":{}}',
      '{"iss":"\\udfff"}',
      '{',
    ];
    for (const part of parts.map(raw)) {
      expect(parseReceipt(`${part}.${payload}.${signature}`)).toBeUndefined();
      expect(parseReceipt(`${head}.${part}.${signature}`)).toBeUndefined();
    }
    const spelt = `{"alg":"EdDSA","kid":"\\ud800","typ":"jixue-receipt+jwt"}`;
    expect(parseReceipt(`${raw(spelt)}.${payload}.${signature}`)).toBeUndefined();
    const lone = JSON.stringify({ ...receipt, iss: 'LONE' }).replace('LONE', '\\ud800');
    expect(parseReceipt(`${head}.${raw(lone)}.${signature}`)).toBeUndefined();
  });

  test('is never the signature of a credential, nor is that one of a receipt', () => {
    const [start = '', , value = ''] = credential.signature.split('.');
    const whole = `${start}.${encode(JSON.parse(credential.canonical))}.${value}`;
    expect(
      verify(
        null,
        Buffer.from(whole.slice(0, whole.lastIndexOf('.'))),
        publicKey,
        Buffer.from(value, 'base64url'),
      ),
    ).toBe(true);
    for (const text of [credential.signature, whole]) expect(isGood(text)).toBe(false);
  });

  test('cannot be so large that reading it takes long', () => {
    for (const text of ['a'.repeat(1e6), `${jws}${'A'.repeat(1e6)}`, '.'.repeat(1e6)]) {
      expect(parseReceipt(text)).toBeUndefined();
      expect(isGood(findReceipt(text) ?? '')).toBe(false);
    }
  });
});

describe('findReceipt', () => {
  test.each([
    ['alone', (text: string) => `  ${text}\n`],
    [
      'in a file with an explanation',
      (text: string) => `核验回执 2026-11-22\n\n${text}\n\nhttps://a.example/verify/`,
    ],
    ['in JSON', (text: string) => JSON.stringify({ number: '1', receipt: text, more: 1 }, null, 2)],
    ['broken into lines', (text: string) => `回执：${text.replace(/(.{60})/g, '$1\n  ')}\nend.`],
    ['twice the same', (text: string) => `${text}\n${text}`],
  ])('takes it out of a text: %s', (_, wrap) => {
    expect(findReceipt(wrap(jws))).toBe(jws);
  });

  test('mends nothing, and does not choose between two', () => {
    expect(isGood(findReceipt(`${jws}A`) ?? '')).toBe(false);
    expect(isGood(findReceipt(`x${jws}`) ?? '')).toBe(false);
    expect(isGood(findReceipt(jws.slice(0, -1)) ?? '')).toBe(false);
    expect(findReceipt(`${jws} ${receipts[1]?.jws}`)).toBeUndefined();
    expect(findReceipt('没有回执')).toBe('没有回执');
  });
});
