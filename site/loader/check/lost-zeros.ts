import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import type { TableData } from '../read-table.ts';
import type { TableName } from '../schemas/tables.ts';
import { cellProblem, rowsOf } from './row-problems.ts';

/** Excel reads a code of digits as a number and drops the zeros at its start. */
export const KEEP_ZEROS =
  '多半是 Excel 把代码当成了数字：请先把这一列的单元格格式设为「文本」，再补上 0';

export const withoutZeros = (code: string) => code.replace(/^0+(?=\d)/, '');
const isNumber = (code: string) => /^\d+$/.test(code);

/** The code of a catalog that this one was before it lost its zeros. */
export function withZeros(target: TableData, code: string): string | undefined {
  if (!isNumber(code) || target.codes.has(code)) return undefined;
  return [...target.codes].find((full) => full !== code && withoutZeros(full) === code);
}

/** Whether the catalog has the code only without its zeros. */
export function lostItsZeros(target: TableData, code: string): boolean {
  const short = withoutZeros(code);
  return isNumber(code) && short !== code && !target.codes.has(code) && target.codes.has(short);
}

/** Codes of a catalog that other files know with zeros at the start: one fault a code. */
export function checkLostZeros(
  { tables }: Content,
  references: readonly (readonly [from: TableName, column: string, to: TableName])[],
): Problem[] {
  const problems = new Map<string, Problem>();
  for (const [from, column, to] of references) {
    const target = tables[to] as TableData<'courses'>;
    for (const { row } of rowsOf(tables[from])) {
      const full = (row as unknown as Record<string, string | undefined>)[column];
      if (full === undefined || !lostItsZeros(target, full)) continue;
      const short = withoutZeros(full);
      const line = target.lines[target.rows.findIndex(({ code }) => code === short)];
      if (line === undefined || problems.has(`${to} ${short}`)) continue;
      const message = `「${short}」开头少了 0，${from}.csv 里是「${full}」。${KEEP_ZEROS}`;
      problems.set(`${to} ${short}`, cellProblem(target, line, 'code', message, 'reference'));
    }
  }
  return [...problems.values()];
}
