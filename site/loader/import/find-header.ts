import { OperatorError } from '#domain/operator-error.ts';
import { columnLetters, type Sheet, shownText } from '#spreadsheet/sheet.ts';
import { isOptional } from '../schemas/cell-kinds.ts';
import type { Table } from '../schemas/table.ts';
import { columnReader } from './column-meant.ts';

/** A header is looked for in so many rows: titles and notes may stand above it. */
const HEADER_ROWS = 20;

export interface SheetColumn {
  /** Column of the catalog, e.g. `credits`. */
  name: string;
  /** Place in the sheet, from 0. */
  index: number;
}

export interface SheetHeader {
  /** Row of the header, as Excel shows it. */
  row: number;
  columns: SheetColumn[];
  /** Headers that the catalog does not know, as the editor may want to see them. */
  ignored: string[];
}

/**
 * Finds the header row and what its columns mean, in any order, in Chinese or English.
 * @throws OperatorError that names every fault of the header
 */
export function findHeader(sheet: Sheet, table: Table): SheetHeader {
  const meant = columnReader(table);
  const rows = sheet.rows.slice(0, HEADER_ROWS).map((row) => row.map(shownText));
  const known = rows.map((row) => row.filter((text) => meant(text) !== undefined).length);
  const alike = rows.map((row) => row.filter((text) => alikeColumn(text, table)).length);
  const at = indexOfMost(known.some((count) => count > 0) ? known : alike);
  const header = rows[at] ?? [];
  const faults: string[] = [];
  const columns: SheetColumn[] = [];
  const ignored: string[] = [];
  for (const [index, text] of header.entries()) {
    const meaning = meant(text);
    if (meaning?.unit) faults.push(`表头「${text.trim()}」请写成「${meaning.unit}」，写明单位。`);
    else if (!meaning?.column) ignored.push(...ignoredColumn(sheet, at, index, text, table));
    else columns.push({ name: meaning.column, index });
  }
  if (columns.length === 0) throw new OperatorError(noHeader(header, table));
  faults.push(...repeated(columns, header, table), ...missingKey(columns, ignored, table));
  if (faults.length > 0) throw new OperatorError(faults);
  return { row: at + 1, columns, ignored };
}

/** The first of the rows with most of something. */
function indexOfMost(counts: readonly number[]): number {
  return counts.indexOf(Math.max(...counts));
}

function noHeader(header: readonly string[], table: Table): string[] {
  const seen = header.filter((text) => text.trim() !== '').slice(0, 12);
  return [
    seen.length > 0
      ? `没有找到「${table.title}」的表头。这些列名认不出来：${seen.map((text) => guess(text, table)).join('、')}。`
      : '表里没有内容。',
    `表头要有这些列名（中文、英文都可以，次序不限）：${allTitles(table)}。`,
  ];
}

function allTitles({ columns }: Table): string {
  return Object.entries(columns)
    .map(([name, { title }]) => `${title}（${name}）`)
    .join('、');
}

function ignoredColumn(
  { rows }: Sheet,
  headerAt: number,
  index: number,
  text: string,
  table: Table,
): string[] {
  if (text.trim() === '') {
    const filled = rows.some((row, at) => at > headerAt && shownText(row[index]).trim() !== '');
    return filled ? [`${columnLetters(index + 1)} 列（没有列名）`] : [];
  }
  return [guess(text, table)];
}

function guess(text: string, table: Table): string {
  const title = alikeColumn(text, table);
  return `「${text.trim()}」${title === undefined ? '' : `（是不是「${title}」？）`}`;
}

/** The title of a column that holds the text or is held by it. */
function alikeColumn(text: string, { columns }: Table): string | undefined {
  const seen = text.trim();
  if (seen.length < 2) return undefined;
  const titles = Object.values(columns).map(({ title }) => title);
  return titles.find((title) => title.includes(seen) || seen.includes(title));
}

function repeated(
  columns: readonly SheetColumn[],
  header: readonly string[],
  table: Table,
): string[] {
  return [...Map.groupBy(columns, ({ name }) => name)]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => {
      const places = same.map(
        ({ index }) => `${columnLetters(index + 1)} 列「${header[index]?.trim()}」`,
      );
      return `${places.join('和 ')}都是「${table.columns[name]?.title}」，请只留一列。`;
    });
}

/** Without its key no row can be told from another. */
function missingKey(
  columns: readonly SheetColumn[],
  ignored: readonly string[],
  table: Table,
): string[] {
  const missing = table.key.filter((name) => {
    const column = table.columns[name];
    return column && !isOptional(column.schema) && !columns.some((found) => found.name === name);
  });
  if (missing.length === 0) return [];
  const names = missing.map((name) => `「${table.columns[name]?.title}」（${name}）`).join('、');
  const unknown = ignored.length > 0 ? `表里有几列认不出来：${ignored.join('、')}。` : '';
  return [`表头里缺少${names}，没有它就不知道每一行说的是哪一条。${unknown}`];
}
