import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { workbookOf } from '../content-fixtures/importing.ts';
import {
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

let directory = '';
afterEach(() => removeContent(directory));

/** Runs the command as npm does, in a directory of the minimal content. */
function run(
  args: string[],
  { env = {}, node = [] }: { env?: NodeJS.ProcessEnv; node?: string[] } = {},
) {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, 'scripts/import.ts', ...args],
    { encoding: 'utf8', env: { ...process.env, CONTENT_DIR: directory, ...env } },
  );
  return { status, signal, stdout, stderr };
}

/** A file beside the content. */
function file(name: string, bytes: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}

const courses = () => readFileSync(join(directory, 'catalogs/courses.csv'));

function given() {
  directory = writeContent(minimalContent());
}

it('prints the changes field by field on a dry run, and writes nothing', async () => {
  given();
  const before = courses();
  const book = await workbookOf([
    ['代码', '名称', '层次', '资历等级', '银行学分', '课程性质', '生效日期', '来源', '备注'],
    ['C1', '计算机应用基础', '专科', '5', '3', '选修', '2026年1月5日', '测试', '甲'],
    ['0012', '新课', '本科', '6', '2.5', '选修', '', '文件', ''],
  ]);
  const { status, stdout, stderr } = run(['标准课程', file('课程.xlsx', book), '--dry-run']);
  expect(
    stdout.replace(/\d{4}-\d\d-\d\d\n/g, '今天\n'),
  ).toBe(`标准课程 ← 课程.xlsx：工作表「Sheet1」，表头在第 1 行，内容 2 行。
没有用到的列：「备注」。
「生效日期」列有 1 格按目录的写法读入，如第 2 行：2026年1月5日 → 今天
修改 C1 计算机应用基础（第 2 行）
    生效日期：（空） → 今天
    课程性质：必修 → 选修
    更新日期：2026-01-01 → 今天
新增 0012 新课（第 3 行）
    状态：现行
    层次：本科
    资历等级：6
    银行学分：2.5
    课程性质：选修
    来源：文件
    更新日期：今天
试运行，没有写入：新增 1 条，修改 1 条，不变 1 条。
`);
  expect(stderr).toBe('正在读取文件……\n正在核对各行……\n正在检查全部内容……\n');
  expect(status).toBe(0);
  expect(courses()).toEqual(before);
});

it('writes, and changes nothing the second time', () => {
  given();
  const path = file('a.csv', '代码,学时\r\nC1,54\r\n');
  expect(run(['courses', path])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/修改 1 条，不变 1 条。\n已写入 .*catalogs\/courses\.csv。\n$/),
  });
  const written = courses();
  expect(written.toString()).toMatch(/^\ufeffcode,[^\r]*\nC1,[^\n]*,54,/);
  expect(readdirSync(join(directory, 'catalogs')).filter((name) => name.startsWith('.'))).toEqual(
    [],
  );
  expect(run(['courses', path])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('没有变化（2 条都与目录里一样）。'),
  });
  expect(courses()).toEqual(written);
});

it('writes all or nothing', () => {
  given();
  const before = courses();
  const { status, stdout, stderr } = run(['courses', file('a.csv', '代码,学时\nC1,54\nC2,多\n')]);
  expect(stderr).toContain('第 3 行「学时」列（B3）：「多」应是整数');
  expect(stderr).toContain('共有 1 处要改，没有写入任何内容。');
  expect(stdout).not.toContain('修改');
  expect(status).toBe(1);
  expect(courses()).toEqual(before);
});

it('counts the rest of a long list', () => {
  given();
  const rows = Array.from({ length: 60 }, (_, i) => `N${i},新,专科,5,2,选修\n`).join('');
  const path = file('a.csv', `代码,名称,层次,资历等级,银行学分,课程性质\n${rows}`);
  const { stdout } = run(['courses', path, '--source', '文件甲']);
  expect(stdout.match(/^新增 N/gm)).toHaveLength(50);
  expect(stdout).toContain('还有 10 条没有列出');
  expect(stdout).toContain('新增 60 条，不变 2 条');
  expect(courses().toString()).toContain('文件甲');
});

it('leaves the old file when it is killed before the new one is in place', () => {
  given();
  const before = courses();
  const path = file('a.csv', '代码,学时\nC1,54\n');
  const die = `data:text/javascript,${encodeURIComponent(
    "import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; fs.promises.rename = () => process.kill(process.pid, 'SIGKILL'); syncBuiltinESMExports();",
  )}`;
  expect(run(['courses', path], { node: ['--import', die] }).signal).toBe('SIGKILL');
  expect(courses()).toEqual(before);
  expect(run(['courses', path]).status).toBe(0);
  expect(courses().toString()).toContain(',54,');
});

it('retires what the file does not name when asked', () => {
  given();
  const path = file('a.csv', '代码\nC2\n');
  const { stdout } = run(['courses', path, '--retire-missing']);
  expect(stdout).toContain('停用 C1 计算机应用基础\n    状态：现行 → 停用\n');
  expect(courses().toString()).toMatch(/^C1,.*,retired,/m);
});

it.each([
  ['nothing', [], {}, '要写明导入哪个目录'],
  ['an unknown catalog', ['课程', 'a.csv'], {}, '没有叫「课程」的目录'],
  ['an unknown option', ['courses', 'a.csv', '--force'], {}, '选项 --force 不认识'],
  ['a file name with a space', ['courses', '我的', '课程.xlsx'], {}, '用英文引号把文件名括起来'],
  [
    'the hyphens left out before the options',
    ['courses', 'a.csv'],
    { npm_config_dry_run: 'true' },
    '选项 --dry-run 没有生效',
  ],
])('explains itself when given %s', (_name, args, env, says) => {
  given();
  const { status, stderr } = run(args, { env });
  expect(stderr).toContain(says);
  expect(stderr).toMatch(
    /用法：npm run import -- [\s\S]*courses +标准课程[\s\S]*node-courses +网点课程对照/,
  );
  expect(status).toBe(1);
});

it.each([
  ['a file that is not there', 'none.csv', undefined, '找不到文件'],
  ['a PDF by another name', 'a.xlsx', '%PDF-1.7\n', '这是「PDF 文档」，不是表格'],
])('says what is wrong with %s, without a stack', (_name, name, bytes, says) => {
  given();
  const path = bytes === undefined ? join(directory, name) : file(name, bytes);
  const { status, stderr } = run(['courses', path]);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(1);
});

it('finds the file from where npm was started', () => {
  given();
  file('a.csv', '代码\nC1\n');
  expect(run(['courses', 'a.csv'], { env: { INIT_CWD: directory } }).stdout).toContain('没有变化');
});
