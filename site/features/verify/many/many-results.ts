import writeExcelFile from 'write-excel-file/node';
import { chinaDate } from '#domain/china-date.ts';
import { csvField } from '#domain/csv-field.ts';
import { type Outcome, viewOf } from '../verification-view.ts';
import { chineseWords } from '../words/chinese.ts';
import type { ManyRow, ManyRows } from './read-many.ts';

/** What is said of one row. */
export interface ManyResult {
  number: string;
  word: string;
  sentence: string;
  type: string;
  holder: string;
  issuedOn: string;
  checkedAt: string;
  receipt: string;
}

const COLUMNS: [title: string, of: keyof ManyResult, width: number][] = [
  ['核验结果', 'word', 16],
  ['说明', 'sentence', 50],
  ['报告类型', 'type', 22],
  ['持有人', 'holder', 12],
  ['签发日期', 'issuedOn', 12],
  ['核验时间', 'checkedAt', 30],
  ['核验回执', 'receipt', 20],
];

export function resultOf({ number, fault }: ManyRow, outcome: Outcome): ManyResult {
  const blank = { number, type: '', holder: '', issuedOn: '', checkedAt: '', receipt: '' };
  if (fault !== undefined) return { ...blank, word: '编号有误', sentence: `${fault}。` };
  const view = viewOf(outcome, chineseWords);
  const { word, sentence } = view;
  if (!('answer' in outcome)) return { ...blank, word, sentence };
  const { answer } = outcome;
  const isFull = answer.level === 'full';
  return {
    number: answer.number,
    word,
    sentence: answer.demo ? `${sentence}${chineseWords.demo}` : sentence,
    type: isFull ? answer.report.typeLabel.zh : answer.typeLabel.zh,
    holder: isFull ? answer.report.holder.name : (answer.holder ?? ''),
    issuedOn: isFull ? chinaDate(new Date(answer.report.issuedAt)) : answer.issuedOn,
    checkedAt: view.checkedAt ?? '',
    receipt: answer.receipt ?? '',
  };
}

/** The rows as they came, each with what is said of it behind. */
function tableOf({ header, rows }: ManyRows, results: readonly ManyResult[]): string[][] {
  const titles = [...header, ...COLUMNS.map(([title]) => title)];
  return [
    titles,
    ...rows.map(({ cells }, at) => [
      ...header.map((_, column) => cells[column] ?? ''),
      ...COLUMNS.map(([, of]) => results[at]?.[of] ?? ''),
    ]),
  ];
}

/** UTF-8 with a byte order mark; no field is taken for a formula. */
export function asCsv(rows: ManyRows, results: readonly ManyResult[]): Uint8Array {
  const lines = tableOf(rows, results).map((row) => row.map(csvField).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

export function asWorkbook(rows: ManyRows, results: readonly ManyResult[]): Promise<Buffer> {
  const data = tableOf(rows, results).map((row, at) =>
    row.map((value) => ({
      value,
      type: String,
      format: '@',
      ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  );
  const columns = [
    ...rows.header.map(() => ({ width: 26 })),
    ...COLUMNS.map(([, , width]) => ({ width })),
  ];
  return writeExcelFile(data, { sheet: '核验结果', columns, stickyRowsCount: 1 }).toBuffer();
}
