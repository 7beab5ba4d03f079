import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft, Publication } from '#domain/content-answers.ts';
import { type MainProcess, startMain } from '../../scripts/bench/service/main-process.ts';
import { freePort } from '../../scripts/bench/service/start-postgres.ts';
import type { DemoAccount } from '../../verify-api/staff/demo-accounts.ts';
import { smallBank } from '../scripts/build/small-bank.ts';
import { browserOf } from '../support/backup-rehearsal.ts';
import { childrenOf } from '../support/child-processes.ts';
import { freshPostgres } from '../support/database.ts';
import { enrol, type StaffBrowser } from '../support/staff.ts';

// The whole of it, once: the service, the desk's own processes, a real build, files and pages.
const bank = smallBank();
let dataDir: string;
let environment: Record<string, string>;
let main: MainProcess;
let removeDatabase: () => Promise<void>;
let people: Record<string, StaffBrowser>;

beforeAll(async () => {
  // The demonstration's reports need the demonstration's bank.
  bank.change('help/free.md', '费用', '费用与时间');
  bank.put('bank.yaml', readFileSync('content/bank.yaml', 'utf8').replace('steps: 2', 'steps: 1'));
  dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-publication-'));
  const fresh = await freshPostgres();
  removeDatabase = fresh.remove;
  const port = String(await freePort());
  environment = {
    ...{ PORT: port, DATA_DIR: dataDir, DATABASE_URL: fresh.database.url },
    ...{ CONTENT_DIR: bank.directory, DIST_DIR: bank.dist },
  };
  main = await startMain(environment, 'scripts/start.ts');
  const file = await readFile(path.join(dataDir, 'demo-staff.json'), 'utf8');
  people = {};
  for (const { account, password, role } of JSON.parse(file) as DemoAccount[]) {
    if (role !== 'issuer') people[role] = await enrol(browserOf(main, account, password));
  }
}, 300_000);
afterAll(async () => {
  await main?.end('SIGKILL');
  await removeDatabase?.();
  await rm(dataDir, { recursive: true, force: true });
  bank.clear();
});

const AT = '/api/staff/content';
async function ask<Answer>(role: string, method: string, at: string, body?: unknown) {
  const answer = await (people[role] as StaffBrowser).call(method, `${AT}/${at}`, body);
  if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
const page = async (at: string) => {
  const answer = await fetch(`${main.url}${at}`);
  return { status: answer.status, text: await answer.text() };
};

async function write(title: string, body: string, publishAt: string | null = null) {
  const { id } = await ask<Draft>('editor', 'POST', 'drafts', { kind: 'news' });
  const name = `${title}.csv`;
  const form = new FormData();
  form.set('file', new File([`标题\n${title}的附件\n`], name));
  const attached = await fetch(`${main.url}${AT}/drafts/${id}/files`, {
    method: 'POST',
    headers: { Cookie: people['editor']?.cookie() ?? '' },
    body: form,
  });
  expect(attached.status, await attached.clone().text()).toBe(200);
  const { version } = (await attached.json()) as Draft;
  const fields = {
    ...{ title, category: '通知公告', summary: `${title}的摘要。`, source: '测试' },
    attachments: [{ file: name, title: `${title}附件` }],
  };
  const saved = { version, fields, body, publishAt };
  return ask<Draft>('editor', 'PUT', `drafts/${id}`, saved);
}

async function approve({ id, version, faults }: Draft): Promise<Draft> {
  expect(faults).toEqual([]);
  await ask('editor', 'POST', `drafts/${id}/submission`, { version });
  return ask('reviewer', 'POST', `drafts/${id}/approval`, { version });
}

const publicationsOf = async ({ id }: Draft) => {
  const { publications } = await ask<{ publications: Publication[] }>(
    'editor',
    'GET',
    'publications',
  );
  return publications.filter(({ draft }) => draft === id).map(({ state }) => state);
};

/** Paths and contents of everything below the folder of builds. */
function everyPath(): { file: string; content: Buffer }[] {
  return readdirSync(bank.dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, content: readFileSync(file) }));
}

