import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import type { IssueAnswer } from '#domain/report-answers.ts';
import { keyOwners } from '#domain/vault.ts';
import { createWrappedKeyStore } from '../../verify-api/db/wrapped-key-store.ts';
import {
  addMasterKey,
  makeDataKeyFile,
  parseDataKeyFile,
  useMasterKey,
} from '../../verify-api/keys/data-key-file.ts';
import { makeDemoSigningKey, parseSigningKey } from '../../verify-api/keys/signing-key.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { eraseReport } from '../../verify-api/reports/erase-report.ts';
import { rewrapKeys } from '../../verify-api/reports/rewrap-keys.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { createTestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

const random = (length: number): Uint8Array => randomBytes(length);
const first = makeDataKeyFile(random);
const second = useMasterKey(addMasterKey(first, random).text, '2');
const vaultOf = (text: string) => makeVault(parseDataKeyFile(text, 'x'), random);
const signing = parseSigningKey(makeDemoSigningKey(), 'x');
const clock = () => new Date('2026-11-22T05:00:00Z');

describeOnEachDatabase('data keys', (database) => {
  test('are wrapped anew in steps that can be cut short, while reports stay readable', async () => {
    const vault = vaultOf(first);
    const service = await createTestService(database(), { keys: { vault, signing } });
    const issued: IssueAnswer[] = [];
    for (let at = 0; at < 5; at += 1) issued.push(await service.issue());
    const issuer = await signedInAs(service, 'issuer', '浦东分部');
    const prepared = await issuer.call('POST', '/api/staff/prepared', makeRequest());
    const { id } = ((await prepared.json()) as { prepared: { id: string } }).prepared;
    const [gone, late] = issued as [IssueAnswer, IssueAnswer, ...IssueAnswer[]];
    await eraseReport(service.reports, { actor: TERMINAL_ACTOR, number: gone.number });

    const keys = createWrappedKeyStore(database());
    const next = vaultOf(second);
    const stale = await keys.listOutdated('report', '2', { after: '', limit: 10 });
    expect(stale).toHaveLength(4);
    // Somebody erases a person between the reading of the key and its wrapping.
    await eraseReport(service.reports, { actor: TERMINAL_ACTOR, number: late.number });
    const all = stale.map((old) => ({
      old,
      wrapped: next.rewrapKey(keyOwners.report(old.id), old),
    }));
    const half = all.slice(0, 2);
    const left = half.filter(({ old }) => old.id !== late.number).length;
    expect(await keys.replace('report', half)).toBe(left);

    const deps = { keys, vault: next, clock };
    const onStep = () => {};
    const done = await rewrapKeys(deps, { current: '2', actor: TERMINAL_ACTOR, onStep });
    // Three reports and what was prepared, less what was wrapped before the interruption.
    expect(done).toBe(4 - left);
    expect(await rewrapKeys(deps, { current: '2', actor: TERMINAL_ACTOR, onStep })).toBe(0);
    expect(await keys.countByVersion()).toEqual(new Map([['2', 4]]));

    const after = await createTestService(database(), { keys: { vault: next, signing } });
    for (const { number, code } of issued.slice(2)) {
      const answer = await after.verify({ number, code });
      expect(await answer.json()).toMatchObject({ level: 'full', result: 'valid' });
    }
    for (const { number } of [gone, late]) {
      const answer = await after.verify({ number });
      expect(await answer.json()).toMatchObject({ withheld: 'erased' });
    }
    const [row] = await database().rows(
      `select master_key_version as version from prepared_reports where id = '${id}'`,
    );
    expect(row).toEqual({ version: '2' });
    const written = await database().rows(
      "select detail from audit where action = 'keys-rewrapped'",
    );
    expect(written).toEqual([{ detail: { version: '2', keys: 4 - left } }]);
  });

  test('lie in no table that is forgotten', async () => {
    const found = await database().rows(
      "select table_name from information_schema.columns where column_name = 'wrapped_key' order by 1",
    );
    expect(found.map((row) => row['table_name'])).toEqual([
      'prepared_reports',
      'report_batches',
      'reports',
    ]);
  });
});
