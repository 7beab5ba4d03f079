import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../scripts/bench/service/start-postgres.ts';
import { listen } from '../../verify-api/http/listen.ts';
import { freshPostgres } from '../support/database.ts';
import { createTestService } from '../support/service.ts';

let postgres: Awaited<ReturnType<typeof freshPostgres>>;
beforeAll(async () => {
  postgres = await freshPostgres();
});
afterAll(() => postgres.remove());

test('ends with the answers that are under way, and keeps nothing open', async () => {
  const slow = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const { app } = await createTestService(postgres.database);
  app.get('/slow', async (c) => {
    asked.resolve();
    await slow.promise;
    return c.text('done');
  });
  const other = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${other.port}`;
  await (await fetch(`${url}/healthz`)).text();
  const answer = fetch(`${url}/slow`);
  await asked.promise;
  const drained = other.drain(60_000);
  slow.resolve();
  expect((await answer).headers.get('Connection')).toBe('close');
  expect(await (await answer).text()).toBe('done');
  await drained;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
});

test('on a port that is taken is told in one sentence', async () => {
  const { app } = await createTestService(postgres.database);
  const port = await freePort();
  const blocker = createServer().listen(port, '127.0.0.1');
  await once(blocker, 'listening');
  await expect(listen(app, { host: '127.0.0.1', port })).rejects.toThrow(`端口 ${port} 已被占用`);
  blocker.close();
});
