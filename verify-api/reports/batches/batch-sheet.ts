import type { Bank } from '#domain/bank.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { fieldRules, type ReportType } from '#domain/outcome-kinds.ts';
import { parseReportRequest } from '#domain/parse-report-request.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { columnLetters, type Sheet, type SheetCell, shownText } from '#spreadsheet/sheet.ts';
import { type BatchColumn, batchColumns, GROUP, kindsOf, SAMPLE } from './batch-columns.ts';
import { type BatchHeader, findBatchHeader } from './batch-header.ts';
import { readBatchCell } from './read-batch-cell.ts';

const MOST_ROWS = 10_000;

/** A fault of the sheet, told by the cell that people see. */
export interface SheetFault {
  /** Row as Excel shows it. */
  row: number;
  /** Title of the column, and the cell: 证件号码, D12. */
  column?: string;
  cell?: string;
  message: string;
}

/** One report of the sheet, sound in its form. */
export interface Draft {
  /** The rows it takes, first first. */
  rows: number[];
  request: ReportRequest;
}

export interface BatchReading {
  drafts: Draft[];
  faults: SheetFault[];
  notices: string[];
  /** Where each column stands, from 0, by its key. */
  places: Record<string, number>;
}

interface ReadRow {
  row: number;
  cells: Map<BatchColumn, SheetCell>;
}

/**
 * Reads the reports out of a sheet: rows that share a 报告序号 are one report, a row without one is
 * a report by itself.
 * @throws OperatorError when the header cannot be understood
 */
export function readBatchSheet(
  sheet: Sheet,
  { bank, type, office }: { bank: Bank; type: ReportType; office: string },
): BatchReading {
  const columns = batchColumns(bank, type);
  const header = findBatchHeader(sheet, columns);
  const { rows, samples } = contentRows(sheet, header);
  if (rows.length === 0) {
    const but = samples > 0 ? '（示例行不算）' : '';
    throw new OperatorError(`表头下面没有内容${but}。请从表头的下一行起填写。`);
  }
  if (rows.length > MOST_ROWS) {
    throw new OperatorError(`有 ${rows.length} 行，一次最多 ${MOST_ROWS} 行，请分成几个文件。`);
  }
  const faults = mergedFaults(sheet, header);
  const drafts: Draft[] = [];
  for (const lines of groupRows(rows, columns)) {
    const read = readReport(lines, header, { bank, type, office });
    if ('request' in read) drafts.push(read);
    else faults.push(...read.faults);
  }
  return {
    drafts,
    faults: faults.sort((one, other) => one.row - other.row),
    notices: noticesOf(sheet, header, samples),
    places: Object.fromEntries(header.columns.map(({ column, index }) => [column.key, index])),
  };
}

/** The fault that a JSON path of a draft's request names, at its cell. */
export function atCell(
  { rows }: Pick<Draft, 'rows'>,
  columns: readonly BatchColumn[],
  places: Readonly<Record<string, number>>,
  fault: { path: string; message: string },
): SheetFault {
  const [, at, entryKey] =
    /^\$\.(?:outcomes|conversions)\[(\d+)\](?:\.(\w+))?/.exec(fault.path) ?? [];
  const key = at === undefined ? /(\w+)$/.exec(fault.path)?.[1] : entryKey;
  const row = rows[Number(at ?? 0)] ?? rows[0] ?? 0;
  const column = columns.find((one) => one.key === key);
  const index = places[key ?? ''];
  return {
    row,
    message: fault.message,
    ...(column === undefined ? {} : { column: column.title }),
    ...(index === undefined ? {} : { cell: `${columnLetters(index + 1)}${row}` }),
  };
}

function contentRows(sheet: Sheet, header: BatchHeader) {
  const groupAt = header.columns.find(({ column }) => column.key === GROUP)?.index;
  const rows: ReadRow[] = [];
  let samples = 0;
  sheet.rows.slice(header.row).forEach((cells, at) => {
    const known = header.columns.map(({ column, index }) => [column, cells[index] ?? ''] as const);
    if (known.every(([, cell]) => shownText(cell).trim() === '')) return;
    if (groupAt !== undefined && shownText(cells[groupAt]).trim().startsWith(SAMPLE)) {
      samples += 1;
      return;
    }
    rows.push({ row: header.row + at + 1, cells: new Map(known) });
  });
  return { rows, samples };
}

function groupRows(rows: readonly ReadRow[], columns: readonly BatchColumn[]): ReadRow[][] {
  const group = columns.find(({ key }) => key === GROUP);
  const groups = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const name = group === undefined ? '' : shownText(row.cells.get(group)).trim();
    const key = name === '' ? `\0${row.row}` : name.normalize('NFKC');
    const earlier = groups.get(key);
    if (earlier === undefined) groups.set(key, [row]);
    else earlier.push(row);
  }
  return [...groups.values()];
}

