import { columnList, type DatabaseDescription, quoted } from './describe-database.ts';
import type { RawConnection } from './raw-connection.ts';

/** Few enough that what one COPY gives fits into memory: PGlite hands it over in one piece. */
const PAGES_AT_ONCE = 4;

/**
 * Reads a table as binary COPY documents, some pages of it at a time. The last of them has no upper
 * end, so that no row is left out however the pages are counted.
 */
export async function* dumpTable(
  connection: RawConnection,
  { name, columns }: DatabaseDescription['tables'][number],
): AsyncGenerator<AsyncIterable<Uint8Array>> {
  const [size] = await connection.rows<{ pages: string }>(
    `select (pg_relation_size('${quoted(name)}'::regclass)
       / current_setting('block_size')::bigint)::text as pages`,
  );
  const pages = Number(size?.pages);
  for (let page = 0; page < Math.max(pages, 1); page += PAGES_AT_ONCE) {
    const next = page + PAGES_AT_ONCE;
    const below = next < pages ? ` and ctid < '(${next},0)'` : '';
    yield connection.copyOut(
      `select ${columnList(columns)} from ${quoted(name)} where ctid >= '(${page},0)'${below}`,
    );
  }
}
