import type { Sheet, SheetCell } from '#spreadsheet/sheet.ts';
import type { Problem } from '../problem.ts';
import { isOptional } from '../schemas/cell-kinds.ts';
import type { Table } from '../schemas/table.ts';
import type { SheetHeader } from './find-header.ts';
import { keyOf, rowMatcher } from './match-rows.ts';
import type { Cells, PresentRow, PresentTable } from './present-table.ts';
import { cellReaders } from './read-cell.ts';
import { isGiven, type NamedCell, type RowReading, readKey, readOne } from './read-row.ts';

export interface MergeRequest {
  table: Table;
  present: PresentTable;
  sheet: Sheet;
  header: SheetHeader;
  fileName: string;
  /** `YYYY-MM-DD`, China. */
  today: string;
  /** Source of all new rows that name none. */
  source?: string | undefined;
  onRow?: ((done: number, total: number) => void) | undefined;
}

/** A row of the catalog as it will be. */
export interface MergedRow {
  cells: Cells;
  key: string;
  present?: PresentRow | undefined;
  /** Row of the imported file, as Excel shows it. */
  sheetRow?: number | undefined;
}

/** The first of the cells of a column that mean the same in the catalog's own way of writing. */
export interface Rewritten {
  row: number;
  from: string;
  to: string;
  count: number;
}

export interface Merged {
  /** Rows of the catalog in their order, then the new ones in the order of the imported file. */
  rows: MergedRow[];
  faults: Problem[];
  /** How many rows of the imported file hold something. */
  read: number;
  rewritten: ReadonlyMap<string, Rewritten>;
}

/** What a new row is given where the sheet has nothing; in a row that is there, it stays. */
const DEFAULTS = ['status', 'updatedAt', 'source'];

/** Brings the rows of a sheet together with those of the catalog, cell by cell. */
export function mergeRows(request: MergeRequest): Merged {
  const { table, present, sheet, header, onRow } = request;
  const reading: RowReading = {
    ...request,
    readers: cellReaders(table),
    matcher: rowMatcher(table, present),
    seen: new Map(),
    faults: [],
    rewritten: new Map(),
  };
  const found = new Map<PresentRow, MergedRow>();
  const added: MergedRow[] = [];
  const doubtful = new Set<MergedRow>();
  for (let index = header.row; index < sheet.rows.length; index += 1) {
    onRow?.(index + 1 - header.row, sheet.rows.length - header.row);
    const merged = mergeRow(request, reading, sheet.rows[index] ?? [], index + 1);
    if (!merged) continue;
    if (merged.doubtful) doubtful.add(merged.row);
    if (merged.row.present) found.set(merged.row.present, merged.row);
    else added.push(merged.row);
  }
  const untouched = (row: PresentRow): MergedRow => ({
    cells: row.cells,
    key: keyOf(table, row.cells),
    present: row,
  });
  const truly = added.filter((row) => !doubtful.has(row));
  return {
    rows: [...present.rows.map((row) => found.get(row) ?? untouched(row)), ...added],
    faults: [...reading.faults, ...lackingFault(request, truly)],
    read: found.size + added.length,
    rewritten: reading.rewritten,
  };
}

/** A row whose key is wrong is read on, so that its other faults are told as well. */
function mergeRow(
  request: MergeRequest,
  reading: RowReading,
  row: SheetCell[],
  sheetRow: number,
): { row: MergedRow; doubtful: boolean } | undefined {
  const { table, header, today } = request;
  const cells = header.columns.map(({ name, index }) => ({ name, cell: row[index] ?? '' }));
  if (cells.every(({ cell }) => typeof cell === 'string' && cell.trim() === '')) return undefined;
  const { own, sound } = readKey(reading, cells, sheetRow);
  const key = keyOf(table, own);
  const present = sound ? reading.matcher.find(key) : undefined;
  const next: Cells = present ? { ...present.cells } : { ...own };
  for (const { name, cell } of cells) {
    if (table.key.includes(name)) continue;
    const text = readOne(reading, name, cell, present?.cells[name] ?? '', sheetRow);
    if (text !== '' || !present || !DEFAULTS.includes(name)) next[name] = text;
  }
  if (!present) fillDefaults(request, next);
  else if (differs(next, present.cells)) touch(table, next, cells, today);
  return { row: { cells: next, key, present, sheetRow }, doubtful: !sound };
}

function fillDefaults({ table, today, source }: MergeRequest, cells: Cells): void {
  const defaults: Cells = { status: 'current', updatedAt: today, source: source ?? '' };
  for (const name of DEFAULTS) {
    if (name in table.columns && !cells[name]) cells[name] = defaults[name] ?? '';
  }
}

function touch(table: Table, next: Cells, cells: readonly NamedCell[], today: string): void {
  if ('updatedAt' in table.columns && !isGiven(cells, 'updatedAt')) next['updatedAt'] = today;
}

export function differs(cells: Cells, before: Cells): boolean {
  return Object.entries(cells).some(([name, text]) => text !== (before[name] ?? ''));
}

/** Columns that a new row needs and neither the sheet nor a default gives. */
export function lackingColumns({ table, header, source }: MergeRequest): string[] {
  const given = new Set(header.columns.map(({ name }) => name));
  given.add('status').add('updatedAt');
  if (source !== undefined) given.add('source');
  return Object.entries(table.columns)
    .filter(([name, { schema }]) => !given.has(name) && !isOptional(schema))
    .map(([name]) => name);
}

/** Told once, not once a row. */
function lackingFault(request: MergeRequest, added: readonly MergedRow[]): Problem[] {
  const { table, fileName } = request;
  const lacking = lackingColumns(request);
  const [first] = added;
  if (!first || lacking.length === 0) return [];
  const titles = lacking.map((name) => `「${table.columns[name]?.title}」`).join('');
  const which = `第 ${first.sheetRow} 行${added.length > 1 ? `等 ${added.length} 行` : ''}`;
  const how = lacking.includes('source') ? '（来源也可以在命令里写 --source "来源"）' : '';
  const message = `${which}在目录里找不到，要算新增，而新增的行必须有${titles}，表里没有。确是新增，请加上列${how}；不是新增，请核对「${table.columns[table.key[0] ?? '']?.title}」`;
  return [{ rank: 'header', file: fileName, message }];
}
