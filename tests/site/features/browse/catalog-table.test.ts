import { expect, test } from 'vitest';
import {
  FACET_PAGES,
  SORTED_ROWS,
} from '../../../../site/features/catalogs/browse/catalog-table.ts';
import {
  canBrowse,
  pageGroups,
  pagesOf,
  staticFacets,
  staticView,
} from '../../../../site/features/catalogs/browse/static-views.ts';
import { type Listed, listed, tableOf } from './listed-rows.ts';

const SITE = 'https://bank.example';

function many(count: number, fields: (index: number) => Partial<Listed> = () => ({})): Listed[] {
  return Array.from({ length: count }, (_, index) =>
    listed(`A${String(index).padStart(5, '0')}`, fields(index)),
  );
}

function groupAt(rows: readonly Listed[], ...parts: string[]) {
  const table = tableOf(rows);
  const group = pageGroups(table).find((one) => one.parts.join('/') === parts.join('/'));
  if (!group) throw new Error(`no pages at ${parts.join('/')}`);
  return { table, group };
}

const codes = (rows: readonly { code: string }[]) =>
  rows.map(({ code }) => code.slice(-2)).join(' ');

test('a value holds the rows that have it, and tells how many', () => {
  const rows = many(30, (index) => ({
    level: index % 3 === 0 ? '专科' : '本科',
    topics: index === 7 ? ['计算机', '语言'] : index === 8 ? ['计算机'] : [],
  }));
  const { table, group } = groupAt(rows, 'topic', '计算机');
  expect(codes(group.rows)).toBe('07 08');
  const [levels, topics] = staticFacets(table, group);
  expect(levels?.values.map(({ label, count }) => `${label} ${count}`)).toEqual([
    '专科 10',
    '本科 20',
  ]);
  expect(topics?.values.map(({ label, count, current }) => [label, count, current])).toEqual([
    ['计算机', 2, true],
    ['语言', 1, false],
  ]);
});

test('what is not in force comes last, in the usual order and in every other', () => {
  const rows = many(25, (index) => ({
    status: index === 0 ? 'retired' : 'current',
    effectiveTo: index === 1 ? '2026-11-21' : undefined,
    credits: index < 3 ? 6 : 1,
  }));
  const { table, group } = groupAt(rows, 'sort', 'credits');
  expect(codes(table.rows).slice(-5)).toBe('00 01');
  expect(codes(group.rows).slice(0, 5)).toBe('02 03');
  expect(codes(group.rows).slice(-5)).toBe('00 01');
});

test('rows without a value come after those with one, and equals keep the usual order', () => {
  const rows = many(22, (index) => ({ credits: index === 20 ? 2 : index === 21 ? 4 : undefined }));
  const { group } = groupAt(rows, 'sort', 'credits');
  expect(codes(group.rows)).toMatch(/^21 20 00 01 02/);
});

test('names stand as in a Chinese dictionary, numbers in them by size', () => {
  const names = ['网络 10', '会计', '网络 2', '安装'];
  const rows = many(24, (index) => ({ name: names[index] ?? '中医' }));
  const { group } = groupAt(rows, 'sort', 'name');
  expect(group.rows.slice(0, 4).map(({ name }) => name)).toEqual([
    '安装',
    '会计',
    '网络 2',
    '网络 10',
  ]);
});

test('a page shows its fifty, and where the others are', () => {
  const { table, group } = groupAt(
    many(120, (index) => ({ level: index < 110 ? '本科' : '专科' })),
    'level',
    '本科',
  );
  const view = staticView(table, group, 3, SITE);
  expect(view).toMatchObject({ total: 110, page: 3, pages: 3, title: '标准课程：本科' });
  expect(view.rows).toHaveLength(10);
  expect(view.hrefOf(1)).toBe('/courses/level/本科/');
  expect(view.hrefOf(2)).toBe('/courses/level/本科/page/2/');
  expect(view.csv).toEqual({ href: '/courses/level/本科/list.csv', file: '标准课程：本科.csv' });
  expect(view.chosen).toEqual([{ label: '层次：本科', href: '/courses/' }]);
  expect(view.printed).toBe('https://bank.example/courses/level/本科/page/3/　2026年11月22日');
});

test('the heading of the order tells it, and leads back', () => {
  const headings = (...parts: string[]) => {
    const { table, group } = groupAt(many(30), ...parts);
    return staticView(table, group, 1, SITE).columns.map(({ sort }) => [sort?.href, sort?.order]);
  };
  expect(headings()).toEqual([
    ['/courses/sort/name/', undefined],
    [undefined, 'ascending'],
    ['/courses/sort/credits/', undefined],
  ]);
  expect(headings('sort', 'credits')).toEqual([
    ['/courses/sort/name/', undefined],
    ['/courses/', undefined],
    ['/courses/', 'descending'],
  ]);
});

test('values that differ in punctuation alone have pages of their own', () => {
  const rows = many(30, (index) => ({ level: ['中/高', '中-高', '中 高'][index % 3] ?? '' }));
  const [levels] = tableOf(rows).facets;
  expect(levels?.groups.map(({ value, rows }) => [value.label, rows.length])).toEqual(
    expect.arrayContaining([
      ['中/高', 10],
      ['中-高', 10],
      ['中 高', 10],
    ]),
  );
  expect(new Set(levels?.groups.map(({ value }) => value.key)).size).toBe(3);
});

test('a short list is not narrowed, and one of a single value offers no choice', () => {
  expect(tableOf(many(20, (index) => ({ level: `${index}` }))).facets).toEqual([]);
  expect(canBrowse(tableOf(many(21)))).toBe(false);
  expect(canBrowse(tableOf(many(21, (index) => ({ level: `${index % 2}` }))))).toBe(true);
});

test('pages stay in proportion to rows, whatever the facets hold', () => {
  const pagesAt = (count: number) => {
    // A topic of its own for each row would make a page for each.
    const rows = many(count, (index) => ({ level: `${index % 4}`, topics: [`${index}`] }));
    return pageGroups(tableOf(rows)).reduce((sum, group) => sum + pagesOf(group), 0);
  };
  const whole = SORTED_ROWS * 2;
  expect(pagesAt(whole)).toBeLessThanOrEqual((whole / 50) * 2 + 4 + FACET_PAGES);
  expect(pagesAt(whole * 2) - pagesAt(whole)).toBeLessThanOrEqual((whole / 50) * 2 + 4);
});
