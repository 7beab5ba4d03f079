import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import type { TableData } from '../read-table.ts';
import { ENTITY_NAMES, type TableName } from '../schemas/tables.ts';
import { cellProblem, type RowIn, rowsOf } from './row-problems.ts';

/** Codes used twice in a catalog, and relations stated twice. */
export function checkDuplicates({ tables }: Content): Problem[] {
  return [
    ...[...ENTITY_NAMES, 'districts' as const].flatMap((name) =>
      // Addresses are made of codes, and some disks and servers do not tell A from a.
      repeated(tables[name] as TableData<'courses'>, 'code', (row) => row.code.toLowerCase()),
    ),
    ...repeated(tables['rule-outputs'], 'course', (row) => `${row.rule} ${row.course}`),
    ...repeated(tables['major-courses'], 'course', (row) => `${row.major} ${row.course}`),
    ...repeated(tables['node-majors'], 'major', (row) => `${row.node} ${row.major}`),
    ...repeated(tables['node-courses'], 'code', (row) => `${row.node} ${row.major} ${row.code}`),
    ...repeated(
      tables['rule-inputs'],
      'ref',
      (row) => `${row.rule} ${row.group} ${row.kind} ${row.ref ?? row.title}`,
    ),
  ];
}

function repeated<N extends TableName>(
  table: TableData<N>,
  column: keyof RowIn<N> & string,
  key: (row: RowIn<N>) => string,
): Problem[] {
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    const value = key(row);
    const before = first.get(value);
    if (before === undefined) first.set(value, line);
    else {
      const message = `「${row[column]}」与第 ${before} 行重复，请改代码或删去一行`;
      problems.push(cellProblem(table, line, column, message, 'duplicate'));
    }
  }
  return problems;
}
