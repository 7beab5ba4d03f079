import writeExcelFile from 'write-excel-file/node';
import type { Bank } from '#domain/bank.ts';
import { csvField } from '#domain/csv-field.ts';
import { type ReportType, reportTypes } from '#domain/outcome-kinds.ts';
import { Problem } from '#domain/problem.ts';
import { type BatchColumn, batchColumns, GROUP, kindsOf, SAMPLE } from './batch-columns.ts';
import type { SheetFormat } from './batch-result.ts';

export interface BatchTemplate {
  name: string;
  bytes: Uint8Array;
}

/** So many rows are set to text beforehand, or Excel would round identity numbers. */
const TEXT_ROWS = 1000;
const HEADING = { fontWeight: 'bold', backgroundColor: '#e4ecee' } as const;
const SAMPLE_COLOUR = '#7a7a7a';
const NEEDS = { always: '必填', 'by-kind': '看类型', never: '选填' } as const;

/** An empty sheet for reports of one type, with what may be written where, and one row as a sample. */
export async function batchTemplate(
  bank: Bank,
  type: string,
  format: SheetFormat,
): Promise<BatchTemplate> {
  const known = reportTypes.find((one) => one === type);
  const label = known && bank.reportTypes[known]?.zh;
  if (known === undefined || label === undefined) {
    throw new Problem('not-found', '没有这种报告的模板。');
  }
  const columns = batchColumns(bank, known);
  const name = `批量签发模板-${label}.${format}`;
  const bytes =
    format === 'csv' ? asCsv(columns) : await asWorkbook(columns, instructions(bank, known, label));
  return { name, bytes };
}

function asCsv(columns: BatchColumn[]): Uint8Array {
  const lines = [columns.map(({ title }) => title), columns.map(({ example }) => example)];
  const text = lines.map((row) => row.map(csvField).join(',')).join('\r\n');
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}

async function asWorkbook(columns: BatchColumn[], notes: string[]): Promise<Uint8Array> {
  const text = { type: String, format: '@' } as const;
  const blank = columns.map(() => ({ value: '', ...text }));
  const form = [
    columns.map(({ title, need }) => ({
      value: need === 'always' ? `${title}*` : title,
      type: String,
      ...HEADING,
    })),
    columns.map(({ example }) => ({ value: example, ...text, textColor: SAMPLE_COLOUR })),
    ...Array.from({ length: TEXT_ROWS }, () => blank),
  ];
  const table = [
    ['列名', '填写', '说明', '示例'].map((value) => ({ value, type: String, ...HEADING })),
    ...columns.map(({ key, title, need, note, example }) =>
      [title, NEEDS[need], note, key === GROUP ? '1' : example].map((value) => ({
        value,
        type: String,
        wrap: true,
        alignVertical: 'top' as const,
      })),
    ),
    [],
    ...notes.map((value) => [
      { value, type: String, columnSpan: 4, wrap: true, alignVertical: 'top' as const, height: 34 },
    ]),
  ];
  const widths = columns.map(({ title }) => ({ width: Math.max(12, 2 * title.length + 4) }));
  return writeExcelFile([
    { data: form, sheet: '填写', columns: widths, stickyRowsCount: 1 },
    { data: table, sheet: '说明', columns: [20, 8, 70, 26].map((width) => ({ width })) },
  ]).toBuffer();
}

function instructions(bank: Bank, type: ReportType, label: string): string[] {
  const entry = type === 'conversion' ? '转换' : '成果';
  const kinds = kindsOf(bank, type);
  return [
    `这个模板用于批量签发《${label}》。一行写一项${entry}；带 * 的列必填。`,
    `同一个人的报告上有几项${entry}，就占几行，这几行写同一个“报告序号”（1、2、3……），姓名和证件号码写在第一行即可，其余各行可以空着，写了就要一样。`,
    `每份报告只有一项${entry}的，“报告序号”可以都不写，一行就是一份报告。`,
    `报告序号写着“${SAMPLE}”的行不会签发，可以留着对照，也可以删去。`,
    '列的次序可以改，选填的列不用可以删去，列名不要改。想加只给自己看的列，列名以“备注”开头。',
    '证件号码、报告编号等长号码的单元格要设为“文本”格式（本表已经设好）。从别处复制时请用“选择性粘贴—数值”。不要合并单元格。',
    '一个文件最多 10000 行、20 MB。上传以后先逐行检查，有错会写明是哪一格；改好全部错误才会签发。',
    ...(kinds.length > 1 && type !== 'conversion'
      ? [`成果类型可写：${kinds.map((one) => one.label).join('、')}。`]
      : []),
  ];
}
