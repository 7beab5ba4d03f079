import { readDate } from '#spreadsheet/read-date.ts';
import type { CellReading, SheetCell } from '#spreadsheet/sheet.ts';
import { type CellKind, cellKind } from '../schemas/cell-kinds.ts';
import type { Column, Table } from '../schemas/table.ts';
import { columnReader, type Meant } from './column-meant.ts';
import { readList } from './read-list.ts';

export const LONGEST_CELL = 10_000;

/** Reads the cells of one column. */
export type CellReader = (cell: SheetCell) => CellReading;

/** A reader for each column of a catalog. */
export function cellReaders(table: Table): Record<string, CellReader> {
  const meant = columnReader(table);
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [name, readerOf(column, meant)]),
  );
}

function readerOf({ schema }: Column, meant: (header: string) => Meant): CellReader {
  const kind = cellKind(schema);
  return (cell) => {
    if (typeof cell !== 'string') {
      if ('fault' in cell) return { text: cell.shown, fault: cell.fault };
      if (kind.kind === 'date') return { text: cell.date };
      return { text: cell.date, fault: takenForDate(cell.date) };
    }
    const text = cell.replace(/^[\s\u200b\u2060]+|[\s\u200b\u2060]+$/g, '');
    if (text === '') return { text };
    const fault = unreadable(text);
    return fault === undefined ? readText(text, kind, meant) : { text, fault };
  };
}

function unreadable(text: string): string | undefined {
  if (text.length > LONGEST_CELL) {
    return `有 ${text.length} 个字，一格最多 ${LONGEST_CELL} 个字`;
  }
  return text.includes('\ufffd') ? '有乱码（�），请把这一格重新填写' : undefined;
}

function takenForDate(date: string): string {
  return `Excel 把它当成了日期（${date}），看不出原来填的是什么。请先把单元格格式设为「文本」，再填一次`;
}

function readText(text: string, kind: CellKind, meant: (header: string) => Meant): CellReading {
  switch (kind.kind) {
    case 'date':
      return readDate(halfWidth(text));
    case 'number':
      return { text: shortNumber(halfWidth(text)) };
    case 'percent':
      return readPercent(halfWidth(text));
    case 'code':
      return readCode(halfWidth(text));
    case 'choice':
      return { text: chosen(text, kind.names) };
    case 'list':
      return readList(text, kind, (item) => itemOf(item, kind, meant));
    case 'text':
      return wholeText(text);
  }
}

/** Full-width letters, digits and signs as they are typed with a Chinese input method. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .trim();
}

/** `3.0` and `03` are 3; anything that is no number is left for the schema to name. */
function shortNumber(text: string): string {
  if (!/^\d+(\.\d+)?$/.test(text)) return text;
  return text
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

function readPercent(text: string): CellReading {
  const number = shortNumber(text.replace(/%$/, '').trim());
  if (text.endsWith('%') || !/^0\.\d+$/.test(number)) return { text: number };
  const meant = shortNumber((Number(number) * 100).toFixed(4));
  return { text, fault: `「${text}」是不是 ${meant}%？这一列按百分数填写，请写成 ${meant}` };
}

function readCode(text: string): CellReading {
  // Some programs write ="0012" or '0012 so that Excel keeps the zeros.
  const code = text.replace(/^="([^"]*)"$/, '$1').replace(/^['’]/, '');
  if (/^\d{1,2}(月\d{1,2}日?|-[A-Z][a-z]{2})$/.test(code)) {
    const fault = `「${code}」像是 Excel 把代码当成了日期。请先把这一列的单元格格式设为「文本」，再填一次`;
    return { text: code, fault };
  }
  return wholeText(code);
}

/** Text that did not go through Excel as a number with too many digits. */
function wholeText(text: string): CellReading {
  if (!/^\d(\.\d+)?E\+\d+$/i.test(text)) return { text };
  const fault = `「${text}」是 Excel 把长号码当成数字的写法，后面的数字已经丢了。请先把这一列的单元格格式设为「文本」，再把号码填一次`;
  return { text, fault };
}

/** The value meant by itself or by its Chinese meaning. */
function chosen(text: string, names: Readonly<Record<string, string>>): string {
  const same = (value: string) => halfWidth(value).toLowerCase() === halfWidth(text).toLowerCase();
  const match = Object.entries(names).find(([value, name]) => same(value) || same(name));
  return match?.[0] ?? text;
}

function itemOf(
  item: string,
  kind: Extract<CellKind, { kind: 'list' }>,
  meant: (header: string) => Meant,
): string {
  if (kind.of === 'choices') return chosen(item, kind.names);
  return kind.of === 'columns' ? (meant(item)?.column ?? item) : item;
}
