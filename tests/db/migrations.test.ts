import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../verify-api/db/client.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { createTestService } from '../support/service.ts';

const COLUMNS = `select table_name, column_name, data_type, is_nullable, column_default
  from information_schema.columns where table_schema = 'public' order by 1, 2`;
const seen: unknown[] = [];

describeOnEachDatabase('the migrated schema', (database) => {
  test('keeps reports, PDFs and events for ever', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue(makeRequest());
    for (const statement of [
      `delete from reports where number = '${number}'`,
      `delete from report_pdfs where number = '${number}'`,
      `update report_pdfs set sealed_pdf = '' where number = '${number}'`,
      `delete from events where number = '${number}'`,
      `update events set actor = 'x' where number = '${number}'`,
      'truncate events',
      'truncate reports cascade',
    ]) {
      await expect(database().rows(statement), statement).rejects.toThrow();
    }
    expect(await database().rows(`select 1 from events where number = '${number}'`)).toHaveLength(
      1,
    );
  });

  test('refuses states that contradict themselves', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue(makeRequest());
    for (const change of [
      "state = 'gone'",
      "state = 'revoked', changed_at = now(), version = 2",
      "state = 'superseded', changed_at = now(), version = 2",
      `superseded_by = '${number}'`,
      "revocation_reason = 'other'",
      'version = 2',
      "number = '123'",
      "code_hash = 'short'",
    ]) {
      const statement = `update reports set ${change} where number = '${number}'`;
      await expect(database().rows(statement), change).rejects.toThrow();
    }
  });

  test('is the same on both engines', async () => {
    seen.push(await database().rows(COLUMNS));
    expect(seen.at(-1)).toEqual(seen[0]);
  });
});

describe('the migrations', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  test('hold all that the schema says', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'jixue-migrations-'));
    folders.push(folder);
    await cp(MIGRATIONS, folder, { recursive: true });
    const before = await readdir(folder);
    const { stdout } = await promisify(execFile)('node_modules/.bin/drizzle-kit', [
      'generate',
      '--dialect=postgresql',
      '--schema=verify-api/db/schema.ts',
      `--out=${path.relative('.', folder)}`,
    ]);
    expect(stdout).toContain('No schema changes');
    expect(await readdir(folder)).toEqual(before);
  });
});
