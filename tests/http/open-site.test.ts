import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Listening, listen } from '../../verify-api/http/listen.ts';
import { openSite } from '../../verify-api/http/open-site.ts';
import { beginRelease, rollBack } from '../../verify-api/publishing/releases.ts';
import { freshPostgres } from '../support/database.ts';
import { createTestService } from '../support/service.ts';

let dist: string;
let postgres: Awaited<ReturnType<typeof freshPostgres>>;
let listening: Listening | undefined;
const log: string[] = [];
beforeEach(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'jixue-open-site-'));
  postgres = await freshPostgres();
});
afterEach(async () => {
  await listening?.drain(1_000);
  await postgres.remove();
  await rm(dist, { recursive: true });
});

let second = 0;
/** A site of one file and one page made on demand, which asks the service for that file. */
async function build(text: string, code: string): Promise<string> {
  second += 1;
  const release = await beginRelease(dist, new Date(Date.UTC(2026, 10, 22, 4, 0, second)));
  for (const part of ['client', 'server']) mkdirSync(path.join(release.directory, part));
  writeFileSync(path.join(release.directory, 'client/index.html'), text);
  writeFileSync(path.join(release.directory, 'server/entry.mjs'), code);
  return release.publish();
}

const pageThat = (says: string) => `
globalThis.imported = (globalThis.imported ?? 0) + 1;
export async function handler(request, response, next, locals) {
  if (request.url !== '/search/') return next();
  const answer = await locals.api('http://internal/');
  response.end('${says} ' + (await answer.text()));
}`;

test('another release is served from the moment it is live, and a broken one never', async () => {
  await build('one', pageThat('first'));
  const site = await openSite({
    dist,
    siteUrl: 'http://localhost',
    log: (line) => log.push(line),
    lookEveryMs: 5,
  });
  if (site === undefined) throw new Error('there is a site');
  const service = await createTestService(postgres.database, { app: { site } });
  listening = await listen(service.app, { host: '127.0.0.1', port: 0 });
  const { port } = listening;
  const read = async (address: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${address}`);
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const served = async (file: string, page: string) => {
    await vi.waitFor(async () => expect(await read('/')).toBe(file), { timeout: 20_000 });
    expect(await read('/search/')).toBe(page);
  };
  await served('one', 'first one');

  // Nobody who asks meanwhile is turned away.
  let asked = 0;
  let over = false;
  const visitor = (async () => {
    for (; !over; asked += 1) expect(['one', 'two', 'three']).toContain(await read('/'));
  })();
  await build('two', pageThat('first'));
  await served('two', 'first two');
  // The same code is not imported again, for what is imported stays in memory.
  expect((globalThis as { imported?: number }).imported).toBe(1);
  await build('three', pageThat('second'));
  await served('three', 'second three');
  over = true;
  await visitor;
  expect(asked).toBeGreaterThan(0);

  const broken = await build('broken', 'export const = ;');
  await vi.waitFor(() => expect(log.join()).toContain(`error site ${broken}`), {
    timeout: 20_000,
  });
  await served('three', 'second three');
  await rollBack(dist);
  await rollBack(dist);
  await served('two', 'first two');
}, 120_000);
