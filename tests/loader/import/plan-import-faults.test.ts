import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_ROWS } from '../../../site/loader/import/plan-import.ts';
import { type Change, cell } from '../../content-fixtures/fault-cases.ts';
import { rawWorkbook } from '../../content-fixtures/raw-workbook.ts';
import { faultsOf, given } from './given-bank.ts';

const NEW_COURSE = '代码,名称,层次,资历等级,银行学分,课程性质,来源\n';

describe('faults', () => {
  it('are all told at once, with row, column and cell, and nothing twice', async () => {
    const file = `标准课程,,,,,,,\n代码,名称,层次,资历等级,银行学分,课程性质,来源,生效日期,别名
N1,新,专科,5,三,选修,文件,46027,
,新,大专,5,3,选修,文件,,
N3,,专科,5,3,选修,文件,2026-02-30,甲、乙
N3,新,专科,9,3,选修,文件,,
c1,新,专科,5,3,选修,文件,,
`;
    expect(await faultsOf('courses', file)).toEqual([
      expect.stringMatching(/^第 3 行「生效日期」列（H3）：「46027」/),
      expect.stringMatching(/^第 3 行「银行学分」列（E3）：「三」应是数字/),
      expect.stringMatching(/^第 4 行「代码」列（A4）：必须填写/),
      expect.stringMatching(/^第 4 行「层次」列（C4）：「大专」不在/),
      expect.stringMatching(/^第 5 行「名称」列（B5）：必须填写/),
      expect.stringMatching(/^第 5 行「别名」列（I5）：有「、」/),
      expect.stringMatching(/^第 5 行「生效日期」列（H5）：没有 2026-02-30/),
      expect.stringMatching(/^第 6 行「代码」列（A6）：「N3」与第 5 行重复/),
      expect.stringMatching(/^第 6 行「资历等级」列（D6）：bank.yaml 里没有 9 级/),
      expect.stringMatching(/^第 7 行「代码」列（A7）：「c1」与目录里的「C1」只差大小写/),
    ]);
  });

  it('of one kind are one line with all their rows', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `N${i},新,专科,5,${i % 2 ? '三' : 2},选修,文件\n`,
    );
    const faults = await faultsOf('courses', NEW_COURSE + rows.join(''));
    expect(faults).toEqual([expect.stringMatching(/^第 3 行.*共 30 处，在第 3、5、7、.*、61 行/)]);
  });

  it('tell a code that lost its zeros', async () => {
    const file = '代码,学时\n12,30\n';
    expect(await faultsOf('courses', file, cell('courses', 1, 'code', '0012'))).toContainEqual(
      expect.stringMatching(/^第 2 行「代码」列（A2）：「12」开头少了 0，目录里是「0012」/),
    );
  });

  it('tell once which columns new rows lack', async () => {
    expect(await faultsOf('courses', '代码,名称\nC1,改\nN1,甲\nN2,乙\n')).toEqual([
      expect.stringMatching(
        /^第 3 行等 2 行在目录里找不到.*「层次」「资历等级」「银行学分」「课程性质」「来源」.*--source/,
      ),
    ]);
  });

  it('name references that lead nowhere, in the file and elsewhere', async () => {
    expect(
      await faultsOf('major-courses', '专业,标准课程,课程性质,学分,来源\nM1,K9,必修,3,测试\n'),
    ).toEqual([
      expect.stringMatching(
        /^第 2 行「标准课程」列（B2）：「K9」在标准课程（courses.csv）里找不到/,
      ),
    ]);
    expect(await faultsOf('courses', '代码,银行学分\nC1,2\n')).toEqual([
      expect.stringMatching(
        /^规则可得课程（catalogs\/rule-outputs.csv）第 2 行「转换学分」列：3 学分超过/,
      ),
    ]);
  });

  it('that the content had before do not block, and are counted', async () => {
    const broken: Change = (draft) => {
      cell('courses', 1, 'credits', '四')(draft);
      cell('branches', 0, 'district', '999999')(draft);
      draft.tables.courses.unshift({ ...draft.tables.courses[0], code: 'C0', hours: '一' });
    };
    const plan = await given(broken).plan('courses', '代码,学时\nC1,54\nC0,一\n');
    expect(plan.faults).toEqual([]);
    expect(plan.older).toBe(3);
    expect(plan.changes).toHaveLength(1);
  });

  it('that the content had before are known when their row has moved', async () => {
    const plan = await given(cell('major-courses', 1, 'credits', '四')).plan(
      'major-courses',
      '专业,标准课程\nM1,C2\n',
      { retireMissing: true },
    );
    expect(plan).toMatchObject({ faultCount: 0, older: 1, changes: [{ kind: 'removed' }] });
  });

  it('do not count what is still to be written in another file', async () => {
    const row = '名称,转换比例（%）,转换方式,来源\n';
    const plan = await given().plan('rules', `代码,${row}R2,新规则,100,免修免考,测试\n`);
    expect(plan.faults).toEqual([]);
    expect(plan.incomplete).toEqual([
      expect.stringMatching(/^第 2 行「代码」列（A2）：没有写需要什么成果/),
      expect.stringMatching(/^第 2 行「代码」列（A2）：没有写可得什么课程/),
    ]);
  });

  it('tell merged cells, but not those above the header or in columns that are not read', async () => {
    const text = (place: string, value: string) =>
      `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const bytes = rawWorkbook({
      rows: `<row r="1">${text('A1', '一览表')}</row><row r="2">${text('A2', '代码')}${text('B2', '学科')}${text('C2', '备注')}</row><row r="3">${text('A3', 'C1')}${text('B3', '信息')}${text('C3', '甲')}</row><row r="4">${text('A4', 'C2')}</row>`,
      after:
        '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B3:B4"/><mergeCell ref="C3:C4"/></mergeCells>',
    });
    expect(await faultsOf('courses', bytes)).toEqual([
      '第 3 行「学科」列（B3）：B3:B4 是合并的单元格，只有第一格有内容。请取消合并，再逐格填上',
    ]);
  });

  it('of the catalog file itself come first', async () => {
    const { directory, plan } = given();
    const path = join(directory, 'catalogs/courses.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace('credits', '学分'));
    await expect(plan('courses', '代码\nC1\n')).rejects.toThrow(
      'catalogs/courses.csv 现在就有问题',
    );
  });

  it.each([
    ['rows', `代码\n${'C1\n'.repeat(MOST_ROWS + 1)}`, '一次最多导入 100000 行'],
    ['content', '代码,名称\n\n,\n', '表头下面没有内容'],
  ])('tell too many or too few %s', async (_name, file, says) => {
    await expect(given().plan('courses', file)).rejects.toThrow(says);
  });

  it('tell a file that is too large, and a sheet asked of a text', async () => {
    await expect(given().plan('courses', Buffer.alloc(51 * 1024 * 1024))).rejects.toThrow('50 MB');
    await expect(given().plan('courses', '代码\nC1\n', { sheet: '甲' })).rejects.toThrow('--sheet');
  });
});
