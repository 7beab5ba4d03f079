import { createReadStream } from 'node:fs';
import { OperatorError } from '#domain/operator-error.ts';
import { createRowCounter } from '../db/dump/count-copied-rows.ts';
import { type BackupHead, readHead, type UnopenedBackup } from './backup-head.ts';
import { type BackupPart, type PartHead, readParts } from './backup-parts.ts';
import { createByteReader, gather } from './byte-reader.ts';
import type { PassphraseKeys } from './passphrase-keys.ts';
import { AlteredError, openChunks } from './sealed-chunks.ts';
import { passing } from './write-backup.ts';

/** The head of a backup file; throws an OperatorError for a file that is none. */
export async function openBackup(file: string): Promise<UnopenedBackup> {
  const stream = createReadStream(file);
  try {
    return await readHead(createByteReader(stream));
  } catch (error) {
    throw explainReading(error, file);
  } finally {
    stream.destroy();
  }
}

/** All parts, each opened and proved as it comes; throws an OperatorError at the first that is altered. */
export async function* openParts(file: string, keys: PassphraseKeys): AsyncGenerator<BackupPart> {
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024 });
  try {
    const reader = createByteReader(stream);
    await readHead(reader);
    yield* readParts(openChunks(reader, keys.stream));
  } catch (error) {
    throw explainReading(error, file);
  } finally {
    stream.destroy();
  }
}

/**
 * Reads a backup to its end and holds it against its head: every byte, every row and every file.
 * `look` is given each file whole.
 */
export async function checkBackup(
  file: string,
  { head, keys }: { head: BackupHead; keys: PassphraseKeys },
  look: (file: Extract<PartHead, { part: 'file' }>, bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const rows = new Map(head.database.tables.map(({ name }) => [name, 0]));
  const files = { keys: 0, data: 0, content: 0 };
  for await (const { head: part, body } of openParts(file, keys)) {
    if (part.part === 'rows') {
      const counter = createRowCounter();
      for await (const _ of passing(body, (bytes) => counter.take(bytes)));
      rows.set(part.table, (rows.get(part.table) ?? Number.NaN) + counter.end());
    } else {
      files[part.area] += 1;
      await look(part, await gather(body));
    }
  }
  const whole =
    head.database.tables.every((table) => rows.get(table.name) === table.rows) &&
    rows.size === head.database.tables.length &&
    (['keys', 'data', 'content'] as const).every((area) => files[area] === head.files[area]);
  if (!whole) throw new OperatorError('备份文件里的内容与它的目录不符，没有恢复任何内容。');
}

function explainReading(error: unknown, file: string): unknown {
  if (error instanceof AlteredError) {
    return new OperatorError(
      `${file} 不完整，或者被改动过，没有恢复任何内容；请换一份备份。`,
      error,
    );
  }
  const { code } = error as NodeJS.ErrnoException;
  return /^(ENOENT|EACCES|EISDIR|EIO)$/.test(String(code))
    ? new OperatorError(`无法读取备份文件 ${file}（${code}）。`, error)
    : error;
}
