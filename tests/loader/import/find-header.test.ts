import { describe, expect, it } from 'vitest';
import { columnReader } from '../../../site/loader/import/column-meant.ts';
import { findHeader } from '../../../site/loader/import/find-header.ts';
import { TABLE_NAMES, type TableName, tables } from '../../../site/loader/schemas/tables.ts';

const find = (rows: string[][], name: TableName = 'courses') =>
  findHeader({ rows, how: '', notices: [], unread: [], merged: [], lossy: false }, tables[name]);
const names = (header: string[], name?: TableName) =>
  find([header], name).columns.map((column) => column.name);

describe('a header', () => {
  it.each(TABLE_NAMES)('of %s is known by each title and each name', (name) => {
    const { columns } = tables[name];
    const titles = Object.values(columns).map(({ title }) => title);
    expect(names(titles, name)).toEqual(Object.keys(columns));
    expect(names(Object.keys(columns), name)).toEqual(Object.keys(columns));
  });

  it.each([
    ['代码', 'code'],
    ['\ufeff代码', 'code'],
    [' 代　码 ', 'code'],
    ['代码*', 'code'],
    ['＊代码：', 'code'],
    ['代码（必填）', 'code'],
    ['代码\n(唯一)', 'code'],
    ['银行学分 [0.5–20]【必填】', 'credits'],
    ['CODE', 'code'],
    ['frameworklevel', 'frameworkLevel'],
  ])('%j means %s', (text, column) => {
    expect(columnReader(tables.courses)(text)).toEqual({ column });
  });

  it('must name the unit that a title asks for', () => {
    const meant = columnReader(tables.certificates);
    expect(meant('有效期（月）')).toEqual({ column: 'validityMonths' });
    expect(meant('有效期(月)（选填）')).toEqual({ column: 'validityMonths' });
    for (const text of ['有效期', '有效期（年）']) {
      expect(() => find([['代码', text]], 'certificates')).toThrow('请写成「有效期（月）」');
    }
  });

  it('may stand below a title, in any order, in both languages', () => {
    const header = find([['标准课程一览表'], [], ['名称', 'code', '备注']]);
    expect(header.row).toBe(3);
    expect(header.columns).toEqual([
      { name: 'name', index: 0 },
      { name: 'code', index: 1 },
    ]);
  });

  it('names what it leaves out, and guesses what was meant', () => {
    const rows = [
      ['代码', '学分', '', '备注', ''],
      ['KC1', '3', '附注'],
    ];
    expect(find(rows).ignored).toEqual([
      '「学分」（是不是「银行学分」？）',
      'C 列（没有列名）',
      '「备注」',
    ]);
  });

  it('may not give a column twice', () => {
    expect(() => find([['代码', '名称', 'code']])).toThrow(
      'A 列「代码」和 C 列「code」都是「代码」，请只留一列。',
    );
  });

  it('must hold what tells the rows apart', () => {
    expect(() => find([['名称', '层次', '课程代码']])).toThrow(
      /缺少「代码」（code）.*「课程代码」（是不是「代码」？）/,
    );
    expect(() => find([['规则', '成果代码']], 'rule-inputs')).toThrow(
      '「组」（group）、「成果类型」',
    );
  });

  it('is missed with a list of what it should hold', () => {
    expect(() => find([['姓名', '电话']])).toThrow(/「姓名」、「电话」[\s\S]*代码（code）/);
    expect(() => find([[], ['']])).toThrow('表里没有内容');
  });
});
