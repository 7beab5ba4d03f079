import type { Table } from '../schemas/table.ts';
import { differs, type MergedRow } from './merge-rows.ts';
import type { Cells, PresentTable } from './present-table.ts';

export const BYTE_ORDER_MARK = '\ufeff';

/** One line of a catalog file (RFC 4180): quotes only where a cell needs them. */
export function rowText(header: readonly string[], cells: Cells): string {
  return header.map((name) => cellText(cells[name] ?? '')).join(',');
}

function cellText(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * A whole catalog file, LF at the end of each line, without byte order mark. A row that did not
 * change keeps its bytes; a column that the file lacked so far is added at the end when it is used.
 */
export function catalogText(
  present: PresentTable,
  rows: readonly MergedRow[],
  table: Table,
): string {
  const lacking = Object.keys(table.columns).filter(
    (name) => !present.header.includes(name) && rows.some(({ cells }) => cells[name]),
  );
  const header = [...present.header, ...lacking];
  const lines = rows.map(({ cells, present: before }) =>
    before && lacking.length === 0 && !differs(cells, before.cells)
      ? before.raw
      : rowText(header, cells),
  );
  return `${[header.join(','), ...lines].join('\n')}\n`;
}
