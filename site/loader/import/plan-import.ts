import { OperatorError } from '#domain/operator-error.ts';
import { fileKind } from '#spreadsheet/file-kind.ts';
import { readDelimited } from '#spreadsheet/read-delimited.ts';
import { readWorkbook } from '#spreadsheet/read-workbook.ts';
import type { Sheet } from '#spreadsheet/sheet.ts';
import type { ListedAddresses } from '../check/check-links.ts';
import type { Table } from '../schemas/table.ts';
import { type TableName, tables } from '../schemas/tables.ts';
import { checkMerged } from './check-merged.ts';
import { columnReader } from './column-meant.ts';
import { findHeader } from './find-header.ts';
import { type Merged, type MergeRequest, mergeRows } from './merge-rows.ts';
import { mergedCellFaults } from './merged-cells.ts';
import { noticesOf } from './notices.ts';
import { readPresentTable } from './present-table.ts';
import { retireMissing } from './retire-missing.ts';
import { type RowChange, rowChanges } from './row-changes.ts';
import { catalogText } from './table-text.ts';
import { faultLines, sortFaults, withoutRepeats } from './tell-faults.ts';

export const LARGEST_FILE = 50 * 1024 * 1024;
export const MOST_ROWS = 100_000;

export interface ImportRequest {
  /** The content directory, absolute. */
  directory: string;
  name: TableName;
  /** What the editor calls the file; only for messages. */
  fileName: string;
  bytes: Buffer;
  /** `YYYY-MM-DD`, China. */
  today: string;
  sheet?: string | undefined;
  source?: string | undefined;
  retireMissing?: boolean | undefined;
  /** The addresses of lists, for the check of links; without it, links to them are not checked. */
  listed?: ListedAddresses | undefined;
  /** Called many times: what is being done, and how far it is. */
  onProgress?: ((step: string, done?: number, total?: number) => void) | undefined;
}

/** What an import would do. Nothing is written; with faults nothing may be. */
export interface ImportPlan {
  /** The catalog file, relative to the content directory. */
  file: string;
  /** Its text as it would be, and as it is; without byte order mark. */
  text: string;
  present: string;
  /** How the file was read: encoding or sheet, header, rows, columns left unused. */
  reading: string[];
  notices: string[];
  /** Cells that were written otherwise than the catalog writes them. */
  rewritten: string[];
  changes: RowChange[];
  unchanged: number;
  /** Each fault of each row, a line each; many of one kind are one line. */
  faults: string[];
  /** Faults that the import would cause elsewhere in the content. */
  consequences: string[];
  faultCount: number;
  /** What is still to be written in other files. */
  incomplete: string[];
  /** Problems that the content had before. */
  older: number;
}

/**
 * Reads a spreadsheet, merges it with a catalog and checks the whole content as it would be.
 * @throws OperatorError when the file or its header cannot be read at all
 */
export async function planImport(request: ImportRequest): Promise<ImportPlan> {
  const { directory, name, fileName, today, source, onProgress } = request;
  const table: Table = tables[name];
  onProgress?.('正在读取文件');
  const sheet = await readFile(request, table);
  const header = findHeader(sheet, table);
  if (sheet.rows.length - header.row > MOST_ROWS) {
    throw new OperatorError(
      `有 ${sheet.rows.length - header.row} 行，一次最多导入 ${MOST_ROWS} 行，请分成几个文件。`,
    );
  }
  const present = readPresentTable(directory, name);
  const onRow = (done: number, total: number) => onProgress?.('正在核对各行', done, total);
  const merging: MergeRequest = { table, present, sheet, header, fileName, today, source, onRow };
  const merged = mergeRows(merging);
  if (merged.read === 0) throw new OperatorError('表头下面没有内容，没有可导入的行。');
  const rows = request.retireMissing ? retireMissing(merged.rows, table, today) : merged.rows;
  const changes = rowChanges(rows, present, table);
  const text = changes.length > 0 ? catalogText(present, rows, table) : present.text;
  const own = [...mergedCellFaults(merging), ...merged.faults];
  if (changes.length > 0) onProgress?.('正在检查全部内容');
  const check = checkMerged({ ...merging, directory, name, listed: request.listed }, rows, text);
  const faults = sortFaults(
    [...own, ...withoutRepeats(check.faults, own, merging)],
    fileName,
    table,
  );
  return {
    file: `catalogs/${name}.csv`,
    text,
    present: present.text,
    reading: readingOf(sheet, header, merged),
    notices: [...unreadSheets(sheet), ...sheet.notices, ...noticesOf(merging, merged, changes)],
    rewritten: rewrittenLines(merged, table),
    changes,
    unchanged: rows.length - changes.filter(({ kind }) => kind !== 'removed').length,
    faults: faultLines(
      faults.filter(({ file }) => file === fileName),
      fileName,
    ),
    consequences: faultLines(
      faults.filter(({ file }) => file !== fileName),
      fileName,
    ),
    faultCount: faults.length,
    incomplete: faultLines(check.incomplete, fileName),
    older: check.older,
  };
}

async function readFile({ bytes, sheet }: ImportRequest, table: Table): Promise<Sheet> {
  if (bytes.length > LARGEST_FILE) {
    throw new OperatorError('文件超过 50 MB，请分成几个文件，或删去图片和多余的工作表。');
  }
  if (fileKind(bytes) === 'workbook') return readWorkbook(bytes, sheet);
  if (sheet !== undefined) throw new OperatorError('--sheet 只用于 Excel 工作簿，这是文本表格。');
  const meant = columnReader(table);
  return readDelimited(bytes, (text) => meant(text) !== undefined);
}

function unreadSheets({ how, unread }: Sheet): string[] {
  if (unread.length === 0) return [];
  const names = unread.map((name) => `「${name}」`).join('、');
  return [`只读了${how}，没有读${names}；要读别的，请加 --sheet 工作表名。`];
}

function readingOf(
  sheet: Sheet,
  { row, ignored }: { row: number; ignored: string[] },
  { read }: Merged,
): string[] {
  return [
    `${sheet.how}，表头在第 ${row} 行，内容 ${read} 行。`,
    ...(ignored.length > 0 ? [`没有用到的列：${ignored.join('、')}。`] : []),
  ];
}

function rewrittenLines({ rewritten }: Merged, table: Table): string[] {
  return [...rewritten].map(([column, { row, from, to, count }]) => {
    const title = table.columns[column]?.title;
    const shownFrom = from.replaceAll('\n', '⏎');
    return `「${title}」列有 ${count} 格按目录的写法读入，如第 ${row} 行：${shownFrom} → ${to}`;
  });
}
