import { OperatorError } from '#domain/operator-error.ts';
import { findVerificationCode } from '#domain/pasted-text.ts';
import { parseReportNumber } from '#domain/report-number.ts';
import { formatVerificationCode, parseVerificationCode } from '#domain/verification-code.ts';
import { readSpreadsheet } from '#spreadsheet/read-spreadsheet.ts';
import { type SheetCell, shownText } from '#spreadsheet/sheet.ts';

export const MOST_ROWS = 500;
/** 500 rows of a workbook are far below this; what swells further is no list. */
const UNPACKED_LIMIT = 16 * 1024 * 1024;
const LONGEST = 2000;
const LONGEST_CODE = 200;

/** One row to verify; `number` and `code` as they stand, for the service to read. */
export interface ManyRow {
  cells: string[];
  number: string;
  code: string;
  /** Why it is not worth asking: a spreadsheet has lost digits of the number. */
  fault?: string;
}

export interface ManyRows {
  /** Names of the columns, as many as the widest row has. */
  header: string[];
  rows: ManyRow[];
}

const NUMBER = /编号|number/i;
const CODE = /验证码|code/i;
const isColumn = (text: string) => NUMBER.test(text) || CODE.test(text);

/**
 * The rows of an uploaded file (CSV, XLSX).
 * @throws OperatorError in Chinese, when it cannot be read or is too long
 */
export async function readManyFile(bytes: Uint8Array): Promise<ManyRows> {
  const sheet = await readSpreadsheet(Buffer.from(bytes), isColumn, UNPACKED_LIMIT);
  return toRows(sheet.rows);
}

/** The rows of pasted text: copied out of a spreadsheet, or a report a line with anything around it. */
export function readManyText(text: string): ManyRows {
  const lines = text.split(/\r\n|\n|\r/);
  const parted = lines.some((line) => line.includes('\t'));
  return toRows(lines.map((line) => (parted ? line.split('\t') : [line])));
}

function toRows(all: readonly (readonly SheetCell[])[]): ManyRows {
  const filled = all.filter((row) => row.some((cell) => shownText(cell).trim() !== ''));
  const [first = []] = filled;
  const titles = first.map((cell) => shownText(cell).trim());
  const hasHeader = isHeader(titles);
  const content = hasHeader ? filled.slice(1) : filled;
  if (content.length === 0) throw new OperatorError('里面没有要核验的报告。');
  if (content.length > MOST_ROWS) {
    throw new OperatorError(`有 ${content.length} 行，一次最多核验 ${MOST_ROWS} 行，请分几次。`);
  }
  const width = Math.max(...filled.map((row) => row.length));
  const places = hasHeader
    ? {
        number: titles.findIndex((text) => NUMBER.test(text)),
        code: titles.findIndex((text) => CODE.test(text)),
      }
    : { number: -1, code: -1 };
  return {
    header: Array.from({ length: width }, (_, at) => nameOf(titles, hasHeader, at, width)),
    rows: content.map((row) => toRow(row, places)),
  };
}

/** Names a column that we know and holds no number itself. */
function isHeader(titles: readonly string[]): boolean {
  return titles.some(isColumn) && !titles.some((text) => /\d{4}[\s-]?\d{4}/.test(text));
}

function nameOf(titles: readonly string[], hasHeader: boolean, at: number, width: number): string {
  const title = hasHeader ? titles[at] : undefined;
  return title || (width === 1 ? '核验的内容' : `第 ${at + 1} 列`);
}

function toRow(row: readonly SheetCell[], places: { number: number; code: number }): ManyRow {
  const cells = row.map(shownText);
  const named = cells[places.number] ?? '';
  const joined = cells.join(' ').slice(0, LONGEST);
  const number = firstNumber([named, ...cells, joined]);
  const lost = row.find((cell) => typeof cell === 'object' && 'fault' in cell);
  return {
    cells,
    // What is no number is sent as it is: the service says what is wrong with it.
    number: number ?? (named.trim() || joined).slice(0, LONGEST),
    code: codeOf(cells, places.code, joined),
    ...(number === undefined && typeof lost === 'object' && 'fault' in lost
      ? { fault: lost.fault }
      : {}),
  };
}

function firstNumber(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const parsed = parseReportNumber(text);
    if (parsed.ok) return parsed.number;
  }
  return undefined;
}

function codeOf(cells: readonly string[], codeAt: number, joined: string): string {
  const named = cells[codeAt]?.trim() ?? '';
  const typed = named === '' ? cells.filter((text) => /[A-Za-z]/.test(text)) : [named];
  for (const text of typed) {
    const parsed = parseVerificationCode(text);
    if (parsed.ok) return formatVerificationCode(parsed.code);
  }
  const found = findVerificationCode(named || joined);
  return found === undefined ? named.slice(0, LONGEST_CODE) : formatVerificationCode(found);
}
