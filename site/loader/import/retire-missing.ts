import type { Table } from '../schemas/table.ts';
import type { MergedRow } from './merge-rows.ts';

/**
 * What becomes of rows that the imported file does not name, when asked: an entry of a catalog is
 * retired as of today, a relation is taken out.
 * @param today `YYYY-MM-DD`, the last day on which a retired entry counts
 */
export function retireMissing(
  rows: readonly MergedRow[],
  table: Table,
  today: string,
): MergedRow[] {
  if (table.kind === 'relation') return rows.filter(({ sheetRow }) => sheetRow !== undefined);
  return rows.map((row) => {
    const { status, effectiveTo } = row.cells;
    const stays = row.sheetRow !== undefined || status === 'retired' || status === 'superseded';
    if (stays) return row;
    const last = effectiveTo && effectiveTo < today ? effectiveTo : today;
    const cells = { ...row.cells, status: 'retired', effectiveTo: last, updatedAt: today };
    return { ...row, cells };
  });
}
