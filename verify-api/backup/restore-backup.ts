import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { makeWritable } from '../db/data-directory.ts';
import {
  appendRawAudit,
  beginLoad,
  requireEmptyDatabase,
  requireKnownSchema,
} from '../db/dump/load-database.ts';
import { openRawPglite, openRawPostgres, type RawConnection } from '../db/dump/raw-connection.ts';
import { lockDataDirectory } from '../db/open-pglite.ts';
import type { BackupHead } from './backup-head.ts';
import type { Places } from './kept-files.ts';
import type { PassphraseKeys } from './passphrase-keys.ts';
import { conflictOf, createFilePlacer, isEmptyOrAbsent, refuseConflicts } from './place-files.ts';
import { checkBackup, openBackup, openParts } from './read-backup.ts';

export interface RestoreOptions {
  places: Places;
  databaseUrl: string | undefined;
  file: string;
  /** Asked once the file is known to be a backup. */
  passphrase: (head: BackupHead) => Promise<string>;
  /** Also into a content directory that holds something; what was there is moved aside. */
  replaceContent: boolean;
  clock: () => Date;
  say: (line: string) => void;
}

/** Reads a backup to its end and writes nothing. */
export async function verifyBackup(
  options: Pick<RestoreOptions, 'file' | 'passphrase'>,
): Promise<BackupHead> {
  const { head, unlock } = await openBackup(options.file);
  const keys = await unlock(await options.passphrase(head));
  await checkBackup(options.file, { head, keys }, async () => {});
  return head;
}

/**
 * Restores database, keys and content, all or nothing: first the whole file is read and checked and
 * every place looked at, and only then is anything written. The files are in place before the
 * database is committed, so a crash between leaves a restore that can be run again.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupHead> {
  const { file, places, say } = options;
  const { head, unlock } = await openBackup(file);
  requireKnownSchema(head.database);
  const keys = await unlock(await options.passphrase(head));
  const target = await openTarget(options);
  try {
    say('正在检查备份……');
    const conflicts: string[] = [];
    await checkBackup(file, { head, keys }, async (part, bytes) => {
      const conflict = await conflictOf(places, part, bytes);
      if (conflict !== undefined) conflicts.push(conflict);
    });
    refuseConflicts(conflicts);
    say('备份完好，正在恢复……');
    await load(options, target, head, keys);
    return head;
  } finally {
    await target.close();
  }
}

interface Target {
  connect(): Promise<RawConnection>;
  /** Puts a database that was made beside its place there. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

async function openTarget({ databaseUrl, places }: RestoreOptions): Promise<Target> {
  if (databaseUrl !== undefined) {
    const connection = await openRawPostgres(databaseUrl);
    try {
      await requireEmptyDatabase(connection);
    } catch (error) {
      await connection.close();
      throw error;
    }
    return {
      connect: async () => connection,
      settle: async () => {},
      close: () => connection.close(),
    };
  }
  await makeWritable(places.dataDir);
  const unlock = lockDataDirectory(places.dataDir);
  const directory = path.join(places.dataDir, 'pglite');
  const draft = `${directory}.restoring`;
  if (existsSync(directory)) {
    unlock();
    throw new OperatorError(
      `${places.dataDir} 里已有内置数据库，没有恢复任何内容；请用 DATA_DIR 指定一个空目录。`,
    );
  }
  let connection: RawConnection | undefined;
  return {
    async connect() {
      await rm(draft, { recursive: true, force: true });
      connection = await openRawPglite(draft);
      return connection;
    },
    async settle() {
      await connection?.close();
      connection = undefined;
      await rename(draft, directory);
    },
    async close() {
      await connection?.close();
      await rm(draft, { recursive: true, force: true });
      unlock();
    },
  };
}

async function load(
  options: RestoreOptions,
  target: Target,
  head: BackupHead,
  keys: PassphraseKeys,
): Promise<void> {
  const { places, say, clock } = options;
  const content = options.replaceContent || (await isEmptyOrAbsent(places.contentDir));
  const placer = createFilePlacer(places, { content });
  try {
    const connection = await target.connect();
    const database = await beginLoad(connection, head.database);
    for await (const { head: part, body } of openParts(options.file, keys)) {
      if (part.part === 'rows') await database.copyIn(part.table, body);
      else await placer.add(part, body);
    }
    await database.finish();
    const at = clock();
    await appendRawAudit(connection, {
      at,
      actor: TERMINAL_ACTOR,
      action: 'backup-restored',
      detail: { madeAt: head.madeAt },
    });
    const before = await placer.moveIn(at.toISOString().replaceAll(/[:.]/g, ''));
    await database.commit();
    await target.settle();
    if (before !== undefined) say(`原有的内容已移到 ${before}。`);
    if (!content) {
      say(
        `内容目录 ${places.contentDir} 不是空的，没有改动；要换成备份里的内容，请加上 --content。`,
      );
    }
  } catch (error) {
    throw explainLoading(error);
  } finally {
    await placer.discard();
  }
}

/** PostgreSQL's disk_full, Node's ENOSPC, and the number that ENOSPC has inside PGlite. */
function explainLoading(error: unknown): unknown {
  const { code, errno, name } = error as { code?: unknown; errno?: unknown; name?: unknown };
  const inPglite = name === 'ErrnoError' && errno === 51;
  if (code !== '53100' && code !== 'ENOSPC' && !inPglite) return error;
  return new OperatorError('数据库所在的磁盘已满，恢复没有完成，数据库仍是空的。', error);
}
