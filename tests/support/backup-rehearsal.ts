import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { type MainProcess, startMain } from '../../scripts/bench/service/main-process.ts';
import { openPostgres } from '../../verify-api/db/open-postgres.ts';
import type { DemoAccount } from '../../verify-api/staff/demo-accounts.ts';
import { administer, withRows } from './database.ts';
import { makeRequest } from './factories.ts';
import { databaseUrl } from './postgres-server.ts';
import { runScript } from './run-script.ts';
import { enrol, openStaffBrowser, type StaffBrowser } from './staff.ts';
import { totp } from './totp.ts';

export const PASSPHRASE = '一句很长的 backup passphrase';
export const engines = ['pglite', 'postgres'] as const;
export type Environment = Record<string, string>;

/** A folder for the tests of one file, and what they start and make; cleared away after them. */
export function openRehearsal() {
  const running: MainProcess[] = [];
  const cleanups: (() => Promise<unknown>)[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'jixue-backup-'));
  let made = 0;
  afterEach(async () => {
    await Promise.all(running.splice(0).map((main) => main.end('SIGKILL')));
  });
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
    await rm(folder, { recursive: true });
  });

  return {
    folder,
    cleanups,
    /** A machine where nothing of ours has ever run: no database, no keys, no content. */
    async newMachine(engine: (typeof engines)[number]): Promise<Environment> {
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
    },
    async start(environment: Environment): Promise<MainProcess> {
      const main = await startMain(environment);
      running.push(main);
      return main;
    },
  };
}

export async function rowsOf(url: string, query: string) {
  const database = withRows(openPostgres(url), url);
  try {
    return await database.rows(query);
  } finally {
    await database.close();
  }
}

export const backup = (environment: Environment, file: string) =>
  runScript('backup', [file], { environment, input: `${PASSPHRASE}\n` });
export const restore = (environment: Environment, file: string, ...args: string[]) =>
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
export interface Past {
  number: string;
  code: string;
  pdf: Buffer;
  jwks: unknown;
  account: string;
  password: string;
  secret: string;
}

export async function fetchPdf(main: MainProcess, number: string, code: string): Promise<Buffer> {
  const answer = await fetch(`${main.url}/api/v1/reports/${number}/pdf`, {
    headers: { 'X-Verification-Code': code },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

export async function live(main: MainProcess, dataDir: string): Promise<Past> {
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
  const pdf = await fetchPdf(main, number, code);
  const jwks = await (await fetch(`${main.url}/.well-known/jwks.json`)).json();
  return { number, code, pdf, jwks, account, password: changed, secret };
}

export async function expectAllAsBefore(main: MainProcess, past: Past): Promise<void> {
  const verified = await fetch(`${main.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ number: past.number, code: past.code }),
  });
  expect(await verified.json()).toMatchObject({ level: 'full', result: 'valid' });
  expect((await fetchPdf(main, past.number, past.code)).equals(past.pdf)).toBe(true);
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
