import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { OperatorError } from '#domain/operator-error.ts';
import { createSettingsStore } from '../../verify-api/db/settings-store.ts';
import { parseDataKeyFile } from '../../verify-api/keys/data-key-file.ts';
import { makeDemoSigningKey, parseSigningKey } from '../../verify-api/keys/signing-key.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { claimDatabase } from '../../verify-api/reports/claim-database.ts';
import { describeOnEachDatabase } from '../support/database.ts';

const random = (length: number): Uint8Array => randomBytes(length);
const newKey = () => randomBytes(32).toString('base64');
const signing = parseSigningKey(makeDemoSigningKey(), 'x');
const certificate = await makeDemoCertificate({ commonName: 'Bank', organisation: '银行' });
const checks = (file: object) =>
  makeVault(parseDataKeyFile(JSON.stringify({ version: 1, ...file }), 'x'), random).checkValues();

describeOnEachDatabase('a database', (database) => {
  const [one, two, indexKey] = [newKey(), newKey(), newKey()];
  const first = { current: '1', masterKeys: { 1: one }, indexKey };
  const claim = (file: object, overrides = {}) =>
    claimDatabase(createSettingsStore(database()), {
      production: false,
      demo: true,
      keyChecks: checks(file),
      signing,
      pdfCertificate: certificate.certPem,
      now: new Date(),
      ...overrides,
    });

  test('knows its data keys again, takes a new version, and refuses any others', async () => {
    await claim(first);
    await claim(first);
    await claim({ current: '2', masterKeys: { 1: one, 2: two }, indexKey });
    const message = async (file: object) =>
      claim(file).then(
        () => 'accepted',
        (error: OperatorError) => error.sentences.join(),
      );
    expect(await message({ current: '2', masterKeys: { 2: two }, indexKey })).toMatch(
      /DATA_KEY_FILE 缺少.*master:1/,
    );
    expect(await message({ current: '1', masterKeys: { 1: newKey(), 2: two }, indexKey })).toMatch(
      /不是这个数据库的密钥（master:1）/,
    );
    expect(
      await message({ current: '1', masterKeys: { 1: one, 2: two }, indexKey: newKey() }),
    ).toMatch(/不是这个数据库的密钥（index）/);
  });

  test('of a demonstration is refused in production, and takes no real keys', async () => {
    const file = { current: '2', masterKeys: { 1: one, 2: two }, indexKey };
    await expect(claim(file, { demo: false, production: true })).rejects.toThrow(/演示数据/);
    await expect(claim(file, { demo: false })).rejects.toThrow(OperatorError);
  });
});
