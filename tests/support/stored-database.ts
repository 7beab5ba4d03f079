import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { startPglite } from '../../verify-api/db/open-pglite.ts';
import { migratePostgres, openPostgres } from '../../verify-api/db/open-postgres.ts';
import { parseDataKeyFile } from '../../verify-api/keys/data-key-file.ts';
import { parseSigningKey } from '../../verify-api/keys/signing-key.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import stored from '../stored-databases/foundation/reports.json' with { type: 'json' };
import { administer, withRows } from './database.ts';
import { databaseUrl } from './set-up.ts';

/** A database that the first finished version of this program made (see its README). */
const FOUNDATION = path.resolve('tests/stored-databases/foundation');
export const foundationKeys = path.join(FOUNDATION, 'keys');
export const { reports: foundationReports, transcriptRequest } = stored;

/** The stored database, brought up to date as a start of the service does it. */
export async function openFoundation(engine: 'pglite' | 'postgres') {
  if (engine === 'pglite') {
    const old = await PGlite.create();
    await old.exec(await foundationSql());
    const loadDataDir = await old.dumpDataDir('none');
    await old.close();
    const database = await startPglite({ loadDataDir });
    return { database: withRows(database, ''), remove: () => database.close() };
  }
  const { url, remove } = await loadFoundation();
  await migratePostgres(url);
  const database = openPostgres(url);
  return {
    database: withRows(database, url),
    async remove() {
      await database.close();
      await remove();
    },
  };
}

/** The stored database as it is, in a PostgreSQL of its own. */
export async function loadFoundation(): Promise<{ url: string; remove(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `jixue_stored_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = databaseUrl(server, name);
  await administer(url, await foundationSql());
  return { url, remove: () => administer(server, `drop database ${name} with (force)`) };
}

/** The keys with which its reports were made. */
export async function foundationKeySet() {
  const read = (name: string) => readFile(path.join(foundationKeys, name), 'utf8');
  const random = (length: number): Uint8Array => randomBytes(length);
  return {
    vault: makeVault(parseDataKeyFile(await read('data-key.json'), 'data-key.json'), random),
    signing: parseSigningKey(await read('signing-key.json'), 'signing-key.json'),
    certificatePem: await read('pdf-certificate.pem'),
  };
}

async function foundationSql(): Promise<string> {
  return gunzipSync(await readFile(path.join(FOUNDATION, 'database.sql.gz'))).toString('utf8');
}
