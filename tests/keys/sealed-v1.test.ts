import { expect, test } from 'vitest';
import type { ReportRequest } from '#domain/report-request.ts';
import { isResidentId } from '#domain/resident-id.ts';
import { parseDataKeyFile } from '../../verify-api/keys/data-key-file.ts';
import { seal, unseal } from '../../verify-api/keys/seal.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { idIndex, nameIndex, requestFingerprint } from '../../verify-api/reports/keyed-hashes.ts';
import {
  fields,
  openRecord,
  openReportKey,
  openSummary,
  type SealedRecord,
  sealRecord,
} from '../../verify-api/reports/sealed-record.ts';
import frozen from '../vectors/sealed-v1.json' with { type: 'json' };

const { number, random } = frozen;
const keyFile = parseDataKeyFile(JSON.stringify(frozen.dataKeyFile), 'x');
const bytes = (hexadecimal: string): Uint8Array => Buffer.from(hexadecimal, 'hex');
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');

/** A vault that draws the stored random bytes, in this order. */
function openVault(...draws: string[]) {
  return makeVault(keyFile, (length) => {
    const drawn = bytes(draws.shift() ?? '');
    if (drawn.length !== length) throw new Error(`${length} random bytes were not expected here`);
    return drawn;
  });
}

const storedKey = () =>
  openReportKey(openVault(), {
    number,
    wrappedKey: bytes(frozen.wrappedKeyHex),
    masterKeyVersion: frozen.masterKeyVersion,
  });

test('what was stored opens as it always has', () => {
  const key = storedKey();
  const { json } = frozen.record;
  const { type, typeLabel, issuedAt, validUntil, holder } = JSON.parse(json).credential;
  for (const { sealedHex } of [frozen.record, frozen.recordWithSummary]) {
    expect(JSON.stringify(openRecord(key, bytes(sealedHex)))).toBe(json);
    const summary = { type, typeLabel, issuedAt, validUntil, name: holder.name };
    expect(openSummary(key, bytes(sealedHex))).toEqual(summary);
  }
  for (const { field, plaintextHex, sealedHex } of frozen.fields) {
    expect(hex(key.unseal(field, bytes(sealedHex))), field).toBe(plaintextHex);
  }
});

test('the same key and randomness seal to the bytes they always have', () => {
  const nonces = [frozen.record, ...frozen.fields].map(({ nonceHex }) => nonceHex);
  const vault = openVault(random.dataKeyHex, random.wrapNonceHex, ...nonces);
  const made = vault.makeKey(number);
  expect(made.masterKeyVersion).toBe(frozen.masterKeyVersion);
  expect(hex(made.wrappedKey)).toBe(frozen.wrappedKeyHex);
  const record = JSON.parse(frozen.record.json) as SealedRecord;
  expect(hex(sealRecord(made.key, record))).toBe(frozen.recordWithSummary.sealedHex);
  for (const { field, plaintextHex, sealedHex } of frozen.fields) {
    expect(hex(made.key.seal(field, bytes(plaintextHex))), field).toBe(sealedHex);
  }
});

test('every field that is sealed has its bytes here, under its own name', () => {
  const frozenFields = [frozen.record, ...frozen.fields].map(({ field }) => field);
  expect(frozenFields.toSorted()).toEqual(Object.values(fields).toSorted());
});

test('a seal alone is version, nonce, ciphertext and tag, bound to its context', () => {
  const { keyHex, context, plaintextHex, nonceHex, sealedHex } = frozen.seal;
  const sealed = seal(bytes(keyHex), context, bytes(plaintextHex), bytes(nonceHex));
  expect(hex(sealed)).toBe(sealedHex);
  expect(sealedHex.startsWith(`01${nonceHex}`)).toBe(true);
  expect(hex(unseal(bytes(keyHex), context, bytes(sealedHex)))).toBe(plaintextHex);
});

test.each(frozen.idIndex.spellings)('the index of the ID number %s is the one stored', (text) => {
  expect(hex(idIndex(openVault(), text))).toBe(frozen.idIndex.hex);
});

test.each(frozen.nameIndex.spellings)('the index of the name %j is the one stored', (text) => {
  expect(hex(nameIndex(openVault(), text))).toBe(frozen.nameIndex.hex);
});

test('a parsed request has the fingerprint it always has', () => {
  const request = frozen.fingerprint.request as ReportRequest;
  expect(hex(requestFingerprint(openVault(), request))).toBe(frozen.fingerprint.hex);
});

test('the keys have the check values a database remembers', () => {
  expect(openVault().checkValues()).toEqual(frozen.checkValues);
});

test('the person is nobody, with a true check digit', () => {
  const { idNumber } = JSON.parse(frozen.record.json) as SealedRecord;
  expect(isResidentId(idNumber)).toBe(true);
  // Sequence 000 is never given out.
  expect(idNumber.slice(14, 17)).toBe('000');
});
