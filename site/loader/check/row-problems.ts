import type { Problem, ProblemRank } from '../problem.ts';
import type { TableData } from '../read-table.ts';
import { type TableName, type TableRows, tables } from '../schemas/tables.ts';

export type RowIn<N extends TableName> = TableRows[N][number];

/** Walks the good rows of a table with the line an editor sees. */
export function* rowsOf<N extends TableName>(
  table: TableData<N>,
): Generator<{ row: RowIn<N>; line: number }> {
  for (const [index, row] of table.rows.entries()) yield { row, line: table.lines[index] ?? 0 };
}

/** A problem of one cell; the column's Chinese title is put before the message. */
export function cellProblem<N extends TableName>(
  table: TableData<N>,
  line: number,
  column: keyof RowIn<N> & string,
  message: string,
  rank: ProblemRank = 'meaning',
): Problem {
  const title = tables[table.name].columns[column as never]?.['title'] as string | undefined;
  return { rank, file: table.file, row: line, column, message: `${title ?? column}：${message}` };
}
