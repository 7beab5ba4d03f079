import { KEEP_ZEROS, withoutZeros } from '../check/lost-zeros.ts';
import type { Table } from '../schemas/table.ts';
import type { Cells, PresentRow, PresentTable } from './present-table.ts';

/** What tells a row from all others; letter case does, as it does everywhere else. */
export function keyOf(table: Table, cells: Cells): string {
  return table.key.map((name) => cells[name] ?? '').join('\n');
}

export interface RowMatcher {
  find: (key: string) => PresentRow | undefined;
  /** Why a key that is not there was most likely meant to be one that is. */
  nearMiss: (key: string) => string | undefined;
}

export function rowMatcher(table: Table, { rows }: PresentTable): RowMatcher {
  const byKey = new Map<string, PresentRow>();
  const byLowerCase = new Map<string, string>();
  const byShort = new Map<string, string>();
  for (const row of rows) {
    const key = keyOf(table, row.cells);
    if (byKey.has(key)) continue;
    byKey.set(key, row);
    byLowerCase.set(key.toLowerCase(), key);
    if (/^0\d+$/.test(key)) byShort.set(withoutZeros(key), key);
  }
  return {
    find: (key) => byKey.get(key),
    nearMiss: (key) => {
      const full = byShort.get(key);
      if (full !== undefined) return `「${key}」开头少了 0，目录里是「${full}」。${KEEP_ZEROS}`;
      const other = byLowerCase.get(key.toLowerCase());
      if (other === undefined) return undefined;
      return `「${shown(key)}」与目录里的「${shown(other)}」只差大小写，请写成一样`;
    },
  };
}

/** A key of several columns, for people: `GZ0001 · 1 · certificate · NCRE-1`. */
export function shown(key: string): string {
  return key
    .split('\n')
    .filter((part) => part !== '')
    .join(' · ');
}
