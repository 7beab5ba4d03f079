import { expect, test } from 'vitest';
import {
  type EntrySection,
  firstRows,
  isLong,
  pageRows,
  SECTION_PAGE,
  sectionPages,
  sectionPath,
  sectionTotal,
  tableOf,
} from '../../../site/features/catalogs/sections/entry-section.ts';

const columns = [{ label: '数', primary: true }];
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const table = (caption: string, from: number, to: number) =>
  tableOf(caption, columns, numbers(from, to), (number) => [number]);

function section(...tables: EntrySection['tables']): EntrySection {
  return { name: 'places', title: '能用在哪里', unit: '个', shown: 5, tables };
}

const rowsOf = (drawn: ReturnType<typeof firstRows>) =>
  drawn.map(({ caption, rows }) => [caption, rows.flat()]);

test('a section that fits has no pages of its own, nor for one row more', () => {
  for (const total of [0, 5, 6]) {
    const short = section(table('甲', 0, total));
    expect(isLong(short), `${total}`).toBe(false);
    expect(sectionPages(short)).toBe(0);
    expect(rowsOf(firstRows(short))).toEqual(total === 0 ? [] : [['甲', numbers(0, total)]]);
  }
});

test('a long section shows its first rows, and all of them on pages of its own', () => {
  const total = 2 * SECTION_PAGE + 1;
  const long = section(table('甲', 0, 3), table('乙', 3, 3), table('丙', 3, total));
  expect(sectionTotal(long)).toBe(total);
  expect(rowsOf(firstRows(long))).toEqual([
    ['甲', [0, 1, 2]],
    ['丙', [3, 4]],
  ]);
  expect(sectionPages(long)).toBe(3);
  const shown = [1, 2, 3].flatMap((page) => pageRows(long, page).flatMap(({ rows }) => rows));
  expect(shown.flat()).toEqual(numbers(0, total));
  expect(rowsOf(pageRows(long, 3))).toEqual([['丙', [total - 1]]]);
});

test('only the rows that a page shows are drawn', () => {
  const drawn: number[] = [];
  const counted = tableOf('甲', columns, numbers(0, 1000), (number) => {
    drawn.push(number);
    return [number];
  });
  firstRows(section(counted));
  expect(drawn).toEqual(numbers(0, 5));
});

test('a section told in brief on the page of its entry always has pages of its own', () => {
  const brief = { ...section(table('详', 0, 2)), brief: table('略', 0, 2) };
  expect(rowsOf(firstRows(brief))).toEqual([['略', [0, 1]]]);
  expect(sectionPages(brief)).toBe(1);
  expect(rowsOf(pageRows(brief, 1))).toEqual([['详', [0, 1]]]);
  const empty = { ...section(table('详', 0, 0)), brief: table('略', 0, 0) };
  expect(sectionPages(empty)).toBe(0);
});

test('the pages of a section have addresses below that of the entry', () => {
  const long = section(table('甲', 0, 100));
  expect(sectionPath('nodes', 'WD01', long)).toBe('/nodes/WD01/places/');
  expect(sectionPath('nodes', 'WD01', long, 2)).toBe('/nodes/WD01/places/page/2/');
});
