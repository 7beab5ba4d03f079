import { afterAll, expect, test } from 'vitest';
import { createRowCounter } from '../../verify-api/db/dump/count-copied-rows.ts';
import { beginSnapshot, describeDatabase } from '../../verify-api/db/dump/describe-database.ts';
import { dumpTable } from '../../verify-api/db/dump/dump-table.ts';
import { openRawPostgres } from '../../verify-api/db/dump/raw-connection.ts';
import { freshPostgres } from '../support/database.ts';

const fresh = await freshPostgres();
afterAll(() => fresh.remove());

test('a table of many megabytes is read to its end, in pieces that fit into memory', async () => {
  const { database } = fresh;
  // Hashes do not compress: 2,000 rows of 10,240 bytes.
  await database.rows(`insert into settings (key, value)
    select 'row-' || i, (select string_agg(md5(i || '-' || j), '') from generate_series(1, 320) j)
    from generate_series(1, 2000) i`);
  const connection = await openRawPostgres(database.url);
  try {
    await beginSnapshot(connection);
    const { tables } = await describeDatabase(connection);
    const table = tables.find(({ name }) => name === 'settings');
    if (table === undefined) throw new Error('there is no table settings');
    expect(table.rows).toBe(2000);
    const sizes: number[] = [];
    let rows = 0;
    for await (const document of dumpTable(connection, table)) {
      const counter = createRowCounter();
      let size = 0;
      for await (const bytes of document) {
        counter.take(bytes);
        size += bytes.length;
      }
      rows += counter.end();
      sizes.push(size);
    }
    expect(rows).toBe(2000);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(32 * 1024 * 1024);
  } finally {
    await connection.close();
  }
}, 120_000);
