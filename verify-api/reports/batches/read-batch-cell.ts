import { readDate } from '#spreadsheet/read-date.ts';
import type { SheetCell } from '#spreadsheet/sheet.ts';
import { type BatchColumn, idTypes, type KnownKind } from './batch-columns.ts';

export interface BatchCell {
  value: unknown;
  /** Chinese: what is wrong and what to do. */
  fault?: string;
}

/** What a cell says for its column; undefined when it is empty. */
export function readBatchCell(
  { meaning }: BatchColumn,
  cell: SheetCell,
  kinds: readonly KnownKind[],
): BatchCell | undefined {
  if (typeof cell !== 'string') {
    if ('fault' in cell) return { value: cell.shown, fault: cell.fault };
    if (meaning === 'date') return { value: cell.date };
    const fault = `Excel 把它当成了日期（${cell.date}）。请把单元格格式设为「文本」，再填一次`;
    return { value: cell.date, fault };
  }
  const text = cell.trim();
  if (text === '') return undefined;
  switch (meaning) {
    case 'date': {
      const read = readDate(text.normalize('NFKC'));
      return { value: read.text, ...(read.fault === undefined ? {} : { fault: read.fault }) };
    }
    case 'number':
      return readNumber(text, /^(\d+(?:\.\d+)?)$/);
    case 'percent':
      return readNumber(text, /^(\d+(?:\.\d+)?)\s*%?$/);
    case 'id-type':
      return readIdType(text);
    case 'kind':
      return readKind(text, kinds);
    default:
      return text.includes('\n')
        ? { value: text, fault: '格子里有换行，请改成一行' }
        : { value: text };
  }
}

function readNumber(text: string, pattern: RegExp): BatchCell {
  const [, digits] = pattern.exec(text.normalize('NFKC')) ?? [];
  if (digits === undefined) return { value: 0, fault: '应为数字，不写单位' };
  return { value: Number(digits) };
}

function readIdType(text: string): BatchCell {
  const plain = folded(text);
  const found = Object.entries(idTypes).find(([key, label]) => plain === label || plain === key);
  if (found !== undefined) return { value: found[0] };
  if (plain === '身份证') return { value: 'resident-id' };
  return {
    value: 'other',
    fault: `没有这种证件类型，可写：${Object.values(idTypes).join('、')}`,
  };
}

function readKind(text: string, kinds: readonly KnownKind[]): BatchCell {
  const plain = folded(text);
  const found = kinds.find(({ kind, label }) => plain === folded(label) || plain === kind);
  if (found !== undefined) return { value: found.kind };
  const said = kinds.map(({ label }) => label).join('、');
  return { value: text, fault: `本行不认定这种成果，可写：${said}` };
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}
