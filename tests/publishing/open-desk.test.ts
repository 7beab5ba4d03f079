import { afterEach, expect, test } from 'vitest';
import { OperatorError } from '#domain/operator-error.ts';
import {
  type DeskOptions,
  type OpenDesk,
  openDesk,
} from '../../verify-api/publishing/open-desk.ts';

let desk: OpenDesk | undefined;
afterEach(() => desk?.close());

function open(limits: DeskOptions['limits'] = {}): OpenDesk {
  desk = openDesk({
    program: 'tests/support/desk-process.ts',
    cwd: process.cwd(),
    env: { CONTENT_DIR: '/content' },
    log: () => {},
    limits,
  });
  return desk;
}
const isGone = (id: number) => {
  try {
    process.kill(id, 0);
    return false;
  } catch {
    return true;
  }
};

test('answers several questions at once, each its own, from a process it starts when asked', async () => {
  const { listCatalogs, processIds } = open();
  expect(processIds()).toEqual([]);
  const [late, soon] = await Promise.all([
    listCatalogs({ directory: 'late' }),
    listCatalogs({ directory: 'soon' }),
  ]);
  expect([late[0]?.name, soon[0]?.name]).toEqual(['late', 'soon']);
  expect(processIds()).toHaveLength(1);
});

test('builds in another process, which is told nothing but what it needs', async () => {
  const { listCatalogs, buildRelease, processIds } = open();
  const [asked] = await listCatalogs({ directory: 'one' });
  const built = (await buildRelease({ directory: 'two' })) as { release: string };
  expect(processIds()).toHaveLength(2);
  expect(built.release).not.toBe(asked?.title);
  const { faults } = (await buildRelease({ directory: 'environment' })) as { faults: string[] };
  expect(faults.filter((name) => !name.startsWith('NODE_'))).toEqual(['CONTENT_DIR']);
});

test('passes on what the desk says to people, and the code of a system error', async () => {
  const { listCatalogs } = open();
  const told = await listCatalogs({ directory: 'fault' }).catch((error: unknown) => error);
  expect(told).toBeInstanceOf(OperatorError);
  expect((told as OperatorError).sentences).toEqual(['第一句。', '第二句。']);
  await expect(listCatalogs({ directory: 'full' })).rejects.toMatchObject({ code: 'ENOSPC' });
});

test('begins again after a crash, which answers unavailable to all that was asked', async () => {
  const { listCatalogs } = open();
  const [first] = await listCatalogs({ directory: 'one' });
  const lost = await Promise.allSettled([
    listCatalogs({ directory: 'silence' }),
    listCatalogs({ directory: 'crash' }),
  ]);
  for (const each of lost) {
    expect(each).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  }
  const [next] = await listCatalogs({ directory: 'two' });
  expect(next?.title).not.toBe(first?.title);
});

test('gives up on what takes too long, and on the process', async () => {
  const { listCatalogs, processIds } = open({ askMs: 2000 });
  await listCatalogs({ directory: 'one' });
  const [id = 0] = processIds();
  await expect(listCatalogs({ directory: 'silence' })).rejects.toMatchObject({
    code: 'unavailable',
  });
  await expect.poll(() => isGone(id)).toBe(true);
  expect((await listCatalogs({ directory: 'two' }))[0]?.name).toBe('two');
});

test('ends when it is closed, and when nothing is asked for a while', async () => {
  const idle = open({ idleMs: 50 });
  await idle.listCatalogs({ directory: 'one' });
  const [first = 0] = idle.processIds();
  await expect.poll(() => isGone(first)).toBe(true);
  expect((await idle.listCatalogs({ directory: 'two' }))[0]?.name).toBe('two');
  idle.close();

  const closed = open();
  await closed.listCatalogs({ directory: 'one' });
  const [id = 0] = closed.processIds();
  closed.close();
  await expect.poll(() => isGone(id)).toBe(true);
  await expect(closed.listCatalogs({ directory: 'one' })).rejects.toMatchObject({
    code: 'unavailable',
  });
});
