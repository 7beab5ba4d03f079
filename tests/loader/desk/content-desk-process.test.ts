import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it } from 'vitest';
import type { DeskCall, DeskReply, DeskRequest } from '#domain/content-desk.ts';

const child = fork('scripts/content-desk.ts', { serialization: 'advanced', stdio: 'inherit' });
afterAll(() => child.kill());
let last = 0;

async function ask(call: string, request: unknown): Promise<DeskReply> {
  last += 1;
  const id = last;
  const answered = new Promise<DeskReply>((resolve) => {
    const listen = (reply: DeskReply) => {
      if (reply.id !== id) return;
      child.off('message', listen);
      resolve(reply);
    };
    child.on('message', listen);
  });
  child.send({ id, call: call as DeskCall, request: request as DeskRequest['request'] });
  return answered;
}

it('answers each call under its own number, however many are under way', async () => {
  const replies = await Promise.all([
    ask('listEntries', { directory: 'content', kind: 'news' }),
    ask('readEntry', { directory: 'content', kind: 'news', slug: '../bank' }),
    ask('proposeSlug', { kind: 'help', title: '费用', day: '2026-11-22', taken: [] }),
    ask('checkDirectory', { directory: 'content', today: '2026-11-22' }),
    ask('listUnreferenced', { directory: 'content' }),
  ]);
  expect(replies).toEqual([
    { id: 1, answer: expect.arrayContaining([expect.objectContaining({ kind: 'news' })]) },
    { id: 2, answer: null },
    { id: 3, answer: 'feiyong' },
    { id: 4, answer: { faults: [], reminders: [] } },
    { id: 5, answer: [] },
  ]);
});

it('tells what went wrong, in Chinese where somebody can put it right, and goes on', async () => {
  const unknown = await ask('constructor', {});
  expect(unknown).toMatchObject({ error: { message: expect.stringContaining('no such call') } });
  const refused = await ask('writeCatalog', { directory: 'content', catalog: 'x', target: '/x' });
  expect(refused).toMatchObject({ error: { sentences: ['没有名为「x」的目录。'] } });
  const failed = await ask('checkFile', { path: '/nowhere', name: 'a.pdf', kind: 'news' });
  expect(failed).toMatchObject({ error: { code: 'ENOENT' } });
});

it('ends when the service does', async () => {
  const ended = once(child, 'exit');
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});
