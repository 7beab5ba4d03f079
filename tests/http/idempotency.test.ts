import { expect, test } from 'vitest';
import type { IssueAnswer } from '#domain/report-answers.ts';
import type { ReportDependencies } from '../../verify-api/reports/report-dependencies.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeCourse, makeRequest } from '../support/factories.ts';
import { fakePrinter } from '../support/fake-printer.ts';
import { asIssuer, bank, createTestService, type TestService } from '../support/service.ts';

let keys = 0;
const newKey = () => `key-${++keys}`;
const post = (service: TestService, key: string, body: unknown) =>
  service.call('POST', '/api/v1/reports', {
    headers: { ...asIssuer, 'Idempotency-Key': key },
    body,
  });

describeOnEachDatabase('an idempotency key', (database) => {
  const count = async () =>
    (await database().rows('select count(*)::int as n from reports'))[0]?.['n'] as number;

  test('sent again with the same request gets the same answer', async () => {
    const service = await createTestService(database());
    const key = newKey();
    const request = makeRequest();
    const first = await post(service, key, request);
    expect(first.status).toBe(201);
    service.setTime(new Date('2026-12-01T00:00:00Z'));
    const again = await post(service, key, request);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(await first.json());
  });

  test('sent again after the last day of validity gets the same answer', async () => {
    const service = await createTestService(database());
    service.setTime(new Date('2026-11-22T15:59:58Z'));
    const key = newKey();
    const request = makeRequest({ validUntil: '2026-11-22' });
    const first = await post(service, key, request);
    expect(first.status).toBe(201);
    service.setTime(new Date('2026-11-22T16:00:05Z'));
    expect((await post(service, newKey(), request)).status).toBe(422);
    const again = await post(service, key, request);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(await first.json());
  });

  test.each<[string, Partial<ReportDependencies>]>([
    ['the bank recognises the kind no longer', { bank: { ...bank, outcomeTaxonomy: [] } }],
    ['a font is gone', { printer: { ...fakePrinter, unprintable: () => ['浦'] } }],
  ])('sent again when %s gets the same answer', async (_, changed) => {
    const before = await createTestService(database());
    const after = await createTestService(database(), { reports: changed });
    const key = newKey();
    const request = makeRequest();
    const first = await post(before, key, request);
    expect(first.status).toBe(201);
    expect((await post(after, newKey(), request)).status).toBe(422);
    const again = await post(after, key, request);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(await first.json());
  });

  test('compares what requests say, not how they are written', async () => {
    const service = await createTestService(database());
    const key = newKey();
    const request = makeRequest({ outcomes: [makeCourse({ credits: 3 })] });
    await post(service, key, request);
    const reordered = Object.fromEntries(Object.entries(request).reverse());
    const rewritten = JSON.stringify({ ...reordered, validUntil: null, conversions: [] }, null, 2)
      .replace('"credits": 3', '"credits": 3.00')
      .replace('浦东分部', '  浦东分部 ');
    expect((await post(service, key, rewritten)).status).toBe(200);
  });

  test('sent with another request is refused', async () => {
    const service = await createTestService(database());
    const key = newKey();
    const request = makeRequest();
    await post(service, key, request);
    const other = await post(service, key, { ...request, office: '静安分部' });
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'idempotency-conflict' });
  });

  test('sent ten times at once makes one report', async () => {
    const service = await createTestService(database());
    const before = await count();
    const key = newKey();
    const request = makeRequest();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(service, key, request)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    const bodies = await Promise.all(
      answers.map((answer) => answer.json() as Promise<IssueAnswer>),
    );
    expect(new Set(bodies.map(({ number, code }) => `${number} ${code}`)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('sent at once with two requests makes one report and one refusal', async () => {
    const service = await createTestService(database());
    const key = newKey();
    const answers = await Promise.all([
      post(service, key, makeRequest()),
      post(service, key, makeRequest()),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('sent again for a request that supersedes is answered, not refused', async () => {
    const service = await createTestService(database());
    const old = await service.issue();
    const key = newKey();
    const request = makeRequest({ supersedes: old.number });
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(service, key, request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect((await post(service, key, request)).status).toBe(200);
  });

  test('of a refused request stays free', async () => {
    const service = await createTestService(database());
    const key = newKey();
    expect((await post(service, key, makeRequest({ office: '' }))).status).toBe(422);
    expect((await post(service, key, makeRequest())).status).toBe(201);
  });

  test('may be used again after 30 days', async () => {
    const service = await createTestService(database());
    const key = newKey();
    await post(service, key, makeRequest());
    service.setTime(new Date('2026-12-22T03:04:04Z'));
    expect((await post(service, key, makeRequest())).status).toBe(409);
    service.setTime(new Date('2026-12-22T03:04:06Z'));
    const later = makeRequest();
    expect((await post(service, key, later)).status).toBe(201);
    expect((await post(service, key, later)).status).toBe(200);
  });

  test('belongs to the API key that sent it', async () => {
    const service = await createTestService(database());
    const another = { id: 'key:another', name: '另一个', permissions: new Set(['issue'] as const) };
    const other = await createTestService(database(), {
      app: { access: { byKey: async () => another, bySession: async () => undefined } },
    });
    const key = newKey();
    expect((await post(service, key, makeRequest())).status).toBe(201);
    expect((await post(other, key, makeRequest())).status).toBe(201);
  });

  test.each(['', ' ', 'a b', 'x'.repeat(256)])('written as "%s" is refused', async (key) => {
    const service = await createTestService(database());
    const answer = await post(service, key, makeRequest());
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ faults: [{ path: 'Idempotency-Key' }] });
  });
});
