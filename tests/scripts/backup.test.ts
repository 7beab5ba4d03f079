import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type MainProcess, startMain } from '../../scripts/bench/service/main-process.ts';
import type { DemoAccount } from '../../verify-api/staff/demo-accounts.ts';
import { administer } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { databaseUrl } from '../support/postgres-server.ts';
import { runScript } from '../support/run-script.ts';
import { enrol, openStaffBrowser, type StaffBrowser } from '../support/staff.ts';
import { totp } from '../support/totp.ts';

const PASSPHRASE = '一句很长的 backup passphrase';
const engines = ['pglite', 'postgres'] as const;
type Engine = (typeof engines)[number];
type Environment = Record<string, string>;

let folder: string;
let made = 0;
const cleanups: (() => Promise<unknown>)[] = [];
const running: MainProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-backup-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((main) => main.end('SIGKILL')));
});
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
  await rm(folder, { recursive: true });
});

/** A machine where nothing of ours has ever run: no database, no keys, no content. */
async function newMachine(engine: Engine): Promise<Environment> {
  made += 1;
  const home = path.join(folder, `machine-${made}`);
  await mkdir(home);
  const places = { DATA_DIR: path.join(home, 'data'), CONTENT_DIR: path.join(home, 'content') };
  if (engine === 'pglite') return places;
  const server = inject('postgresUrl');
  const name = `jixue_backup_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  cleanups.push(() => administer(server, `drop database ${name} with (force)`));
  return { ...places, DATABASE_URL: databaseUrl(server, name) };
}

async function start(environment: Environment): Promise<MainProcess> {
  const main = await startMain(environment);
  running.push(main);
  return main;
}

const backup = (environment: Environment, file: string) =>
  runScript('backup', [file], { environment, input: `${PASSPHRASE}\n` });
const restore = (environment: Environment, file: string, ...args: string[]) =>
  runScript('restore', [file, ...args], { environment, input: `${PASSPHRASE}\n` });

function browserOf(main: MainProcess, account: string, password: string): StaffBrowser {
  const call = (
    method: string,
    address: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${main.url}${address}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return openStaffBrowser({ call }, account, password, account);
}

/** What a bank has before it loses its machine. */
interface Past {
  number: string;
  code: string;
  pdf: Buffer;
  jwks: unknown;
  account: string;
  password: string;
  secret: string;
}

async function issuePdf(main: MainProcess, number: string, code: string): Promise<Buffer> {
  const answer = await fetch(`${main.url}/api/v1/reports/${number}/pdf`, {
    headers: { 'X-Verification-Code': code },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

async function live(main: MainProcess, dataDir: string): Promise<Past> {
  const key = (await readFile(path.join(dataDir, 'keys/bootstrap-api-key'), 'utf8')).trim();
  const issued = await fetch(`${main.url}/api/v1/reports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(makeRequest()),
  });
  expect(issued.status).toBe(201);
  const { number, code } = (await issued.json()) as { number: string; code: string };
  const accounts = JSON.parse(
    await readFile(path.join(dataDir, 'demo-staff.json'), 'utf8'),
  ) as DemoAccount[];
  const { account, password } = accounts[0] as DemoAccount;
  const { password: changed, secret } = await enrol(browserOf(main, account, password));
  const pdf = await issuePdf(main, number, code);
  const jwks = await (await fetch(`${main.url}/.well-known/jwks.json`)).json();
  return { number, code, pdf, jwks, account, password: changed, secret };
}

