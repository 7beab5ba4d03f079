import { expect, test } from 'vitest';
import type { ReportPage } from '#domain/report-answers.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeHolder, makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';

async function list(service: TestService, query: Record<string, string>): Promise<ReportPage> {
  const path = `/api/v1/reports?${new URLSearchParams(query)}`;
  return (await service.call('GET', path, { headers: asIssuer })).json() as Promise<ReportPage>;
}
const numbers = (page: ReportPage) => page.reports.map(({ number }) => number);

describeOnEachDatabase('the list of reports', (database) => {
  test('finds by number, by whole name and by whole ID number', async () => {
    const service = await createTestService(database());
    const holder = makeHolder({ name: '欧阳䶮' });
    const first = await service.issue(makeRequest({ holder }));
    const second = await service.issue(makeRequest({ holder }));
    await service.issue();
    expect(numbers(await list(service, { q: first.number }))).toEqual([first.number]);
    for (const q of ['欧阳䶮', ' 欧阳䶮 ', holder.idNumber, holder.idNumber.toLowerCase()]) {
      expect(numbers(await list(service, { q })), q).toEqual([second.number, first.number]);
    }
    for (const q of ['欧阳', '欧', holder.idNumber.slice(0, 17), '\u0000']) {
      expect(numbers(await list(service, { q })), q).toEqual([]);
    }
  });

  test('finds by type, by office and by the days of issue in China, both included', async () => {
    const service = await createTestService(database());
    const office = '只此一处分部';
    service.setTime(new Date('2026-11-22T15:59:59Z'));
    const first = await service.issue(makeRequest({ office }));
    service.setTime(new Date('2026-11-22T16:00:00Z'));
    const second = await service.issue(makeRequest({ office, type: 'original-transcript' }));
    const found = async (query: object) => numbers(await list(service, { office, ...query }));
    expect(await found({})).toEqual([second.number, first.number]);
    expect(await found({ type: 'certification' })).toEqual([first.number]);
    expect(await found({ to: '2026-11-22' })).toEqual([first.number]);
    expect(await found({ from: '2026-11-23' })).toEqual([second.number]);
    expect(await found({ from: '2026-11-22', to: '2026-11-23' })).toHaveLength(2);
    expect(await found({ from: '2026-11-24' })).toEqual([]);
  });

  test.each([{ office: 'a\u0000' }, { type: 'x' }, { from: '2026-02-30' }, { to: '昨天' }])(
    'a filter that cannot be meant is refused: %j',
    async (query) => {
      const service = await createTestService(database());
      const path = `/api/v1/reports?${new URLSearchParams(query as Record<string, string>)}`;
      expect((await service.call('GET', path, { headers: asIssuer })).status).toBe(422);
    },
  );

  test('shows the holder’s name, never the whole ID number or the code', async () => {
    const service = await createTestService(database());
    const request = makeRequest();
    const { number, code } = await service.issue(request);
    const page = await list(service, { q: number });
    expect(page.reports[0]?.credential?.holder.name).toBe(request.holder.name);
    const text = JSON.stringify(page);
    for (const secret of [request.holder.idNumber, code, code.replaceAll('-', '')]) {
      expect(text).not.toContain(secret);
    }
  });

  test('filters by the state of today', async () => {
    const service = await createTestService(database());
    const holder = makeHolder();
    const issue = (overrides = {}) => service.issue(makeRequest({ holder, ...overrides }));
    const valid = await issue();
    const ends = await issue({ validUntil: '2026-11-30' });
    const revoked = await issue();
    const old = await issue();
    const next = await issue({ supersedes: old.number });
    await service.call('POST', `/api/v1/reports/${revoked.number}/revocation`, {
      headers: asIssuer,
      body: { reason: 'holder-request' },
    });
    service.setTime(new Date('2026-12-01T12:00:00Z'));
    const of = async (status: string) =>
      numbers(await list(service, { q: holder.idNumber, status })).sort();
    expect(await of('valid')).toEqual([valid.number, next.number].sort());
    expect(await of('expired')).toEqual([ends.number]);
    expect(await of('revoked')).toEqual([revoked.number]);
    expect(await of('superseded')).toEqual([old.number]);
  });

  test('takes an empty condition for an absent one', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    for (const query of ['q=&status=&page=1', 'q=&status=&page=', 'q=%20&status=%20']) {
      const answer = await service.call('GET', `/api/v1/reports?${query}`, { headers: asIssuer });
      expect(answer.status, query).toBe(200);
      const page = (await answer.json()) as ReportPage;
      expect(page.page).toBe(1);
      expect(numbers(page), query).toContain(number);
    }
  });

  test('comes in pages, newest first', async () => {
    const service = await createTestService(database());
    const holder = makeHolder();
    const issued: string[] = [];
    for (let at = 0; at < 21; at += 1) {
      issued.unshift((await service.issue(makeRequest({ holder }))).number);
    }
    const first = await list(service, { q: holder.name });
    const second = await list(service, { q: holder.name, page: '2' });
    expect(first).toMatchObject({ page: 1, pageSize: 20, hasMore: true });
    expect(second).toMatchObject({ page: 2, hasMore: false });
    expect([...numbers(first), ...numbers(second)]).toEqual(issued);
  });

  test.each([
    ['status', 'gone'],
    ['page', '0'],
    ['page', '-1'],
    ['page', '1e9'],
    ['page', '5001'],
    ['q', 'x'.repeat(201)],
  ])('refuses %s=%s', async (name, value) => {
    const service = await createTestService(database());
    const path = `/api/v1/reports?${new URLSearchParams({ [name]: value })}`;
    const answer = await service.call('GET', path, { headers: asIssuer });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ faults: [{ path: `$.${name}` }] });
  });
});
