import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TableName } from '../../../site/loader/schemas/tables.ts';
import { type Change, cell, empty, repeat, without } from '../../content-fixtures/fault-cases.ts';
import { type Options, TODAY } from '../../content-fixtures/importing.ts';
import { faultsOf, given } from './given-bank.ts';

/** The fields of the only change. */
async function changeOf(name: TableName, file: string, options?: Options, change?: Change) {
  const { changes, faults } = await given(change).plan(name, file, options);
  expect(faults).toEqual([]);
  expect(changes).toHaveLength(1);
  return changes[0];
}

const NEW_COURSE = '代码,名称,层次,资历等级,银行学分,课程性质,来源\n';

describe('a row of the file', () => {
  it('changes the fields that differ, and the day of the change', async () => {
    expect(await changeOf('courses', '代码,学时,状态\nC1,54,现行\n')).toEqual({
      kind: 'changed',
      label: 'C1 计算机应用基础',
      row: 2,
      fields: [
        { column: 'hours', from: '', to: '54' },
        { column: 'updatedAt', from: '2026-01-01', to: TODAY },
      ],
    });
  });

  it('keeps the day that the file gives, and says so when it is the old one', async () => {
    const { changes, notices } = await given().plan(
      'courses',
      '代码,学时,更新日期\nC1,54,2026/1/1\nC2,72,2026/5/1\n',
    );
    expect(changes.map(({ fields }) => fields.map(({ column }) => column))).toEqual([
      ['hours'],
      ['hours', 'updatedAt'],
    ]);
    expect(notices).toEqual([expect.stringMatching(/^第 2 行内容改了，更新日期还是/)]);
  });

  it('changes nothing where it only writes the same in another way', async () => {
    const plan = await given(cell('courses', 0, 'effectiveFrom', '2026-01-05')).plan(
      'courses',
      '代码,银行学分,状态,生效日期\nC1,３.０,现行,2026年1月5日\n',
    );
    expect(plan).toMatchObject({ changes: [], unchanged: 2, faultCount: 0 });
    expect(plan.rewritten).toContainEqual(
      '「生效日期」列有 1 格按目录的写法读入，如第 2 行：2026年1月5日 → 2026-01-05',
    );
  });

  it('changes nothing where the catalog writes the same in another way', async () => {
    const { changes } = await given(cell('courses', 0, 'credits', '3.0')).plan(
      'courses',
      '代码,银行学分\nC1,3\n',
    );
    expect(changes).toEqual([]);
  });

  it('empties a field by an empty cell, but not what a row cannot be without', async () => {
    const change = await changeOf(
      'courses',
      '代码,状态,别名,来源,更新日期\nC1,,,,\n',
      {},
      cell('courses', 0, 'aliases', '甲|乙'),
    );
    expect(change?.fields).toEqual([
      { column: 'aliases', from: '甲|乙', to: '' },
      { column: 'updatedAt', from: '2026-01-01', to: TODAY },
    ]);
  });

  it('is added with defaults when its code is new', async () => {
    const change = await changeOf('courses', `${NEW_COURSE}0012,新课,专科,5,2,选修,文件\n`);
    expect(change).toMatchObject({ kind: 'added', label: '0012 新课', row: 2 });
    expect(change?.fields).toContainEqual({ column: 'status', from: '', to: 'current' });
    expect(change?.fields).toContainEqual({ column: 'updatedAt', from: '', to: TODAY });
    expect(change?.fields.map(({ column }) => column)).not.toContain('sampleFields');
  });

  it('takes its source from the command where it has none', async () => {
    const file = `${NEW_COURSE}N1,新课,专科,5,2,选修,\nC1,计算机应用基础,专科,5,3,必修,\n`;
    expect(await faultsOf('courses', file)).toEqual([
      '第 2 行「来源」列（G2）：必须填写，不能空着',
    ]);
    const change = await changeOf('courses', file, { source: '文件甲' });
    expect(change?.fields).toContainEqual({ column: 'source', from: '', to: '文件甲' });
  });

  it('is passed over when only columns that are not read hold anything', async () => {
    const { changes, reading } = await given().plan('courses', '序号,代码\n1,C1\n2,\n3,\n');
    expect(changes).toEqual([]);
    expect(reading).toEqual([
      'UTF-8 编码，逗号分隔，表头在第 1 行，内容 1 行。',
      '没有用到的列：「序号」。',
    ]);
  });

  it('of a relation is known by all that makes it what it is', async () => {
    const file =
      '规则,组,成果类型,成果代码,原始课程名称,最低成绩,来源\nR1,1,证书,X1,,60,测试\nR1,1.0,证书,X2,,,测试\n';
    const { changes, faults } = await given().plan('rule-inputs', file);
    expect(faults).toEqual([]);
    expect(changes).toMatchObject([
      {
        kind: 'changed',
        label: 'R1 · 1 · certificate · X1',
        fields: [{ column: 'minimumScore', from: '', to: '60' }],
      },
      { kind: 'added', label: 'R1 · 1 · certificate · X2' },
    ]);
  });
});