test('a notice is live after its approval, drafts are nowhere, and a withdrawal takes it off', async () => {
  const secret = await write('绝密草稿甲', '绝密草稿甲的正文。');
  const preview = await people['editor']?.call('GET', `${AT}/drafts/${secret.id}/preview`);
  expect(preview?.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'");
  expect(await preview?.text()).toContain('绝密草稿甲的正文。');
  const scheduled = await approve(await write('绝密定时乙', '正文。', '2090-01-01T00:00:00Z'));
  expect(scheduled.state).toBe('approved');

  const draft = await write(
    '关于公布名单的通知',
    '正文第一段。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
  );
  await approve(draft);
  const address = `/news/${draft.slug}/`;
  await expect.poll(async () => (await page(address)).status, { timeout: 60_000 }).toBe(200);
  const { text } = await page(address);
  expect(text).toContain('关于公布名单的通知');
  expect((await page('/')).text).toContain('关于公布名单的通知');
  expect((await page('/feed.xml')).text).toContain('关于公布名单的通知');
  await expect.poll(() => publicationsOf(draft), { timeout: 10_000 }).toEqual(['done']);

  const everything = everyPath();
  expect(everything.some(({ content }) => content.includes('关于公布名单的通知'))).toBe(true);
  for (const { file, content } of everything) {
    expect(file).not.toContain('绝密');
    for (const word of ['绝密草稿甲', '绝密定时乙', secret.slug ?? '', scheduled.slug ?? '']) {
      expect(content.includes(word), `${word}: ${file}`).toBe(false);
    }
  }
  expect(readdirSync(path.join(bank.directory, 'news')).join()).not.toContain('绝密');

  await ask('reviewer', 'POST', `entries/news/${draft.slug}/withdrawal`, { reason: '测试' });
  await expect.poll(async () => (await page(address)).status, { timeout: 60_000 }).toBe(404);
  expect((await page('/')).text).not.toContain('关于公布名单的通知');
  expect((await page('/feed.xml')).text).not.toContain('关于公布名单的通知');
}, 180_000);

test('killed while it builds, the service goes on where it was and ends with the page', async () => {
  const draft = await write('中途断电也要发布的通知', '正文。');
  const before = (await page('/')).text;
  await approve(draft);
  await expect
    .poll(() => publicationsOf(draft), { timeout: 30_000, interval: 20 })
    .toEqual(['running']);
  const children = childrenOf(main.child.pid as number);
  await main.end('SIGKILL');
  // Its desks see that it has gone.
  const gone = () => children.every((id) => !isAlive(id));
  await expect.poll(gone, { timeout: 30_000 }).toBe(true);
  main = await startMain(environment, 'scripts/start.ts');
  expect(before).not.toContain('中途断电也要发布的通知');
  await expect.poll(() => publicationsOf(draft), { timeout: 90_000 }).toEqual(['done']);
  await expect
    .poll(async () => (await page(`/news/${draft.slug}/`)).status, { timeout: 10_000 })
    .toBe(200);
  const published = await ask<Draft>('editor', 'GET', `drafts/${draft.id}`);
  expect(published.history.filter(({ kind }) => kind === 'published')).toHaveLength(1);
  expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([]);
}, 240_000);

test('a page that others lead to is not taken off, and they are named', async () => {
  bank.put('news/leads-there.md', leadsTo('/news/old/'));
  await expect
    .poll(async () => (await page('/news/leads-there/')).status, { timeout: 90_000 })
    .toBe(200);
  await ask('reviewer', 'POST', 'entries/news/old/withdrawal', { reason: '测试' });
  const failed = async () => {
    const list = await ask<{ publications: Publication[] }>('editor', 'GET', 'publications');
    return list.publications.find(({ title }) => title === '撤下：旧通知');
  };
  await expect.poll(async () => (await failed())?.state, { timeout: 60_000 }).toBe('failed');
  expect((await failed())?.faults[0]?.file).toBe('news/leads-there.md');
  expect((await page('/news/old/')).status).toBe(200);
}, 180_000);

test('a slip in the content does not keep reports from being verified after a restart', async () => {
  await main.end('SIGINT');
  bank.put('news/leads-there.md', leadsTo('/news/nowhere/'));
  main = await startMain(environment, 'scripts/start.ts');
  expect(main.said()).toContain('news/leads-there.md');
  expect(main.said()).toContain('先用上一次生成的');
  expect((await page('/news/leads-there/')).status).toBe(200);
  const { valid } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'));
  const verified = await fetch(`${main.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ number: valid.number }),
  });
  expect(verified.status).toBe(200);
  bank.put('news/leads-there.md', leadsTo('/news/'));
  const content = async () => (await page('/news/leads-there/')).text;
  await expect.poll(content, { timeout: 90_000 }).toContain('href="/news/"');
}, 240_000);

const leadsTo = (address: string) =>
  `---
title: 看那一篇
category: 通知公告
summary: 看那一篇。
publishedAt: 2026-11-01
source: 测试
---

看[那一篇](${address})，内容在那里。
`;

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
