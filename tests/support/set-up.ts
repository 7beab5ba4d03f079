import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/bench/service/start-postgres.ts';
import { startPglite } from '../../verify-api/db/open-pglite.ts';
import { migratePostgres } from '../../verify-api/db/open-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL server where databases may be made. */
    postgresUrl: string;
    /** A migrated database there, to be copied. */
    postgresTemplate: string;
    /** A tar file of a migrated, empty PGlite cluster. */
    pgliteTemplate: string;
  }
}

/**
 * Vitest global set-up: Chromium unpacked, one folder for all that tests write, one real PostgreSQL for the
 * whole run, and a migrated template of each engine.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Unpacked once, into the folder where it is kept from run to run: two workers would get in each other's way.
  process.env['CHROMIUM_PATH'] ??= await chromium.executablePath();
  // Workers are ended without a last word: what their tests leave behind goes with this folder.
  const scratch = await mkdtemp(path.join(tmpdir(), 'jixue-tests-'));
  process.env['TMPDIR'] = scratch;
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? undefined : await startPostgres();
  const url = given || (server?.url as string);
  console.log(`PostgreSQL 测试库：${given ? 'TEST_DATABASE_URL' : server?.origin}`);

  const template = `jixue_template_${randomUUID().slice(0, 8)}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${template}`);
  await migratePostgres(databaseUrl(url, template));

  const pglite = await startPglite({});
  const tar = path.join(scratch, 'template.tar');
  await writeFile(tar, await (await pglite.client.dumpDataDir('none')).bytes());
  await pglite.close();

  project.provide('postgresUrl', url);
  project.provide('postgresTemplate', template);
  project.provide('pgliteTemplate', tar);
  return async () => {
    await admin.unsafe(`drop database ${template}`);
    await admin.end();
    await server?.remove();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