async function expectAllAsBefore(main: MainProcess, past: Past): Promise<void> {
  const verified = await fetch(`${main.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ number: past.number, code: past.code }),
  });
  expect(await verified.json()).toMatchObject({ level: 'full', result: 'valid' });
  expect((await issuePdf(main, past.number, past.code)).equals(past.pdf)).toBe(true);
  expect(await (await fetch(`${main.url}/.well-known/jwks.json`)).json()).toEqual(past.jwks);

  const browser = browserOf(main, past.account, past.password);
  const { account, password } = past;
  await browser.call('POST', '/api/staff/sign-in', { account, password });
  const code = totp(past.secret);
  const signedIn = await browser.call('POST', '/api/staff/sign-in/code', { code });
  expect(await signedIn.json()).toEqual({ next: 'home' });

  // New reports go on where the old ones ended: no number, index or sequence is used twice.
  const issued = await browser.call('POST', '/api/v1/reports', makeRequest());
  expect(issued.status).toBe(201);
}

describe.each(engines)('a bank on %s', (engine) => {
  let past: Past;
  let environment: Environment;
  const file = () => path.join(folder, `${engine}.jxb`);

  test('is backed up with all it has', async () => {
    environment = await newMachine(engine);
    const { DATA_DIR = '', CONTENT_DIR = '' } = environment;
    await mkdir(CONTENT_DIR);
    await cp('content/bank.yaml', path.join(CONTENT_DIR, 'bank.yaml'));
    await mkdir(path.join(CONTENT_DIR, 'news'));
    await writeFile(path.join(CONTENT_DIR, 'news/一则.md'), '新闻');
    const main = await start(environment);
    past = await live(main, DATA_DIR);
    if (engine === 'pglite') {
      const refused = await backup(environment, file());
      expect(refused.code).toBe(1);
      expect(refused.said).toContain('请先停止它');
      await main.end('SIGTERM');
    }
    const done = await backup(environment, file());
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('报告 5 份') });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.part'));
    const bytes = await readFile(file());
    for (const secret of ['BEGIN PRIVATE KEY', 'masterKeys', '演示签发员', '浦东分部']) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
    expect((await backup(environment, file())).said).toContain('已经存在，没有覆盖');
    const checked = await restore(environment, file(), '--check');
    expect(checked).toMatchObject({ code: 0, said: expect.stringContaining('备份完好') });
  }, 180_000);

  test.each(engines)(
    'lives on, restored to %s on another machine',
    async (target) => {
      const elsewhere = await newMachine(target);
      const restored = await restore(elsewhere, file());
      expect(restored.said).toContain('恢复完成');
      expect(restored.code).toBe(0);
      const { CONTENT_DIR = '', DATA_DIR = '' } = elsewhere;
      expect(await readFile(path.join(CONTENT_DIR, 'news/一则.md'), 'utf8')).toBe('新闻');
      expect((await stat(path.join(DATA_DIR, 'keys/data-key.json'))).mode & 0o777).toBe(0o600);
      const main = await start(elsewhere);
      expect(main.said()).not.toContain('正在签发演示报告');
      await expectAllAsBefore(main, past);
      const again = await restore(elsewhere, file());
      expect(again.code).toBe(1);
      expect(again.said).toMatch(target === 'postgres' ? /不是空的/ : /正被另一个进程/);
    },
    180_000,
  );
});

describe('a backup that cannot be restored', () => {
  const file = () => path.join(folder, 'pglite.jxb');
  let elsewhere: Environment;
  const expectNothing = async () => {
    const { DATA_DIR = '', CONTENT_DIR = '' } = elsewhere;
    for (const directory of [DATA_DIR, CONTENT_DIR]) {
      expect(await readdir(directory).catch(() => [])).toEqual([]);
    }
  };

  test('leaves nothing behind', async () => {
    elsewhere = await newMachine('pglite');
    const wrong = await runScript('restore', [file()], {
      environment: elsewhere,
      input: 'another passphrase\n',
    });
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('口令不对') });

    const bytes = await readFile(file());
    const altered = path.join(folder, 'altered.jxb');
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] as number) ^ 1;
    const cases: [Uint8Array, RegExp][] = [
      [bytes.subarray(0, -1), /不完整，或者被改动过/],
      [bytes.subarray(0, 1000), /开头已损坏/],
      [flipped, /不完整，或者被改动过/],
      [Buffer.from('PK nothing of ours'), /不是积学的备份/],
      [Buffer.from('JIXUE BACKUP 2\n'), /更新版本的程序/],
      [Buffer.from(bytes.toString('latin1').replace('"rows":5', '"rows":6'), 'latin1'), /口令不对/],
    ];
    for (const [content, sentence] of cases) {
      await writeFile(altered, content);
      const refused = await restore(elsewhere, altered);
      expect(refused.code).toBe(1);
      expect(refused.said).toMatch(sentence);
      expect(refused.said).not.toContain('    at ');
    }
    expect((await restore(elsewhere, path.join(folder, 'nowhere'))).said).toContain('ENOENT');
    await expectNothing();
  }, 180_000);

  test('because another key lies in its place names it', async () => {
    elsewhere = await newMachine('pglite');
    const keys = path.join(elsewhere['DATA_DIR'] ?? '', 'keys');
    await mkdir(keys, { recursive: true });
    await writeFile(path.join(keys, 'data-key.json'), 'another');
    const refused = await restore(elsewhere, file());
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('data-key.json') });
    expect(await readdir(elsewhere['DATA_DIR'] ?? '')).toEqual(['keys']);
    expect(await readFile(path.join(keys, 'data-key.json'), 'utf8')).toBe('another');
  }, 60_000);
});

describe('content that is there already', () => {
  test('stays, or is moved aside when asked', async () => {
    const elsewhere = await newMachine('pglite');
    const { CONTENT_DIR = '', DATA_DIR = '' } = elsewhere;
    await mkdir(CONTENT_DIR);
    await writeFile(path.join(CONTENT_DIR, 'own.md'), '自己的');
    const kept = await restore(elsewhere, path.join(folder, 'pglite.jxb'));
    expect(kept).toMatchObject({ code: 0, said: expect.stringContaining('--content') });
    expect(await readdir(CONTENT_DIR)).toEqual(['own.md']);

    await rm(path.join(DATA_DIR, 'pglite'), { recursive: true });
    const replaced = await restore(elsewhere, path.join(folder, 'pglite.jxb'), '--content');
    expect(replaced.said).toMatch(/原有的内容已移到/);
    expect((await readdir(CONTENT_DIR)).toSorted()).toEqual(['bank.yaml', 'news']);
    const [aside = ''] = (await readdir(path.dirname(CONTENT_DIR))).filter((name) =>
      name.startsWith('content.before-restore-'),
    );
    expect(await readdir(path.join(path.dirname(CONTENT_DIR), aside))).toEqual(['own.md']);
  }, 120_000);
});

test('without a passphrase, or with a short one, nothing is written', async () => {
  const environment = await newMachine('pglite');
  const file = path.join(folder, 'never.jxb');
  const none = await runScript('backup', [file], { environment });
  expect(none).toMatchObject({ code: 1, said: expect.stringContaining('BACKUP_PASSPHRASE_FILE') });
  const short = await runScript('backup', [file], { environment, input: 'short\n' });
  expect(short).toMatchObject({ code: 1, said: expect.stringContaining('口令太短') });
  const secret = path.join(folder, 'passphrase');
  await writeFile(secret, `${PASSPHRASE}\n`);
  const nothing = await runScript('backup', [file], {
    environment: { ...environment, BACKUP_PASSPHRASE_FILE: secret },
  });
  expect(nothing).toMatchObject({ code: 1, said: expect.stringContaining('没有内置数据库') });
  expect(await readdir(folder)).not.toContain('never.jxb');
});
