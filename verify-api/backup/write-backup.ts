import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { createRowCounter } from '../db/dump/count-copied-rows.ts';
import {
  beginSnapshot,
  type DatabaseDescription,
  describeDatabase,
} from '../db/dump/describe-database.ts';
import { dumpTable } from '../db/dump/dump-table.ts';
import { appendRawAudit } from '../db/dump/load-database.ts';
import { openRaw, type RawConnection } from '../db/dump/raw-connection.ts';
import { type BackupHead, writeHead } from './backup-head.ts';
import { type BackupPart, writeParts } from './backup-parts.ts';
import { bytesOf, findKeptFiles, isBelow, type KeptFile, type Places } from './kept-files.ts';
import { kdf, makeSalt, passphraseKeys } from './passphrase-keys.ts';
import { sealChunks } from './sealed-chunks.ts';

export interface BackupOptions {
  places: Places;
  databaseUrl: string | undefined;
  bank: BackupHead['bank'];
  /** Where the backup goes; there must be nothing yet. */
  file: string;
  passphrase: string;
  random: (length: number) => Uint8Array;
  clock: () => Date;
}

export interface BackupMade {
  head: BackupHead;
  bytes: number;
  /** Of the whole file, hex. */
  sha256: string;
  /** What is no regular file and was left out. */
  left: string[];
}

/**
 * Writes database, keys and content into one file, all of it sealed with the passphrase: beside the
 * keys the database holds password hashes, secrets of one-time codes and names of staff. The file
 * appears whole or not at all. Everything streams; memory does not grow with the number of reports.
 */
export async function writeBackup(options: BackupOptions): Promise<BackupMade> {
  requirePlace(options);
  const connection = await openRaw({
    databaseUrl: options.databaseUrl,
    dataDir: options.places.dataDir,
  });
  try {
    await beginSnapshot(connection);
    const database = await describeDatabase(connection);
    const { files, left } = await findKeptFiles(options.places);
    const head: BackupHead = {
      version: 1,
      madeAt: options.clock().toISOString(),
      bank: options.bank,
      engine: connection.engine,
      database,
      files: countByArea(files),
      kdf: { ...kdf, salt: makeSalt(options.random) },
    };
    const keys = await passphraseKeys(options.passphrase, head.kdf.salt);
    const written = await writeWhole(options.file, async function* () {
      yield writeHead(head, keys);
      yield* sealChunks(writeParts(partsOf(connection, database, files)), keys.stream);
    });
    await connection.rows('commit');
    await appendRawAudit(connection, {
      at: options.clock(),
      actor: TERMINAL_ACTOR,
      action: 'backup-made',
      detail: { sha256: written.sha256, bytes: written.bytes },
    });
    return { head, ...written, left };
  } finally {
    await connection.close();
  }
}

/** A backup below what is backed up would be in the next one, and so on. */
function requirePlace({ file, places }: BackupOptions): void {
  if (existsSync(file)) {
    throw new OperatorError(`${file} 已经存在，没有覆盖；请换一个文件名。`);
  }
  for (const directory of [places.dataDir, places.contentDir]) {
    if (!isBelow(directory, file)) continue;
    throw new OperatorError(`备份不能放在要备份的目录 ${directory} 里；请换一个地方。`);
  }
}

function countByArea(files: readonly KeptFile[]): BackupHead['files'] {
  const count = (area: KeptFile['area']) => files.filter((file) => file.area === area).length;
  return { keys: count('keys'), data: count('data'), content: count('content') };
}

async function* partsOf(
  connection: RawConnection,
  database: DatabaseDescription,
  files: readonly KeptFile[],
): AsyncGenerator<BackupPart> {
  for (const { area, path, file } of files) {
    yield { head: { part: 'file', area, path }, body: bytesOf(file) };
  }
  for (const table of database.tables) {
    let rows = 0;
    for await (const document of dumpTable(connection, table)) {
      const counter = createRowCounter();
      const body = passing(document, (bytes) => counter.take(bytes));
      yield { head: { part: 'rows', table: table.name }, body };
      rows += counter.end();
    }
    if (rows !== table.rows) {
      throw new Error(`${table.name} has ${table.rows} rows, of which ${rows} were read`);
    }
  }
}

export async function* passing(
  source: AsyncIterable<Uint8Array>,
  look: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    look(bytes);
    yield bytes;
  }
}

async function writeWhole(
  file: string,
  content: () => AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  const draft = `${file}.${process.pid}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      for await (const chunk of content()) {
        await handle.writeFile(chunk);
        hash.update(chunk);
        bytes += chunk.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await syncDirectory(path.dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw explainWriting(error, path.dirname(file));
  }
  return { bytes, sha256: hash.digest('hex') };
}

export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A full disk and its like are the operator's to mend; anything else is passed on. */
export function explainWriting(error: unknown, directory: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OperatorError(`${directory} 所在的磁盘已满，没有完成；原有的内容没有改动。`, error);
  }
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR)$/.test(String(code))) {
    return new OperatorError(
      `无法写入 ${directory}（${code}）；请检查目录是否存在、是否有权限。`,
      error,
    );
  }
  return error;
}
