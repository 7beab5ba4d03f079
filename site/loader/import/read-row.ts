import { type SheetCell, shownText } from '#spreadsheet/sheet.ts';
import type { Problem } from '../problem.ts';
import type { Table } from '../schemas/table.ts';
import type { SheetHeader } from './find-header.ts';
import { keyOf, type RowMatcher, shown } from './match-rows.ts';
import type { Rewritten } from './merge-rows.ts';
import type { Cells } from './present-table.ts';
import type { CellReader } from './read-cell.ts';
import { rowFault } from './row-fault.ts';

/** What reading the rows of a sheet needs and gathers. */
export interface RowReading {
  table: Table;
  header: SheetHeader;
  fileName: string;
  readers: Readonly<Record<string, CellReader>>;
  matcher: RowMatcher;
  /** Rows of the sheet by key. */
  seen: Map<string, number>;
  faults: Problem[];
  rewritten: Map<string, Rewritten>;
}

export interface NamedCell {
  name: string;
  cell: SheetCell;
}

/** The cells that say which row it is, and whether they can be relied on. */
export function readKey(
  reading: RowReading,
  cells: readonly NamedCell[],
  sheetRow: number,
): { own: Cells; sound: boolean } {
  const { table, faults } = reading;
  const before = faults.length;
  const own: Cells = {};
  for (const name of table.key) {
    const count = faults.length;
    const cell = cells.find((one) => one.name === name)?.cell ?? '';
    const text = readOne(reading, name, cell, undefined, sheetRow);
    own[name] = text;
    if (faults.length > count) continue;
    const result = table.columns[name]?.schema.safeParse(text === '' ? undefined : text);
    const message = result?.error?.issues[0]?.message;
    if (message) faults.push(rowFault(reading, sheetRow, name, message));
  }
  if (faults.length === before) {
    const message = clash(reading, keyOf(table, own), sheetRow);
    const column = table.key.findLast((name) => own[name] !== '') ?? '';
    if (message) faults.push(rowFault(reading, sheetRow, column, message));
  }
  return { own, sound: faults.length === before };
}

/** Two rows of one key, or a key that was most likely meant to be another. */
function clash({ seen, matcher }: RowReading, key: string, sheetRow: number): string | undefined {
  const first = seen.get(key.toLowerCase());
  if (first !== undefined) return `「${shown(key)}」与第 ${first} 行重复，同一条只能写一行`;
  seen.set(key.toLowerCase(), sheetRow);
  return matcher.find(key) ? undefined : matcher.nearMiss(key);
}

/**
 * A cell in the catalog's own way of writing. What the catalog has already is never doubted.
 * @param before the cell of the catalog; undefined where the row is not yet known
 */
export function readOne(
  reading: RowReading,
  name: string,
  cell: SheetCell,
  before: string | undefined,
  sheetRow: number,
): string {
  const seen = shownText(cell).trim();
  const read = reading.readers[name];
  if (!read || (typeof cell === 'string' && seen === before)) return seen;
  const { text, fault } = read(cell);
  if (fault !== undefined) reading.faults.push(rowFault(reading, sheetRow, name, fault));
  else if (typeof cell === 'string' && text !== seen) {
    const first = reading.rewritten.get(name);
    if (first) first.count += 1;
    else reading.rewritten.set(name, { row: sheetRow, from: seen, to: text, count: 1 });
  }
  return before && read(before).text === text ? before : text;
}

export function isGiven(cells: readonly NamedCell[], name: string): boolean {
  return cells.some((one) => one.name === name && shownText(one.cell).trim() !== '');
}
