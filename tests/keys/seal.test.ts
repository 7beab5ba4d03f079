import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeDataKeyFile, parseDataKeyFile } from '../../verify-api/keys/data-key-file.ts';
import { seal, unseal } from '../../verify-api/keys/seal.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';

const random = (length: number): Uint8Array => randomBytes(length);
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (sealed: Uint8Array) => new TextDecoder().decode(sealed);

test('what is sealed opens with its key and context only, and not with a bit changed', () => {
  const key = random(32);
  const sealed = seal(key, 'here', bytes('王小明'), random(12));
  expect(text(unseal(key, 'here', sealed))).toBe('王小明');
  expect(() => unseal(key, 'there', sealed)).toThrow();
  expect(() => unseal(random(32), 'here', sealed)).toThrow();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed);
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => unseal(key, 'here', changed), `byte ${at}`).toThrow();
  }
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => unseal(key, 'here', sealed.subarray(0, length)), `length ${length}`).toThrow();
  }
});

test('the same text never looks the same twice', () => {
  const key = random(32);
  const once = () => Buffer.from(seal(key, 'here', bytes('x'), random(12))).toString('hex');
  expect(once()).not.toBe(once());
  expect(() => seal(key, 'here', bytes('x'), random(11))).toThrow(RangeError);
});

test('a report’s key is bound to its number, its field and its master key', () => {
  const vault = makeVault(parseDataKeyFile(makeDataKeyFile(random), 'x'), random);
  const { key, wrappedKey, masterKeyVersion } = vault.makeKey('1');
  const sealed = key.seal('record', bytes('x'));
  expect(text(vault.openKey('1', wrappedKey, masterKeyVersion).unseal('record', sealed))).toBe('x');
  expect(() => key.unseal('pdf', sealed)).toThrow();
  expect(() => vault.openKey('2', wrappedKey, masterKeyVersion)).toThrow();
  expect(() => vault.openKey('1', wrappedKey, '2')).toThrow(/master key 2/);
  expect(() => vault.openKey('1', wrappedKey, 'constructor')).toThrow();
});

test('after a rotation old reports open and new ones use the new key', () => {
  const first = parseDataKeyFile(makeDataKeyFile(random), 'x');
  const old = makeVault(first, random).makeKey('1');
  const sealed = old.key.seal('record', bytes('x'));
  const rotated = makeVault(
    { ...first, current: '2', masterKeys: { ...first.masterKeys, 2: Buffer.from(random(32)) } },
    random,
  );
  expect(
    text(rotated.openKey('1', old.wrappedKey, old.masterKeyVersion).unseal('record', sealed)),
  ).toBe('x');
  expect(rotated.makeKey('2').masterKeyVersion).toBe('2');
});

test('keyed hashes differ by key and by purpose', () => {
  const vault = makeVault(parseDataKeyFile(makeDataKeyFile(random), 'x'), random);
  const other = makeVault(parseDataKeyFile(makeDataKeyFile(random), 'x'), random);
  expect(vault.keyedHash('name', '王')).toEqual(vault.keyedHash('name', '王'));
  expect(vault.keyedHash('name', '王')).not.toEqual(vault.keyedHash('id-number', '王'));
  expect(vault.keyedHash('name', '王')).not.toEqual(other.keyedHash('name', '王'));
});