describe('the file that is written', () => {
  it('keeps the place and the bytes of rows that did not change', async () => {
    const { directory, plan, text } = given(cell('courses', 1, 'name', '大学英语'));
    const odd = text('courses').replace('大学英语', '"大学英语"').replaceAll('\n', '\r\n');
    writeFileSync(join(directory, 'catalogs/courses.csv'), odd);
    const made = await plan(
      'courses',
      `${NEW_COURSE}N1,"新,课",专科,5,2,选修,文件\nC1,改,专科,5,3,必修,测试\n`,
    );
    const [header, first, second, third, end] = made.text.split('\n');
    expect(`\ufeff${header}\r\n`).toBe(odd.slice(0, odd.indexOf('\n') + 1));
    expect(first).toMatch(/^C1,改,/);
    expect(odd).toContain(`${second}\r\n`);
    expect(third).toMatch(/^N1,"新,课",/);
    expect(end).toBe('');
  });

  it('gains a column only when something is in it', async () => {
    const { directory, plan } = given();
    const short =
      '\ufeffcode,name,status,district,source,updatedAt\nB1,浦东分部,current,310115,测试,2026-01-01\n';
    writeFileSync(join(directory, 'catalogs/branches.csv'), short);
    expect((await plan('branches', '代码,名称,电话\nB1,东,\n')).text).toMatch(
      /^code,name,status,district,source,updatedAt\nB1,东,/,
    );
    expect((await plan('branches', '代码,电话\nB1,021-1\n')).text).toBe(
      `code,name,status,district,source,updatedAt,phone\nB1,浦东分部,current,310115,测试,${TODAY},021-1\n`,
    );
  });

  it('is made where there was none', async () => {
    const { directory, plan } = given(empty('branches'));
    rmSync(join(directory, 'catalogs/branches.csv'));
    const { text, faults } = await plan('branches', '代码,名称,所在区,来源\nB9,西,310115,测试\n');
    expect(faults).toEqual([]);
    expect(text.split('\n')[0]).toContain('code,name,aliases');
    expect(text).toContain('B9,西,,,current,');
  });
});

describe('what the file does not name', () => {
  const file = '代码\nC2\n';

  it('stays', async () => {
    expect(await given().plan('courses', file)).toMatchObject({ changes: [], unchanged: 2 });
  });

  it('is retired as of today when asked, once', async () => {
    const { run, text } = given();
    const { changes } = await run('courses', file, { retireMissing: true });
    expect(changes).toEqual([
      {
        kind: 'retired',
        label: 'C1 计算机应用基础',
        row: undefined,
        fields: [
          { column: 'status', from: 'current', to: 'retired' },
          { column: 'effectiveTo', from: '', to: TODAY },
          { column: 'updatedAt', from: '2026-01-01', to: TODAY },
        ],
      },
    ]);
    const before = text('courses');
    const again = await run('courses', file, { retireMissing: true, today: '2026-07-01' });
    expect(again.changes).toEqual([]);
    expect(text('courses')).toBe(before);
  });

  it('is not brought back by being named again, which is said', async () => {
    const { plan } = given(cell('courses', 0, 'status', 'retired'));
    expect((await plan('courses', '代码\nC1\n')).notices).toEqual([
      expect.stringMatching(/^第 2 行在目录里是停用状态/),
    ]);
    expect((await plan('courses', '代码,状态\nC1,现行\n')).changes).toHaveLength(1);
  });

  it('of a relation is taken out and listed', async () => {
    const { changes, text } = await given().plan(
      'major-courses',
      '专业,标准课程,课程性质,学分,来源\nM1,C2,必修,4,测试\n',
      { retireMissing: true },
    );
    expect(changes).toEqual([{ kind: 'removed', label: 'M1 · C1', fields: [] }]);
    expect(text).not.toContain('M1,C1');
  });

  it('may not be taken out when something is left unfinished by it', async () => {
    const file = '规则,组,成果类型,成果代码,来源\nR2,1,证书,X1,测试\n';
    const { consequences, faults } = await given((draft) =>
      draft.tables.rules.push({ ...draft.tables.rules[0], code: 'R2' }),
    ).plan('rule-inputs', file, { retireMissing: true });
    expect([...faults, ...consequences]).toEqual([
      expect.stringMatching(
        /^转换规则（catalogs\/rules.csv）第 2 行「代码」列：没有写需要什么成果/,
      ),
    ]);
  });
});

describe('notices', () => {
  it('tell a value that is marked as a sample and was changed', async () => {
    const { notices } = await given(cell('courses', 0, 'sampleFields', 'hours')).plan(
      'courses',
      '代码,学时\nC1,54\n',
    );
    expect(notices).toEqual([expect.stringMatching(/^第 2 行改了标着「示例」的内容/)]);
  });

  it('tell question marks that a GBK file may have made', async () => {
    const gbk = Buffer.concat([
      Buffer.from('code,', 'ascii'),
      Buffer.from('c3fbb3c6', 'hex'),
      Buffer.from('\nC1,?', 'ascii'),
      Buffer.from('bcc6cbe3bbfa', 'hex'),
    ]);
    const { notices, changes } = await given().plan('courses', gbk);
    expect(changes[0]?.fields[0]?.to).toBe('?计算机');
    expect(notices).toEqual([expect.stringMatching(/^第 2 行有问号/)]);
  });

  it('are none where nothing is odd', async () => {
    expect(
      (await given(repeat('courses', 0, { code: 'C3' })).plan('courses', '代码\nC1\n')).notices,
    ).toEqual([]);
    expect(
      (await given(without('news/first.md')).plan('courses', '代码,学时\nC1,1\n')).faults,
    ).toEqual([]);
  });
});
