import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { OperatorError } from '#domain/operator-error.ts';
import { type Database, MIGRATIONS } from './client.ts';
import { LockedError, takeProcessLock } from './process-lock.ts';
import * as schema from './schema.ts';

/**
 * Opens and migrates the embedded database below `dataDir`. Two processes on one directory would
 * both open and silently lose rows, so a lock file beside it keeps the second out.
 */
export async function openPglite(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDirectory(dataDir);
  try {
    const directory = path.join(dataDir, 'pglite');
    if (!existsSync(directory)) await createCluster(directory);
    const database = await startPglite({ dataDir: directory });
    return {
      ...database,
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Made beside its place and moved there: a first start that is cut short leaves no half a cluster. */
async function createCluster(directory: string): Promise<void> {
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await (await PGlite.create({ dataDir: draft })).close();
  await rename(draft, directory);
}

/** Without the lock: for a database in memory, or one whose directory is locked already. */
export async function startPglite(options: PGliteOptions): Promise<Database & { client: PGlite }> {
  const client = await PGlite.create(options);
  const queries = drizzle(client, { schema });
  await migrate(queries, { migrationsFolder: MIGRATIONS });
  return { engine: 'pglite', client, queries, close: () => client.close() };
}

/** Throws an OperatorError while another process has the embedded database open. */
export function lockDataDirectory(dataDir: string): () => void {
  try {
    return takeProcessLock(path.join(dataDir, 'pglite.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new OperatorError(
      `数据目录 ${dataDir} 正被另一个进程（PID ${error.pid}）使用；请先停止它，或用 DATA_DIR 指定别的目录。`,
    );
  }
}
