import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Database } from '../../verify-api/db/client.ts';
import { startPglite } from '../../verify-api/db/open-pglite.ts';
import { openPostgres } from '../../verify-api/db/open-postgres.ts';
import { databaseUrl } from './set-up.ts';

export interface TestDatabase extends Database {
  /** Of the copy; empty for PGlite. */
  url: string;
  /** Rows of a raw query, alike on both engines. */
  rows(query: string): Promise<Record<string, unknown>[]>;
}

/** Runs the same tests on PGlite in memory and on a real PostgreSQL, a fresh database each. */
export function describeOnEachDatabase(
  name: string,
  tests: (database: () => TestDatabase) => void,
) {
  describe.each(['pglite', 'postgres'] as const)(`${name} (%s)`, (engine) => {
    let opened: { database: TestDatabase; remove: () => Promise<void> } | undefined;
    beforeAll(async () => {
      opened = engine === 'pglite' ? await freshPglite() : await freshPostgres();
    });
    afterAll(async () => opened?.remove());
    tests(() => {
      if (opened === undefined) throw new Error('the database opens in beforeAll');
      return opened.database;
    });
  });
}

async function freshPglite() {
  const tar = new Blob([new Uint8Array(await readFile(inject('pgliteTemplate')))]);
  const database = await startPglite({ loadDataDir: tar });
  return { database: withRows(database, ''), remove: () => database.close() };
}

export async function freshPostgres() {
  const server = inject('postgresUrl');
  const name = `jixue_test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${inject('postgresTemplate')}`);
  const url = databaseUrl(server, name);
  const database = openPostgres(url);
  return {
    database: withRows(database, url),
    async remove() {
      await database.close();
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}

export async function administer(server: string, statement: string): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(statement);
  await admin.end();
}

export function withRows(database: Database, url: string): TestDatabase {
  return {
    ...database,
    url,
    async rows(query) {
      const answer: unknown = await database.queries.execute(sql.raw(query));
      return Array.isArray(answer) ? answer : (answer as { rows: Record<string, unknown>[] }).rows;
    },
  };
}