function readReport(
  lines: readonly ReadRow[],
  header: BatchHeader,
  { bank, type, office }: { bank: Bank; type: ReportType; office: string },
): Draft | { faults: SheetFault[] } {
  const kinds = kindsOf(bank, type);
  const places = new Map(header.columns.map(({ column, index }) => [column, index]));
  const faults: SheetFault[] = [];
  const report: Record<string, unknown> = {};
  const holder: Record<string, unknown> = {};
  const entries: Record<string, unknown>[] = [];
  const said = new Map<BatchColumn, { row: number; value: unknown }>();
  for (const { row, cells } of lines) {
    const entry: Record<string, unknown> = {};
    for (const [column, cell] of cells) {
      if (column.part === 'group') continue;
      const fault = (message: string) =>
        faults.push({
          row,
          column: column.title,
          cell: `${columnLetters((places.get(column) ?? 0) + 1)}${row}`,
          message,
        });
      const read = readBatchCell(column, cell, kinds);
      if (read === undefined) continue;
      if (read.fault !== undefined) fault(read.fault);
      if (column.part === 'entry') {
        entry[column.key] = read.value;
        continue;
      }
      const earlier = said.get(column);
      if (earlier === undefined) said.set(column, { row, value: read.value });
      else if (earlier.value !== read.value) {
        fault(`与第 ${earlier.row} 行不一样；同一个报告序号是同一份报告，只能写一样的`);
      }
      (column.part === 'holder' ? holder : report)[column.key] ??= read.value;
    }
    entries.push(entry);
  }
  const isConversion = type === 'conversion';
  const request = {
    type,
    office,
    holder: { idType: 'resident-id', ...holder },
    ...report,
    [isConversion ? 'conversions' : 'outcomes']: isConversion
      ? entries
      : entries.map((entry) =>
          withCategory({ kind: kinds.length === 1 ? kinds[0]?.kind : undefined, ...entry }),
        ),
  };
  const parsed = parseReportRequest(request);
  const rows = lines.map(({ row }) => row);
  if (parsed.ok && faults.length === 0) return { rows, request: parsed.request };
  const told = new Set(faults.map(({ cell }) => cell));
  const columns = header.columns.map(({ column }) => column);
  const byKey = Object.fromEntries(header.columns.map(({ column, index }) => [column.key, index]));
  for (const one of parsed.ok ? [] : parsed.faults) {
    if (one.path.endsWith('.category')) continue;
    const placed = atCell({ rows }, columns, byKey, {
      ...one,
      message: inWords(one.message, kinds),
    });
    if (placed.cell !== undefined && told.has(placed.cell)) continue;
    told.add(placed.cell);
    faults.push(placed);
  }
  return { faults };
}

function withCategory(entry: Record<string, unknown>): Record<string, unknown> {
  const { kind } = entry;
  return typeof kind === 'string' && Object.hasOwn(fieldRules, kind)
    ? { category: fieldRules[kind as keyof typeof fieldRules].category, ...entry }
    : entry;
}

/** The schema speaks to programs: `course 类成果…`, and of absent keys as missing. */
function inWords(message: string, kinds: ReturnType<typeof kindsOf>): string {
  const [, kind, rest] = /^([a-z-]+) (类成果没有.*)$/.exec(message) ?? [];
  const label = kinds.find((one) => one.kind === kind)?.label;
  if (label !== undefined) return `“${label}”${rest}，请清空这一格`;
  return message === '缺少这一项' ? '不能为空' : message;
}

function mergedFaults(sheet: Sheet, header: BatchHeader): SheetFault[] {
  return sheet.merged.flatMap(({ firstRow, lastRow, firstColumn, lastColumn }) => {
    const found = header.columns.find(
      ({ index }) => index + 1 >= firstColumn && index + 1 <= lastColumn,
    );
    const content = shownText(sheet.rows[firstRow - 1]?.[firstColumn - 1]);
    if (found === undefined || lastRow <= header.row || content === '') return [];
    const cell = `${columnLetters(firstColumn)}${firstRow}:${columnLetters(lastColumn)}${lastRow}`;
    const message = '是合并的单元格，只有第一格有内容。请取消合并，再逐格填上';
    return [{ row: firstRow, column: found.column.title, cell, message }];
  });
}

function noticesOf(sheet: Sheet, header: BatchHeader, samples: number): string[] {
  const unread = sheet.unread.map((name) => `「${name}」`).join('、');
  return [
    `读的是${sheet.how}，表头在第 ${header.row} 行。`,
    ...(unread === '' ? [] : [`没有读工作表${unread}。`]),
    ...sheet.notices,
    ...(samples > 0 ? [`跳过了 ${samples} 行示例（报告序号写着“${SAMPLE}”）。`] : []),
    ...(header.remarks.length > 0 ? [`没有读备注列：${header.remarks.join('、')}。`] : []),
    ...(sheet.lossy
      ? ['文件是 GBK 编码，Excel 存成这种文件时会把生僻字变成问号，请核对姓名。']
      : []),
  ];
}
