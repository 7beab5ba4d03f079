import { expect, test } from 'vitest';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeCourse, makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';

interface Line {
  line: number;
  idempotencyKey: string | null;
  status: number;
  number?: string;
  error?: { code: string; faults?: unknown[] };
}

let made = 0;
const row = (report: unknown = makeRequest()) => {
  made += 1;
  return { idempotencyKey: `row-${made}`, report };
};

async function send(service: TestService, rows: unknown[]): Promise<Line[]> {
  const body = rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const answer = await service.call('POST', '/api/v1/reports/batch', {
    body,
    headers: { ...asIssuer, 'Content-Type': 'application/x-ndjson' },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('application/x-ndjson');
  const lines = (await answer.text()).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Line).sort((one, two) => one.line - two.line);
}

describeOnEachDatabase('a batch', (database) => {
  test('issues every row, and a bad one fails alone', async () => {
    const service = await createTestService(database());
    const good = row();
    const lines = await send(service, [
      good,
      '{"idempotencyKey": ',
      row(makeRequest({ outcomes: [] })),
      { report: makeRequest() },
      { ...row(), extra: 1 },
      row({ ...makeRequest(), outcomes: [makeCourse({ title: '𰻞𰻞面' })] }),
      '',
      { ...good, report: makeRequest() },
      row(),
    ]);
    expect(lines.map(({ line, status, error }) => [line, status, error?.code])).toEqual([
      [1, 201, undefined],
      [2, 400, 'invalid-json'],
      [3, 422, 'validation-failed'],
      [4, 422, 'validation-failed'],
      [5, 422, 'validation-failed'],
      [6, 422, 'unprintable-characters'],
      [8, 409, 'idempotency-conflict'],
      [9, 201, undefined],
    ]);
    expect(lines[0]?.idempotencyKey).toBe(good.idempotencyKey);
    expect(lines[3]?.idempotencyKey).toBeNull();
  });

  test('sent again, whole or in part, answers the same and issues nothing twice', async () => {
    const service = await createTestService(database());
    const rows = Array.from({ length: 30 }, () => row());
    const first = await send(service, rows.slice(0, 12));
    const all = await send(service, rows);
    expect(all.map(({ status }) => status)).toEqual(rows.map((_, at) => (at < 12 ? 200 : 201)));
    expect(all.slice(0, 12).map(({ number }) => number)).toEqual(first.map(({ number }) => number));
    expect(new Set(all.map(({ number }) => number)).size).toBe(30);
  });

  test('tells of each row before the last is done', async () => {
    const held = Promise.withResolvers<void>();
    const service = await createTestService(database());
    const { printer } = service.reports;
    let printed = 0;
    const slow = await createTestService(database(), {
      app: {
        batch: {
          atOnce: 1,
          printer: {
            ...printer,
            async print(input) {
              printed += 1;
              if (printed === 2) await held.promise;
              return printer.print(input);
            },
          },
        },
      },
    });
    const answer = await slow.call('POST', '/api/v1/reports/batch', {
      body: [row(), row()].map((one) => JSON.stringify(one)).join('\n'),
      headers: { ...asIssuer, 'Content-Type': 'application/x-ndjson' },
    });
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    expect(JSON.parse(first)).toMatchObject({ line: 1, status: 201 });
    held.resolve();
    const second = new TextDecoder().decode((await reader.read()).value);
    expect(JSON.parse(second)).toMatchObject({ line: 2, status: 201 });
    expect((await reader.read()).done).toBe(true);
  });

  test('is refused whole when it is no NDJSON, too long, or nobody’s', async () => {
    const service = await createTestService(database());
    const post = (body: string, headers: Record<string, string>) =>
      service.call('POST', '/api/v1/reports/batch', { body, headers });
    const ndjson = { 'Content-Type': 'application/x-ndjson' };
    expect((await post('', ndjson)).status).toBe(401);
    expect((await post('{}', { ...asIssuer, 'Content-Type': 'text/plain' })).status).toBe(415);
    const long = await post('{}\n'.repeat(10_001), { ...asIssuer, ...ndjson });
    expect(long.status).toBe(413);
    expect(await long.json()).toMatchObject({ detail: expect.stringContaining('10000') });
    const { status } = await service.call('GET', '/api/v1/reports/batch', { headers: asIssuer });
    expect(status).toBe(405);
  });
});
