import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addMasterKey,
  makeDataKeyFile,
  newestVersion,
  parseDataKeyFile,
  removeMasterKey,
  useMasterKey,
} from '../../verify-api/keys/data-key-file.ts';
import { replaceKeyFile } from '../../verify-api/keys/replace-key-file.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { watchDataKeyFile } from '../../verify-api/keys/watch-data-key-file.ts';

const random = (length: number): Uint8Array => randomBytes(length);
const parse = (text: string) => parseDataKeyFile(text, 'data-key.json');
const bytes = new TextEncoder().encode('sealed before');

describe('a data key file', () => {
  const first = makeDataKeyFile(random);
  const added = addMasterKey(first, random);

  test('gets a second master key that is not used yet, and keeps all else', () => {
    expect(added.version).toBe('2');
    expect(parse(added.text)).toMatchObject({ ...parse(first), masterKeys: expect.anything() });
    expect(parse(added.text).masterKeys['1']).toEqual(parse(first).masterKeys['1']);
    expect(parse(useMasterKey(added.text, '2')).current).toBe('2');
    expect(addMasterKey(added.text, random).version).toBe('3');
  });

  test('loses one, which opens what it has wrapped for whoever keeps it', () => {
    const { text, retired } = removeMasterKey(useMasterKey(added.text, '2'), '1');
    expect(Object.keys(parse(text).masterKeys)).toEqual(['2']);
    const { key, wrappedKey, masterKeyVersion } = makeVault(parse(first), random).makeKey('x');
    const opened = makeVault(parse(retired), random).openKey('x', wrappedKey, masterKeyVersion);
    expect(opened.unseal('f', key.seal('f', bytes))).toEqual(Buffer.from(bytes));
  });

  test('knows the newest of its versions by number, not by the letters of its name', () => {
    expect(newestVersion({ 9: '', 10: '', hsm: '' })).toBe('10');
    expect(newestVersion({ hsm: '' })).toBeUndefined();
  });
});

describe('a vault while its file is replaced', () => {
  let folder: string;
  const file = () => path.join(folder, 'data-key.json');
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'jixue-rotation-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('reads what another process wraps under a new master key, and uses it in its turn', async () => {
    const text = makeDataKeyFile(random);
    await writeFile(file(), text, { mode: 0o600 });
    const running = makeVault(parse(text), random, watchDataKeyFile(file()));
    const old = running.makeKey('report');

    const next = useMasterKey(addMasterKey(text, random).text, '2');
    await replaceKeyFile(file(), next);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    const other = makeVault(parse(next), random);
    const wrapped = other.rewrapKey('report', old);
    expect(wrapped.masterKeyVersion).toBe('2');
    const sealed = old.key.seal('f', bytes);
    const opened = running.openKey('report', wrapped.wrappedKey, '2');
    expect(opened.unseal('f', sealed)).toEqual(Buffer.from(bytes));
    expect(running.makeKey('another').masterKeyVersion).toBe('2');
    expect(() => other.openKey('moved', wrapped.wrappedKey, '2')).toThrow();
  });

  test('goes on with its own keys when the file is broken or another bank’s', async () => {
    const text = makeDataKeyFile(random);
    await writeFile(file(), text);
    const running = makeVault(parse(text), random, watchDataKeyFile(file()));
    const made = running.makeKey('report');
    for (const wrong of [
      '{',
      useMasterKey(addMasterKey(makeDataKeyFile(random), random).text, '2'),
    ]) {
      await replaceKeyFile(file(), wrong);
      expect(running.makeKey('another').masterKeyVersion).toBe('1');
      expect(() => running.openKey('report', made.wrappedKey, '1')).not.toThrow();
    }
    await rm(file());
    expect(running.makeKey('another').masterKeyVersion).toBe('1');
    await writeFile(file(), text);
  });
});
