import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshPostgres } from '../support/database.ts';

let dataDir: string;
let postgres: Awaited<ReturnType<typeof freshPostgres>>;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-staff-'));
  postgres = await freshPostgres();
});
afterAll(async () => {
  await postgres.remove();
  await rm(dataDir, { recursive: true });
});

function run(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/staff.ts', ...args],
      { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: postgres.database.url } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

test('the terminal adds the first administrator and helps whoever is locked out', async () => {
  const added = await run('add', 'wangmin', '--name', '王敏', '--role', 'administrator');
  expect(added).toMatchObject({ code: 0, said: expect.stringContaining('初始密码') });
  const again = await run('add', 'wangmin', '--name', '王敏', '--role', 'administrator');
  expect(again).toMatchObject({ code: 1, said: expect.stringContaining('已经有人使用') });
  expect((await run('list')).said).toContain('wangmin\t王敏\t管理员\t\t还没有绑定动态口令');
  expect(await run('reset-two-factor', 'wangmin')).toMatchObject({ code: 0 });
  const reset = await run('reset-password', 'WANGMIN');
  expect(reset).toMatchObject({ code: 0, said: expect.stringContaining('初始密码') });
  expect((await run('disable', 'wangmin')).said).toContain('最后一个管理员');
  expect(await run('reset-password', 'nobody')).toEqual({ code: 1, said: '没有账号 nobody。\n' });
}, 90_000);

test.each([[[]], [['help']], [['list', '--wrong']], [['dance', 'wangmin']]])(
  '%j shows how',
  async (args) => {
    expect((await run(...args)).said).toContain('npm run staff -- add <账号>');
  },
);
