import type { Table } from '../schemas/table.ts';
import { shown } from './match-rows.ts';
import { differs, type MergedRow } from './merge-rows.ts';
import type { Cells, PresentTable } from './present-table.ts';

export interface FieldChange {
  column: string;
  /** As in the file; '' for an empty cell. */
  from: string;
  to: string;
}

export interface RowChange {
  kind: 'added' | 'changed' | 'retired' | 'removed';
  /** `KC0001 计算机应用基础` */
  label: string;
  /** Row of the imported file, as Excel shows it; none for what is not in it. */
  row?: number | undefined;
  fields: FieldChange[];
}

/** Everything that differs from the catalog as it is, in the order in which it will stand there. */
export function rowChanges(
  rows: readonly MergedRow[],
  present: PresentTable,
  table: Table,
): RowChange[] {
  const kept = new Set(rows.map((row) => row.present));
  return [
    ...rows.flatMap((row) => changeOf(row, table)),
    ...present.rows
      .filter((row) => !kept.has(row))
      .map(({ cells }) => ({ kind: 'removed' as const, label: labelOf(cells, table), fields: [] })),
  ];
}

function changeOf({ cells, present, sheetRow }: MergedRow, table: Table): RowChange[] {
  const label = labelOf(cells, table);
  if (!present) return [{ kind: 'added', label, row: sheetRow, fields: fields(cells, {}, table) }];
  if (!differs(cells, present.cells)) return [];
  return [
    {
      kind: sheetRow === undefined ? 'retired' : 'changed',
      label,
      row: sheetRow,
      fields: fields(cells, present.cells, table),
    },
  ];
}

function fields(cells: Cells, before: Cells, table: Table): FieldChange[] {
  return Object.keys(table.columns).flatMap((column) => {
    const from = before[column] ?? '';
    const to = cells[column] ?? '';
    return from === to ? [] : { column, from, to };
  });
}

export function labelOf(cells: Cells, table: Table): string {
  const key = shown(table.key.map((name) => cells[name] ?? '').join('\n'));
  return [key, cells['name']].filter((part) => part).join(' ');
}
