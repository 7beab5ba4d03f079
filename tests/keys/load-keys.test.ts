import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKeys } from '../../verify-api/keys/load-keys.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';

let dataDir: string;
const makers = {
  random: (length: number): Uint8Array => randomBytes(length),
  certificate: () => makeDemoCertificate({ commonName: 'Example Bank', organisation: '示例银行' }),
};
const load = (overrides = {}) =>
  loadKeys({ production: false, dataDir, keyFiles: undefined, ...overrides }, makers);
const file = (name: string) => path.join(dataDir, 'keys', name);
const keyFiles = () => ({
  signingKey: file('signing-key.json'),
  pdfCert: file('pdf-certificate.pem'),
  pdfKey: file('pdf-key.pem'),
  dataKey: file('data-key.json'),
});

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

test('demonstration keys are made once, marked, and for their owner only', async () => {
  const keys = await load();
  expect(keys.demo).toBe(true);
  expect(keys.signing.demo && keys.certificate.demo).toBe(true);
  expect(keys.demoApiKey?.key.length).toBeGreaterThanOrEqual(32);
  const names = await readdir(path.join(dataDir, 'keys'));
  expect(names).toHaveLength(5);
  for (const name of names) expect((await stat(file(name))).mode & 0o777, name).toBe(0o600);
  expect((await stat(path.join(dataDir, 'keys'))).mode & 0o777).toBe(0o700);
  const again = await load();
  expect(again.signing.kid).toBe(keys.signing.kid);
  expect(again.vault.checkValues()).toEqual(keys.vault.checkValues());
});

test('made by two processes at once they are one set', async () => {
  const sets = await Promise.all([load(), load()]);
  const again = await load();
  for (const keys of sets) {
    expect(keys.signing.kid).toBe(again.signing.kid);
    expect(keys.vault.checkValues()).toEqual(again.vault.checkValues());
  }
  expect(await readdir(dataDir)).toEqual(['keys']);
});

test('demonstration keys are refused in production, each by name', async () => {
  await load();
  await expect(load({ production: true, keyFiles: keyFiles() })).rejects.toMatchObject({
    sentences: [
      expect.stringContaining('SIGNING_KEY_FILE 是演示密钥'),
      expect.stringContaining('PDF_CERT_FILE 是演示密钥'),
      expect.stringContaining('DATA_KEY_FILE 是演示密钥'),
    ],
  });
});

test('files that are set are used, and real ones are no demonstration', async () => {
  await load();
  for (const name of ['signing-key.json', 'data-key.json']) {
    const { demo: _, ...real } = JSON.parse(await readFile(file(name), 'utf8'));
    await writeFile(file(name), JSON.stringify(real));
  }
  const keys = await load({ keyFiles: keyFiles() });
  expect(keys.signing.demo).toBe(false);
  expect(keys.certificate.demo).toBe(true);
  expect(keys.demo).toBe(true);
  expect(keys.demoApiKey).toBeUndefined();
});

test.each([
  ['signing-key.json', '{}', /签名密钥文件/],
  ['signing-key.json', 'secret-that-must-not-be-quoted', /签名密钥文件/],
  [
    'data-key.json',
    '{"version":1,"current":"2","masterKeys":{},"indexKey":"AA=="}',
    /数据密钥文件/,
  ],
  ['data-key.json', 'secret-that-must-not-be-quoted', /数据密钥文件/],
  ['pdf-certificate.pem', 'x', /PDF 证书文件/],
  ['pdf-key.pem', 'secret-that-must-not-be-quoted', /PDF 私钥文件/],
])('a broken %s is told in one sentence', async (name, text, sentence) => {
  await load();
  await writeFile(file(name), text);
  const failure = await load().then(
    () => undefined,
    (error: Error) => error,
  );
  expect(failure?.name).toBe('OperatorError');
  expect(failure?.message).toMatch(sentence);
  expect(failure?.message).not.toContain('must-not-be-quoted');
});

test('a key that belongs to another certificate is refused', async () => {
  await load();
  await writeFile(file('pdf-key.pem'), (await makers.certificate()).keyPem);
  await expect(load()).rejects.toThrow(/不是一对/);
});

test('a signing key whose halves do not match is refused', async () => {
  await load();
  const jwk = JSON.parse(await readFile(file('signing-key.json'), 'utf8'));
  const { kid: _, ...other } = { ...jwk, x: 'A'.repeat(43) };
  await writeFile(file('signing-key.json'), JSON.stringify(other));
  await expect(load()).rejects.toThrow(/不是同一对密钥/);
  await writeFile(file('signing-key.json'), JSON.stringify({ ...jwk, kid: 'other' }));
  await expect(load()).rejects.toThrow(/kid/);
});

test('a missing file is named', async () => {
  await load();
  await rm(file('data-key.json'));
  await expect(load()).rejects.toThrow(/无法读取密钥文件 .*data-key\.json（ENOENT）/);
});
