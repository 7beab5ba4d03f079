import { expect, it } from 'vitest';
import { formatProblems, type Problem } from '../../site/loader/problem.ts';

const fault = (row: number, message = `「${row}」不在可选范围内`): Problem => ({
  rank: 'cell',
  file: 'catalogs/courses.csv',
  row,
  column: 'status',
  where: '「状态」列',
  message,
});
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

it('starts a line with file, row and column and says it again for people', () => {
  expect(formatProblems([fault(2)], 'content')).toEqual([
    'content/catalogs/courses.csv:2:status 第 2 行「状态」列：「2」不在可选范围内',
  ]);
});

it('leaves twenty faults of a kind as they are', () => {
  expect(
    formatProblems(
      rows(2, 21).map((row) => fault(row)),
      'c',
    ),
  ).toHaveLength(20);
});

it('folds more than twenty into one line with the count and the rows', () => {
  const many = [...rows(2, 30), 40].map((row) => fault(row));
  expect(formatProblems(many, 'c')).toEqual([
    'c/catalogs/courses.csv:2:status 第 2 行「状态」列：「2」不在可选范围内（同样的问题共 30 处，在第 2–30、40 行；这里只写出第一处）',
  ]);
});

it('does not fold faults of different kinds, columns or files', () => {
  const many = rows(2, 14).map((row) => fault(row));
  const others = many.map((problem) => ({ ...problem, file: 'catalogs/majors.csv' }));
  const columns = many.map((problem) => ({ ...problem, column: 'name' }));
  const messages = rows(2, 14).map((row) => fault(row, '必须填写'));
  expect(formatProblems([...many, ...others, ...columns, ...messages], 'c')).toHaveLength(52);
});
