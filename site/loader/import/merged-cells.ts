import { columnLetters, shownText } from '#spreadsheet/sheet.ts';
import type { Problem } from '../problem.ts';
import type { MergeRequest } from './merge-rows.ts';
import { rowFault } from './row-fault.ts';

/** Cells merged into one look filled and are not: only the first of them holds anything. */
export function mergedCellFaults(request: MergeRequest): Problem[] {
  const { sheet, header } = request;
  return sheet.merged.flatMap((range) => {
    const { firstRow, lastRow, firstColumn, lastColumn } = range;
    const column = header.columns.find(
      ({ index }) => index + 1 >= firstColumn && index + 1 <= lastColumn,
    );
    const content = shownText(sheet.rows[firstRow - 1]?.[firstColumn - 1]);
    if (!column || lastRow <= header.row || content === '') return [];
    const place = `${columnLetters(firstColumn)}${firstRow}:${columnLetters(lastColumn)}${lastRow}`;
    const message = `${place} 是合并的单元格，只有第一格有内容。请取消合并，再逐格填上`;
    return rowFault(request, firstRow, column.name, message);
  });
}
