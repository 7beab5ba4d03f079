import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cellText,
  csvFileName,
  listCsv,
} from '../../../../site/features/catalogs/browse/list-csv.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: false });

test('Excel takes it for UTF-8', () => {
  expect([...new TextEncoder().encode(listCsv(['课程'], [['会计']]))].slice(0, 3)).toEqual([
    0xef, 0xbb, 0xbf,
  ]);
});

test('states and marks stand in columns of their own, where there are any', () => {
  const name = [
    { text: '会计', href: '/courses/A/' },
    { text: '停用', badge: 'retired' as const },
  ];
  expect(
    read(
      listCsv(
        ['课程', '学分'],
        [
          [name, { text: 3, sample: true }],
          ['电工', 4],
        ],
      ),
    ),
  ).toEqual([
    ['课程', '学分', '状态', '示例（演示数据的列）'],
    ['会计', '3', '停用', '学分'],
    ['电工', '4', '', ''],
  ]);
  expect(read(listCsv(['课程', '学分'], [['电工', 4]]))[0]).toEqual(['课程', '学分']);
});

test('a cell says its parts and what is noted below them', () => {
  expect(cellText([{ text: '会计' }, { text: '英语', note: '限本科' }])).toBe(
    '会计；英语（限本科）',
  );
  expect(cellText(null)).toBe('');
});

test.each(['=1+1', '+86', '-3', '@SUM(A1)', '＝1', '＋1', '－1', '＠A', '\t=1'])(
  'a spreadsheet takes %j for text',
  (text) => {
    expect(read(listCsv(['甲'], [[text]]))[1]).toEqual([`'${text}`]);
  },
);

test('whatever a cell holds is read back, with an apostrophe at most', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }),
      (texts) => {
        const [, ...lines] = read(
          listCsv(
            ['甲', '乙'],
            texts.map((text) => [text, 'x']),
          ),
        );
        expect(lines.map(([cell]) => cell?.replace(/^'/, ''))).toEqual(
          texts.map((text) => text.replace(/^'/, '')),
        );
      },
    ),
    propertyRuns(100),
  );
});

test.each([
  ['标准课程：本科', '标准课程：本科.csv'],
  ['转换规则：“A/B”*?', '转换规则：“A B”.csv'],
])('the file of %s is %s', (title, file) => {
  expect(csvFileName(title)).toBe(file);
});
