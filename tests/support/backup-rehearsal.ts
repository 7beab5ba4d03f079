import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, inject } from 'vitest';
import type { Draft } from '#domain/content-answers.ts';
import { type MainProcess, startMain } from '../../scripts/bench/service/main-process.ts';
import { openPostgres } from '../../verify-api/db/open-postgres.ts';
import type { DemoAccount } from '../../verify-api/staff/demo-accounts.ts';
import { administer, withRows } from './database.ts';
import { makeRequest } from './factories.ts';
import { runScript } from './run-script.ts';
import { databaseUrl } from './set-up.ts';
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

export function browserOf(main: MainProcess, account: string, password: string): StaffBrowser {
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
  editor: { account: string; password: string; secret: string };
  draft: Draft;
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
  const editing = accounts.find(({ role }) => role === 'editor') as DemoAccount;
  const editor = await enrol(browserOf(main, editing.account, editing.password));
  const draft = await writeDraft(main, editor);
  const pdf = await fetchPdf(main, number, code);
  const jwks = await (await fetch(`${main.url}/.well-known/jwks.json`)).json();
  const person = { account, password: changed, secret };
  const written = { account: editor.account, password: editor.password, secret: editor.secret };
  return { number, code, pdf, jwks, ...person, editor: written, draft };
}

const DRAFTS = '/api/staff/content/drafts';
const ATTACHED = '附件的内容';

async function writeDraft(main: MainProcess, editor: StaffBrowser): Promise<Draft> {
  const created = await editor.call('POST', DRAFTS, { kind: 'news' });
  const { id } = (await created.json()) as Draft;
  const form = new FormData();
  form.set('file', new File([ATTACHED], '附件.txt'));
  const headers = { Cookie: editor.cookie() };
  const url = `${main.url}${DRAFTS}/${id}/files`;
  const attached = await fetch(url, { method: 'POST', headers, body: form });
  expect(attached.status, await attached.clone().text()).toBe(200);
  const { version } = (await attached.json()) as Draft;
  const body = { version, fields: { title: '没有发布的通知' }, body: '没有发布的正文' };
  const saved = await editor.call('PUT', `${DRAFTS}/${id}`, body);
  expect(saved.status).toBe(200);
  return (await saved.json()) as Draft;
}

async function signIn(main: MainProcess, person: Past['editor']): Promise<StaffBrowser> {
  const { account, password, secret } = person;
  const browser = browserOf(main, account, password);
  await browser.call('POST', '/api/staff/sign-in', { account, password });
  const signedIn = await browser.call('POST', '/api/staff/sign-in/code', { code: totp(secret) });
  expect(await signedIn.json()).toEqual({ next: 'home' });
  return browser;
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

  const editor = await signIn(main, past.editor);
  const draft = await editor.call('GET', `${DRAFTS}/${past.draft.id}`);
  expect(await draft.json()).toEqual(past.draft);
  const file = encodeURIComponent('附件.txt');
  const attached = await editor.call('GET', `${DRAFTS}/${past.draft.id}/files/${file}`);
  expect(await attached.text()).toBe(ATTACHED);

  const browser = await signIn(main, past);

  // New reports go on where the old ones ended: no number, index or sequence is used twice.
  const issued = await browser.call('POST', '/api/v1/reports', makeRequest());
  expect(issued.status).toBe(201);
}
