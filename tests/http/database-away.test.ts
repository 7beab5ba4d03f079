import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../scripts/bench/service/start-postgres.ts';
import type { Database } from '../../verify-api/db/client.ts';
import { openDatabase } from '../../verify-api/db/open-database.ts';
import { type TestDatabase, withRows } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';

let server: PostgresServer;
let database: Database;
let observed: TestDatabase;
let service: TestService;

beforeAll(async () => {
  server = await startPostgres();
  database = await openDatabase({ databaseUrl: server.url, dataDir: '' });
  observed = withRows(database, server.url);
  service = await createTestService(database);
});
afterAll(async () => {
  await database.close();
  await server.remove();
});

async function expectCannotVerify(number: string, code: string) {
  for (const body of [{ number }, { number, code }]) {
    const answer = await service.verify(body);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).not.toBeNull();
    expect(await answer.json()).toMatchObject({
      code: 'cannot-verify',
      detail: expect.stringContaining('不表示报告不真实'),
    });
  }
  expect((await service.call('GET', '/readyz')).status).toBe(503);
  expect((await service.call('GET', '/healthz')).status).toBe(200);
}

test('a database that is gone is "could not check", and is used again when it is back', async () => {
  const { number, code } = await service.issue();
  for (let round = 0; round < 3; round += 1) {
    await server.crash();
    await expectCannotVerify(number, code);
    const refused = await service.call('POST', '/api/v1/reports', {
      headers: asIssuer,
      body: makeRequest(),
    });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' });

    await server.start();
    await expect
      .poll(async () => (await service.call('GET', '/readyz')).status, { timeout: 10_000 })
      .toBe(200);
    expect((await service.verify({ number, code })).status).toBe(200);
    await service.issue();
  }
  expect(service.log.join('\n')).toContain('cannot-verify');
});

test('a database that does not answer is "could not check" too', async () => {
  const { number, code } = await service.issue();
  const backends = await observed.rows(
    "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'",
  );
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [server.pid(), ...backends.map(({ pid }) => pid)]) {
      process.kill(pid as number, name);
    }
  };
  signal('SIGSTOP');
  try {
    const answers = await Promise.all([
      service.verify({ number, code }),
      service.verify({ number }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  } finally {
    signal('SIGCONT');
  }
  await expect
    .poll(async () => (await service.verify({ number, code })).status, { timeout: 10_000 })
    .toBe(200);
});

test('a database that cannot be reached at start is told in one sentence without the password', async () => {
  const databaseUrl = 'postgres://someone:geheim@127.0.0.1:1/jixue';
  await expect(openDatabase({ databaseUrl, dataDir: '' })).rejects.toThrow(
    /^无法连接数据库 127\.0\.0\.1:1（ECONNREFUSED）/,
  );
  await expect(openDatabase({ databaseUrl, dataDir: '' })).rejects.not.toThrow(/geheim/);
});
