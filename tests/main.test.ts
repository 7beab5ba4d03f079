import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type MainProcess, runMain, startMain } from '../scripts/bench/service/main-process.ts';
import { freePort } from '../scripts/bench/service/start-postgres.ts';
import type { DemoReports } from '../verify-api/reports/issue-demo-reports.ts';
import { freshPostgres } from './support/database.ts';
import { makeRequest } from './support/factories.ts';

let folder: string;
const running: MainProcess[] = [];
const start = async (environment: Record<string, string>) => {
  const main = await startMain(environment);
  running.push(main);
  return main;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-main-'));
});
afterAll(async () => {
  await Promise.all(running.map((main) => main.end('SIGKILL')));
  await rm(folder, { recursive: true });
});

async function verify(main: MainProcess, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${main.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

async function expectDemo(main: MainProcess, dataDir: string): Promise<DemoReports> {
  const file = path.join(dataDir, 'demo.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const demo = JSON.parse(await readFile(file, 'utf8')) as DemoReports;
  expect(main.said()).toContain(main.url.replace('127.0.0.1', 'localhost'));
  for (const [name, result] of [
    ['valid', 'valid'],
    ['revoked', 'revoked'],
    ['superseded', 'superseded'],
    ['successor', 'valid'],
  ] as const) {
    const { number, code } = demo[name];
    expect(await verify(main, { number, code }), name).toMatchObject({ result, demo: true });
  }
  for (const name of ['valid', 'revoked', 'superseded'] as const) {
    expect(main.said()).toContain(demo[name].code);
    expect(main.said().replaceAll(' ', '')).toContain(demo[name].number);
  }
  return demo;
}

describe('a demonstration on the embedded database', () => {
  test('makes keys and reports once, keeps a second process out, drains and starts again', async () => {
    const dataDir = path.join(folder, 'demo');
    const first = await start({ DATA_DIR: dataDir });
    const demo = await expectDemo(first, dataDir);

    const second = await runMain({ DATA_DIR: dataDir });
    expect(second.code).toBe(1);
    const lines = second.said.trim().split('\n');
    expect(lines.at(-1)).toContain(`正被另一个进程（PID ${first.child.pid}）使用`);
    expect(second.said).not.toContain('    at ');

    const key = (await readFile(path.join(dataDir, 'keys/bootstrap-api-key'), 'utf8')).trim();
    expect(first.said()).toContain('keys/bootstrap-api-key');
    expect(first.said()).not.toContain(key);
    const issued = await fetch(`${first.url}/api/v1/reports`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(makeRequest()),
    });
    expect(issued.status).toBe(201);
    const { number, code } = (await issued.json()) as { number: string; code: string };

    expect(await first.end('SIGTERM')).toBe(0);
    const again = await start({ DATA_DIR: dataDir });
    expect(await expectDemo(again, dataDir)).toEqual(demo);
    expect(again.said()).not.toContain('正在签发演示报告');
    expect(await verify(again, { number, code })).toMatchObject({ result: 'valid' });
    expect(await again.end('SIGINT')).toBe(0);
  }, 180_000);
});

describe('a demonstration on PostgreSQL', () => {
  test('issues its reports once for all processes, also after demo.json is lost', async () => {
    const { database, remove } = await freshPostgres();
    const dataDir = path.join(folder, 'postgres');
    const environment = {
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      SITE_URL: 'https://bank.example.cn',
    };
    const first = await start(environment);
    const demo = await expectDemo(first, dataDir);
    await rm(path.join(dataDir, 'demo.json'));
    const second = await start(environment);
    expect(await expectDemo(second, dataDir)).toEqual(demo);
    expect(await database.rows('select 1 from reports')).toHaveLength(4);

    const dataKey = path.join(dataDir, 'keys/data-key.json');
    const other = (await readFile(dataKey, 'utf8')).replace(/"1": "./, '"1": "_');
    await writeFile(dataKey, other.replace('_', 'z'));
    const third = await runMain(environment);
    expect(third).toMatchObject({ code: 1, said: expect.stringContaining('DATA_KEY_FILE') });
    expect(await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')])).toEqual([0, 0]);
    await remove();
  }, 180_000);
});

describe('a start that cannot be is told in one sentence', () => {
  const expectSentence = (ended: { code: number | null; said: string }, sentence: RegExp) => {
    expect(ended.code).toBe(1);
    expect(ended.said.trim().split('\n').at(-1)).toMatch(sentence);
    expect(ended.said).not.toContain('    at ');
  };

  test('a bad setting', async () => {
    expectSentence(await runMain({ PORT: 'x' }), /^环境变量 PORT 有误/);
  });

  test('production without what it needs', async () => {
    const { code, said } = await runMain({ NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(6);
    expect(said).toMatch(/SIGNING_KEY_FILE[\s\S]+DATABASE_URL[\s\S]+SITE_URL/);
  });

  test('a data folder that cannot be written', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const ended = await runMain({ DATA_DIR: path.join(file, 'data') });
    expectSentence(ended, /^数据目录 .+ 无法写入（ENOTDIR）/);
  });

  test.runIf(process.platform === 'linux')(
    'a data folder where not even root can write',
    async () => {
      const ended = await runMain({ DATA_DIR: '/proc/jixue' });
      expectSentence(ended, /^数据目录 .+ 无法写入（ENOENT）/);
    },
  );

  test('a content folder without bank.yaml, or with a wrong one', async () => {
    const content = path.join(folder, 'content');
    await mkdir(content);
    expectSentence(await runMain({ CONTENT_DIR: content }), /^无法读取 .+bank\.yaml（ENOENT）/);
    await writeFile(path.join(content, 'bank.yaml'), 'name: [');
    expectSentence(
      await runMain({ CONTENT_DIR: content }),
      /bank\.yaml 不是有效的 YAML（第 1 行）/,
    );
    await writeFile(path.join(content, 'bank.yaml'), 'name: 某行');
    expectSentence(await runMain({ CONTENT_DIR: content }), /bank\.yaml 的 .+ 有误/);
  });

  test('a text of the bank that no font can print', async () => {
    const content = path.join(folder, 'unprintable');
    await mkdir(content);
    const bank = await readFile('content/bank.yaml', 'utf8');
    const title = '  title: 主任😀';
    await writeFile(path.join(content, 'bank.yaml'), bank.replace(/^ {2}title: .+$/m, title));
    expectSentence(
      await runMain({ CONTENT_DIR: content, DATA_DIR: path.join(folder, 'unprintable-data') }),
      /bank\.yaml 的 signatory\.title 里，“😀”（U\+1F600）没有可用的字体，印不到报告上/,
    );
  });

  test('a port that is taken', async () => {
    const port = await freePort();
    const blocker = createServer().listen(port, '127.0.0.1');
    const { database, remove } = await freshPostgres();
    const ended = await runMain({
      DATA_DIR: path.join(folder, 'port'),
      DATABASE_URL: database.url,
      PORT: String(port),
    });
    blocker.close();
    await remove();
    expectSentence(ended, new RegExp(`^端口 ${port} 已被占用`));
  });

  test('a database that is not there', async () => {
    const nowhere = Object.assign(new URL(inject('postgresUrl')), { pathname: '/nowhere_at_all' });
    const ended = await runMain({
      DATA_DIR: path.join(folder, 'nowhere'),
      DATABASE_URL: nowhere.href,
    });
    expectSentence(ended, /^数据库 .+ 拒绝登录（3D000）/);
  });
});
