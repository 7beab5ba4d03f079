import { OperatorError } from '#domain/operator-error.ts';
import { columnLetters, type Sheet, shownText } from '#spreadsheet/sheet.ts';
import type { BatchColumn } from './batch-columns.ts';

/** A header is looked for in so many rows: titles and notes may stand above it. */
const HEADER_ROWS = 20;
const REMARK = '备注';

export interface BatchHeader {
  /** As Excel shows it. */
  row: number;
  columns: { column: BatchColumn; index: number }[];
  /** Columns that are for people alone and are not read. */
  remarks: string[];
}

/** Whether a text is the title of a column, however it is marked: `姓名*`, ` 姓名（必填）`. */
export function columnMeant(
  text: string,
  columns: readonly BatchColumn[],
): BatchColumn | undefined {
  const plain = folded(text).replace(/\((必填|选填|可不填|%)\)$/, '');
  return columns.find(({ title }) => folded(title) === plain);
}

function folded(text: string): string {
  return text.normalize('NFKC').replace(/[\s*\u200b-\u200d\u2060\ufeff]/g, '');
}

/**
 * Finds the header row and its columns, in any order. A column that is not known is refused, for a
 * mistyped one would be left out in silence; one called 备注… is for the office alone.
 * @throws OperatorError that names every fault of the header
 */
export function findBatchHeader(sheet: Sheet, columns: readonly BatchColumn[]): BatchHeader {
  const rows = sheet.rows.slice(0, HEADER_ROWS).map((row) => row.map(shownText));
  const known = rows.map((row) => row.filter((text) => columnMeant(text, columns)).length);
  const most = Math.max(0, ...known);
  if (most < 2) {
    throw new OperatorError(
      '没有找到表头。第一行应是模板里的列名（姓名、证件号码……），请下载模板，把内容填在模板里。',
    );
  }
  const at = known.indexOf(most);
  const found: BatchHeader = { row: at + 1, columns: [], remarks: [] };
  const faults: string[] = [];
  for (const [index, text] of (rows[at] ?? []).entries()) {
    const place = `${columnLetters(index + 1)} 列`;
    const column = columnMeant(text, columns);
    if (column !== undefined) {
      if (found.columns.some((other) => other.column === column)) {
        faults.push(`表头里有两列「${column.title}」，请删去一列（${place}）。`);
      } else found.columns.push({ column, index });
    } else if (text.trim().startsWith(REMARK)) found.remarks.push(`「${text.trim()}」`);
    else if (text.trim() !== '') {
      faults.push(
        `模板里没有「${text.trim().slice(0, 40)}」这一列（${place}）。请改成模板里的列名，或者删去；只给自己看的，列名以“${REMARK}”开头。`,
      );
    } else if (isFilled(sheet, found.row, index)) {
      faults.push(`${place}有内容，没有列名。请写上列名，或者删去这一列。`);
    }
  }
  const missing = columns.filter(
    (column) => column.need === 'always' && !found.columns.some((one) => one.column === column),
  );
  if (missing.length > 0) {
    faults.push(`表头里缺少${missing.map(({ title }) => `「${title}」`).join('、')}。`);
  }
  if (faults.length > 0) throw new OperatorError(faults);
  return found;
}

function isFilled({ rows }: Sheet, headerRow: number, index: number): boolean {
  return rows.some((row, at) => at >= headerRow && shownText(row[index]).trim() !== '');
}
