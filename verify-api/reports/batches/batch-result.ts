import writeExcelFile from 'write-excel-file/node';
import type { Actor } from '#domain/actor.ts';
import { csvField } from '#domain/csv-field.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { BatchLine } from '../../db/batch-store.ts';
import { openRecord, openReportKey } from '../sealed-record.ts';
import type { BatchDependencies } from './batch-record.ts';
import { giveWay } from './give-way.ts';
import { type DownloadDependencies, openEndedBatch } from './open-ended-batch.ts';

export type SheetFormat = 'xlsx' | 'csv';

const PAGE = 100;
const STATES = { issued: '已签发', refused: '没有签发', waiting: '没有处理' } as const;
const WIDTHS = [8, 12, 14, 12, 28, 60];
const HEADINGS = ['行号', '结果', '姓名', '证件后四位', '报告编号', '说明'];

/**
 * What became of each row of an ended batch. Codes stand on the reports alone: a table of them would
 * open every one.
 */
export async function batchResult(
  deps: DownloadDependencies,
  actor: Actor,
  id: string,
  format: SheetFormat,
): Promise<Uint8Array> {
  await openEndedBatch(deps, actor, id, format);
  const table = [HEADINGS];
  for (let after = 0; ; ) {
    const lines = await deps.batches.listLines(id, { after, limit: PAGE });
    if (lines.length === 0) break;
    for (const line of lines) {
      await giveWay();
      table.push(await rowOf(deps, line));
    }
    after = lines.at(-1)?.line ?? after;
  }
  return format === 'csv' ? asCsv(table) : asWorkbook(table);
}

async function rowOf(deps: BatchDependencies, line: BatchLine): Promise<string[]> {
  const report = line.number === null ? undefined : await openReport(deps, line.number);
  const number = line.number === null ? '' : formatReportNumber(line.number);
  return [
    String(line.line),
    STATES[line.state],
    report?.credential.holder.name ?? '',
    report?.credential.holder.idNumberLast4 ?? '',
    number,
    line.faults?.map(({ message }) => message).join('；') ?? '',
  ];
}

async function openReport(deps: BatchDependencies, number: string) {
  const row = await deps.store.findForVerification(number);
  if (row === undefined || row.wrappedKey === null) return undefined;
  return openRecord(openReportKey(deps.vault, row), row.sealed);
}

function asCsv(table: string[][]): Uint8Array {
  const lines = table.map((row) => row.map(csvField).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

async function asWorkbook(table: string[][]): Promise<Uint8Array> {
  const data = table.map((row, at) =>
    row.map((text, column) =>
      column === 0 && at > 0
        ? { value: Number(text), type: Number }
        : { value: text, type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) },
    ),
  );
  const columns = WIDTHS.map((width) => ({ width }));
  const options = { sheet: '结果', columns, stickyRowsCount: 1 };
  return writeExcelFile(data, options).toBuffer();
}
