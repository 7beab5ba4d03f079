import { columnList, type DatabaseDescription, quoted } from './describe-database.ts';
import type { RawConnection } from './raw-connection.ts';

/**
 * About as much as one COPY gives: it must fit into memory, and many small ones would each wait for
 * the other side.
 */
const BYTES_AT_ONCE = 8 * 1024 * 1024;

/**
 * Reads a table as binary COPY documents, some pages of it at a time. The last of them has no upper
 * end, so that no row is left out however the pages are counted.
 */
export async function* dumpTable(
  connection: RawConnection,
  { name, columns }: DatabaseDescription['tables'][number],
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const [size] = await connection.rows<{ pages: string; bytes: string }>(
    `select (pg_relation_size(oid) / current_setting('block_size')::bigint)::text as pages,
       pg_table_size(oid)::text as bytes
     from pg_class where oid = '${quoted(name)}'::regclass`,
  );
  const pages = Math.max(Number(size?.pages), 1);
  // Large values lie outside the pages, but belong to their rows.
  const pagesAtOnce = Math.max(1, Math.floor((BYTES_AT_ONCE * pages) / Number(size?.bytes || 1)));
  for (let page = 0; page < pages; page += pagesAtOnce) {
    const next = page + pagesAtOnce;
    const below = next < pages ? ` and ctid < '(${next},0)'` : '';
    yield connection.copyOut(
      `select ${columnList(columns)} from ${quoted(name)} where ctid >= '(${page},0)'${below}`,
    );
  }
}
