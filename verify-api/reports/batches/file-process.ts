/** A child process that reads one uploaded file: spoken to by `read-batch-file.ts` alone. */
import type { Bank } from '#domain/bank.ts';
import { OperatorError } from '#domain/operator-error.ts';
import type { ReportType } from '#domain/outcome-kinds.ts';
import { readSpreadsheet } from '#spreadsheet/read-spreadsheet.ts';
import { batchColumns } from './batch-columns.ts';
import { columnMeant } from './batch-header.ts';
import { type BatchReading, readBatchSheet } from './batch-sheet.ts';

export interface FileQuestion {
  bytes: Uint8Array;
  bank: Bank;
  type: ReportType;
  office: string;
}

export type FileAnswer = { reading: BatchReading } | { refused: string[] } | { failed: string };

/** 10,000 rows of thirty filled columns are some 20 MiB. */
const UNPACKED_LIMIT = 64 * 1024 * 1024;

process.once('message', async (question: FileQuestion) => {
  process.send?.(await answer(question));
});
process.on('disconnect', () => process.exit(0));

async function answer({ bytes, ...context }: FileQuestion): Promise<FileAnswer> {
  try {
    const columns = batchColumns(context.bank, context.type);
    const isColumn = (text: string) => columnMeant(text, columns) !== undefined;
    const sheet = await readSpreadsheet(Buffer.from(bytes), isColumn, UNPACKED_LIMIT);
    return { reading: readBatchSheet(sheet, context) };
  } catch (error) {
    if (error instanceof OperatorError) return { refused: [...error.sentences] };
    return { failed: error instanceof Error ? error.name : typeof error };
  }
}
