import { readSheet } from 'read-excel-file/node';
import { OperatorError } from '#domain/operator-error.ts';
import {
  type CellOddity,
  findOddities,
  listSheets,
  type SheetInfo,
  type SheetOddities,
} from './inspect-workbook.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import { storedZip } from './stored-zip.ts';
import { zipParts } from './zip-parts.ts';

/** A number as the file writes it, so that no digit is lost before it is looked at. */
interface RawNumber {
  raw: string;
}
type RawCell = string | boolean | Date | RawNumber | null;

const UNREADABLE =
  '工作簿读不出来，可能不是 Excel 或 WPS 保存的，或者不完整。请用 Excel 或 WPS 打开它，另存为「Excel 工作簿（.xlsx）」再试。';

/** Excel keeps 15 digits of a number. */
const DIGITS = 15;

/**
 * Reads one worksheet of an .xlsx workbook: the first that is not hidden, or the named one.
 * Each cell is what people see in it, except that dates are `YYYY-MM-DD`.
 * @throws OperatorError when the workbook is damaged or has no such sheet
 */
export async function readWorkbook(
  bytes: Buffer,
  sheetName?: string,
  unpackedLimit?: number,
): Promise<Sheet> {
  const parts = zipParts(bytes, unpackedLimit);
  const sheets = listSheets(parts);
  const chosen = chooseSheet(sheets, sheetName);
  const oddities = findOddities(parts, chosen);
  const rows = toRows(await readCells(storedZip(parts), chosen.number), oddities);
  return {
    rows,
    how: `工作表「${chosen.name}」`,
    notices: hiddenRows(rows, oddities),
    unread: sheetName === undefined ? otherSheets(sheets, chosen) : [],
    merged: oddities.merged,
    lossy: false,
  };
}

function chooseSheet(sheets: readonly SheetInfo[], name: string | undefined): SheetInfo {
  const chosen =
    name === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find((sheet) => sheet.name.trim() === name.trim());
  if (chosen) return chosen;
  if (name === undefined) throw new OperatorError(UNREADABLE);
  const names = sheets.map((sheet) => `「${sheet.name}」`).join('、');
  throw new OperatorError(`工作簿里没有叫「${name}」的工作表，有：${names}。`);
}

async function readCells(bytes: Buffer, sheet: number): Promise<RawCell[][]> {
  try {
    const parseNumber = (raw: string): RawNumber => ({ raw });
    return (await readSheet(bytes, sheet, { parseNumber, trim: false })) as unknown as RawCell[][];
  } catch (error) {
    throw new OperatorError(UNREADABLE, error);
  }
}

function toRows(raw: readonly RawCell[][], { cells }: SheetOddities): SheetCell[][] {
  const rows = raw.map((row, r) =>
    row.map((cell, c) => toCell(cell, cells.get(`${r + 1},${c + 1}`))),
  );
  // A cell that is nothing but an error may lie beyond what the reader takes for the last one.
  for (const [place, oddity] of cells) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    if (oddity.is !== 'error' && oddity.is !== 'uncalculated') continue;
    while (rows.length < row) rows.push([]);
    const cellsOfRow = rows[row - 1] ?? [];
    while (cellsOfRow.length < column) cellsOfRow.push('');
    cellsOfRow[column - 1] = toCell(null, oddity);
  }
  return rows;
}

function toCell(cell: RawCell, oddity: CellOddity | undefined): SheetCell {
  if (oddity?.is === 'error') {
    return {
      shown: oddity.code,
      fault: `公式出错，显示为「${oddity.code}」。请改正公式，或直接填上内容`,
    };
  }
  if (oddity?.is === 'uncalculated') {
    const fault = '公式还没有算出结果。请用 Excel 或 WPS 打开文件，保存一次再试';
    return { shown: '', fault };
  }
  if (cell === null) return '';
  if (typeof cell === 'string') return cell.replace(/\r\n?/g, '\n');
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return cell instanceof Date ? dateCell(cell) : numberCell(cell.raw, oddity);
}

function dateCell(date: Date): SheetCell {
  // Times of day are fractions of a day; the last of them may fall short by a hair.
  const iso = new Date(date.getTime() + 500).toISOString();
  if (iso >= '1901') return { date: iso.slice(0, 10) };
  const fault = '这一格是时间，不是日期。如果不该是时间，请把单元格格式设为「文本」再填一次';
  return { shown: iso.slice(11, 16), fault };
}

function numberCell(raw: string, oddity: CellOddity | undefined): SheetCell {
  const value = Number(raw);
  if (!(Math.abs(value) < 10 ** DIGITS)) {
    return {
      shown: raw,
      fault: `Excel 把「${raw}」当成了数字，${DIGITS} 位以后的数字已经丢了。请把单元格格式设为「文本」，再把原来的号码填一次`,
    };
  }
  if (oddity?.is === 'percent') return `${plainNumber(value * 100)}%`;
  const text = plainNumber(value);
  return oddity?.is === 'padded' && /^\d+$/.test(text) ? text.padStart(oddity.digits, '0') : text;
}

/** A number with the digits that Excel keeps, never with an exponent: `3`, `2.5`. */
function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : text;
}

function otherSheets(sheets: readonly SheetInfo[], chosen: SheetInfo): string[] {
  return sheets.filter((sheet) => sheet !== chosen && !sheet.hidden).map(({ name }) => name);
}

/** A filter hides rows; what is hidden is imported all the same. */
function hiddenRows(rows: readonly SheetCell[][], { hiddenRows: hidden }: SheetOddities): string[] {
  const filled = [...hidden].filter((row) => rows[row - 1]?.some((cell) => cell !== ''));
  if (filled.length === 0) return [];
  return [`有 ${filled.length} 行被隐藏或筛选掉了，也一起读了；不想要的请先删去。`];
}
