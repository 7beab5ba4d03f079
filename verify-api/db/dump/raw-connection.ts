import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { PGlite } from '@electric-sql/pglite';
import { OperatorError } from '#domain/operator-error.ts';
import { explainUnreachable } from '../open-database.ts';
import { lockDataDirectory } from '../open-pglite.ts';
import { connectToPostgres } from '../open-postgres.ts';

/**
 * One connection for whole tables: SQL as text, and COPY in PostgreSQL's binary form, which is the
 * same on both engines. What is written must not depend on the schema this program knows.
 */
export interface RawConnection {
  engine: 'pglite' | 'postgres';
  /** Ask for text where an engine might answer in a type of its own. */
  rows<T>(query: string): Promise<T[]>;
  /** One whole binary COPY document: signature, rows, end mark. It must fit into memory. */
  copyOut(query: string): AsyncIterable<Uint8Array>;
  /** `target` is a table with its columns; `document` what `copyOut` gave. */
  copyIn(target: string, document: AsyncIterable<Uint8Array>): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database as it is, without migrating it; throws an OperatorError when there is none. */
export async function openRaw(where: {
  databaseUrl: string | undefined;
  dataDir: string;
}): Promise<RawConnection> {
  const { databaseUrl, dataDir } = where;
  if (databaseUrl !== undefined) return openRawPostgres(databaseUrl);
  const directory = path.join(dataDir, 'pglite');
  if (!existsSync(directory)) {
    throw new OperatorError(
      `${dataDir} 里没有内置数据库；用 PostgreSQL 的，请设置 DATABASE_URL 后再运行。`,
    );
  }
  const unlock = lockDataDirectory(dataDir);
  try {
    const connection = await openRawPglite(directory);
    return {
      ...connection,
      async close() {
        await connection.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

export async function openRawPostgres(url: string): Promise<RawConnection> {
  const client = connectToPostgres(url);
  try {
    await client`select 1`;
  } catch (error) {
    await client.end({ timeout: 1 });
    throw explainUnreachable(error, url);
  }
  return {
    engine: 'postgres',
    rows: async <T>(query: string) => (await client.unsafe(query)) as unknown as T[],
    async *copyOut(query) {
      yield await readAll(
        await client.unsafe(`copy (${query}) to stdout (format binary)`).readable(),
      );
    },
    async copyIn(target, document) {
      const bytes = await gather(document);
      const into = await client.unsafe(`copy ${target} from stdin (format binary)`).writable();
      into.end(bytes);
      await finished(into);
    },
    close: () => client.end({ timeout: 1 }),
  };
}

/**
 * In one piece, without ever holding the stream back: postgres.js pauses its socket then, and does not
 * resume it when the stream ends meanwhile, so that the next query would wait for ever.
 */
async function readAll(stream: Readable): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  stream.on('data', (bytes: Uint8Array) => pieces.push(bytes));
  await finished(stream);
  return Buffer.concat(pieces);
}

async function gather(document: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of document) pieces.push(bytes);
  return Buffer.concat(pieces);
}

/** Without a lock: `directory` is locked already, or nobody else's. */
export async function openRawPglite(directory: string): Promise<RawConnection> {
  const client = await PGlite.create({ dataDir: directory });
  return {
    engine: 'pglite',
    rows: async <T>(query: string) => (await client.query<T>(query)).rows,
    async *copyOut(query) {
      const { blob } = await client.query(`copy (${query}) to '/dev/blob' (format binary)`);
      if (blob !== undefined) yield await blob.bytes();
    },
    async copyIn(target, document) {
      const blob = new Blob([await gather(document)]);
      await client.query(`copy ${target} from '/dev/blob' (format binary)`, [], { blob });
    },
    close: () => client.close(),
  };
}
