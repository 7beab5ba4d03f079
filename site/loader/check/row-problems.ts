import type { Problem, ProblemRank } from '../problem.ts';
import type { Content } from '../read-content.ts';
import type { ProseEntry } from '../read-prose.ts';
import type { TableData } from '../read-table.ts';
import { fieldTitle } from '../schemas/prose.ts';
import { columnTitle, type TableName, type TableRows } from '../schemas/tables.ts';

export type RowIn<N extends TableName> = TableRows[N][number];

/** Walks the good rows of a table with the line an editor sees. */
export function* rowsOf<N extends TableName>(
  table: TableData<N>,
): Generator<{ row: RowIn<N>; line: number }> {
  for (const [index, row] of table.rows.entries()) yield { row, line: table.lines[index] ?? 0 };
}

/** Whether a code's absence from a catalog says anything: not when the whole of it is missing. */
export function canTell(table: TableData): boolean {
  return table.readable && table.codes.size > 0;
}

/** A problem of one cell, told with the column's Chinese title. */
export function cellProblem<N extends TableName>(
  table: TableData<N>,
  line: number,
  column: keyof RowIn<N> & string,
  message: string,
  rank: ProblemRank = 'meaning',
): Problem {
  const where = columnTitle(table.name, column);
  return { rank, file: table.file, row: line, column, where, message };
}

/** A problem of one front matter field, or of a part of it (`attachments.0.file`), told with its line. */
export function fieldProblem(
  { prose }: Pick<Content, 'prose'>,
  { kind, slug, file }: Pick<ProseEntry, 'kind' | 'slug' | 'file'>,
  column: string,
  message: string,
  rank: ProblemRank = 'meaning',
): Problem {
  const [field = ''] = column.split('.');
  const row = prose[kind].fieldLines.get(slug)?.[field];
  return { rank, file, row, column, where: fieldTitle(column), message };
}
