import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import type { TableData } from '../read-table.ts';
import { tables as definitions, TABLE_NAMES } from '../schemas/tables.ts';
import { cellProblem, type RowIn, rowsOf } from './row-problems.ts';

/** Codes used twice in a catalog, and relations stated twice. */
export function checkDuplicates({ tables }: Content): Problem[] {
  return TABLE_NAMES.flatMap((name) => repeated(tables[name] as TableData<'courses'>));
}

function repeated(table: TableData<'courses'>): Problem[] {
  const key = definitions[table.name].key as readonly (keyof RowIn<'courses'> & string)[];
  const first = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    // Addresses are made of codes, and some disks and servers do not tell A from a.
    const value = key
      .map((column) => row[column] ?? '')
      .join('\n')
      .toLowerCase();
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, line);
      continue;
    }
    const column = key.findLast((name) => row[name] !== undefined) ?? 'code';
    const message = `「${row[column]}」与第 ${before} 行重复，请改代码或删去一行`;
    problems.push(cellProblem(table, line, column, message, 'duplicate'));
  }
  return problems;
}
