import { columnLetters } from '#spreadsheet/sheet.ts';
import type { Problem } from '../problem.ts';
import type { Table } from '../schemas/table.ts';
import type { SheetHeader } from './find-header.ts';

/** A fault of the imported file, with the cell where the editor finds it: 「银行学分」列（E12）. */
export function rowFault(
  { header, table, fileName }: { header: SheetHeader; table: Table; fileName: string },
  row: number,
  column: string,
  message: string,
): Problem {
  const index = header.columns.find(({ name }) => name === column)?.index;
  const cell = index === undefined ? '' : `（${columnLetters(index + 1)}${row}）`;
  const where = `「${table.columns[column]?.title ?? column}」列${cell}`;
  return { rank: 'cell', file: fileName, row, column, where, message };
}
