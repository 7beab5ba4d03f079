/** One cell: its text, or what a spreadsheet made of what somebody typed. */
export type SheetCell = string | DateCell | BadCell;

/** A cell that the spreadsheet holds as a date, `YYYY-MM-DD`. */
export interface DateCell {
  date: string;
}

/** A cell without usable content: an error of a formula, a number that lost its digits. */
export interface BadCell {
  shown: string;
  /** Chinese: what is wrong and what to do. */
  fault: string;
}

/** Rows and columns count from 1. */
export interface CellRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** What a cell becomes once it is known what belongs there, or why it cannot. */
export type CellReading = { text: string; fault?: undefined } | { text: string; fault: string };

/** The first sheet of a workbook, or a whole text file, before anybody asks what it means. */
export interface Sheet {
  /** `rows[i]` is row i + 1 as Excel shows it. Rows may differ in length. */
  rows: SheetCell[][];
  /** How it was read, for the editor: `UTF-8 编码，逗号分隔`. */
  how: string;
  notices: string[];
  /** Names of the worksheets that were not read though people see them. */
  unread: string[];
  merged: CellRange[];
  /** Characters may have become question marks on the way (Excel's plain CSV). */
  lossy: boolean;
}

/** A cell as people see it. */
export function shownText(cell: SheetCell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return 'date' in cell ? cell.date : cell.shown;
}

/** `A`, `B`, … `AA` for 1, 2, … 27. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
