import { afterEach, expect, test } from 'vitest';
import { createQueueWorker, type QueueWorker } from '../../verify-api/db/queue-worker.ts';

/** Longer than any test lasts: the worker does not look by itself. */
const NEVER = 3_600_000;

let worker: QueueWorker;
afterEach(() => worker.stop());

type Task = () => Promise<void> | void;

function workerFor(queue: Task[], nextLookMs: () => Promise<number> | number = () => NEVER): void {
  worker = createQueueWorker(
    {
      clock: () => new Date('2026-11-22T04:00:00Z'),
      random: (length) => new Uint8Array(length),
      leaseMs: 1000,
    },
    {
      nextLookMs,
      paused: () => {},
      async takeOne() {
        const next = queue.shift();
        await next?.();
        return next !== undefined;
      },
    },
  );
}

test('does what is in the queue in order, one at a time', async () => {
  const done: string[] = [];
  const slowly = (name: string) => async () => {
    done.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    done.push(`${name} ends`);
  };
  workerFor([slowly('one'), slowly('two')]);
  worker.wake();
  worker.wake();
  await worker.idle();
  expect(done).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
});

test('looks again by itself after the time it is told', async () => {
  const queue: Task[] = [];
  let looks = 0;
  workerFor(queue, () => (looks++ === 0 ? 5 : NEVER));
  worker.wake();
  await worker.idle();
  await new Promise<void>((resolve) => queue.push(resolve));
});

test('what fails pauses it until it is woken', async () => {
  const done: string[] = [];
  const fails = () => {
    throw new Error('the database is gone');
  };
  workerFor([fails, () => void done.push('task')]);
  worker.wake();
  await worker.idle();
  expect(done).toEqual([]);
  worker.wake();
  await worker.idle();
  expect(done).toEqual(['task']);
});

test('a waking while it asks how long to wait is not lost', async () => {
  const queue: Task[] = [];
  const done: string[] = [];
  workerFor(queue, () => {
    if (done.length === 0) {
      queue.push(() => void done.push('task'));
      worker.wake();
    }
    return NEVER;
  });
  worker.wake();
  await worker.idle();
  expect(done).toEqual(['task']);
});

test('takes up nothing more once it is stopped', async () => {
  const done: string[] = [];
  workerFor([() => void worker.stop(), () => void done.push('task')]);
  worker.wake();
  await worker.idle();
  worker.wake();
  await worker.idle();
  expect(done).toEqual([]);
});
