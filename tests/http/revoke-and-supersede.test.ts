import { expect, test } from 'vitest';
import type { ReportRecord } from '#domain/report-answers.ts';
import type { FullAnswer, SummaryAnswer } from '#domain/verification.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';

const revoke = (service: TestService, number: string, body: unknown = { reason: 'other' }) =>
  service.call('POST', `/api/v1/reports/${number}/revocation`, { headers: asIssuer, body });
const post = (service: TestService, body: unknown) =>
  service.call('POST', '/api/v1/reports', { headers: asIssuer, body });

describeOnEachDatabase('revoking', (database) => {
  test('shows at the very next verification, with its public reason only', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    service.setTime(new Date('2026-12-01T00:00:00Z'));
    const answer = await revoke(service, number, { reason: 'materials-untrue', note: '内部备注' });
    expect(answer.status).toBe(200);
    expect((await answer.json()) as ReportRecord).toMatchObject({
      result: 'revoked',
      version: 2,
      revocation: { reason: 'materials-untrue', reasonLabel: '材料不实', note: '内部备注' },
      changedAt: '2026-12-01T00:00:00.000Z',
    });
    const expected = {
      result: 'revoked',
      reason: 'materials-untrue',
      reasonLabel: '材料不实',
      changedOn: '2026-12-01',
    };
    const summary = await (await service.verify({ number })).text();
    expect(JSON.parse(summary) as SummaryAnswer).toMatchObject(expected);
    const full = await (await service.verify({ number, code })).text();
    expect(JSON.parse(full) as FullAnswer).toMatchObject(expected);
    expect(summary + full).not.toContain('内部备注');
  });

  test('twice is refused, also when both come at once', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    const both = await Promise.all([revoke(service, number), revoke(service, number)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const again = await revoke(service, number);
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'already-revoked' });
    const events = `select 1 from events where kind = 'revoked' and number = '${number}'`;
    expect(await database().rows(events)).toHaveLength(1);
  });

  test('needs a reason of the list, a number that exists and a key', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    const bad = await revoke(service, number, { reason: 'because' });
    expect(bad.status).toBe(422);
    expect(await bad.json()).toMatchObject({ faults: [{ path: '$.reason' }] });
    expect((await revoke(service, '32264817392055164350')).status).toBe(404);
    expect((await revoke(service, '123')).status).toBe(422);
    const keyless = await service.call('POST', `/api/v1/reports/${number}/revocation`, {
      body: { reason: 'other' },
    });
    expect(keyless.status).toBe(401);
    expect(await (await service.verify({ number })).json()).toMatchObject({ result: 'valid' });
  });
});

describeOnEachDatabase('superseding', (database) => {
  test('links both ways', async () => {
    const service = await createTestService(database());
    const request = makeRequest();
    const old = await service.issue(request);
    const next = await service.issue({ ...request, supersedes: old.number });
    expect(
      await (await service.verify({ number: old.number, code: old.code })).json(),
    ).toMatchObject({ result: 'superseded', supersededBy: next.number, changedOn: '2026-11-22' });
    expect(await (await service.verify({ number: old.number })).json()).not.toHaveProperty(
      'supersededBy',
    );
    expect(
      await (await service.verify({ number: next.number, code: next.code })).json(),
    ).toMatchObject({ result: 'valid', report: { supersedes: old.number } });
  });

  test('of a superseded, a revoked or an unknown report is refused', async () => {
    const service = await createTestService(database());
    const old = await service.issue();
    await service.issue(makeRequest({ supersedes: old.number }));
    const twice = await post(service, makeRequest({ supersedes: old.number }));
    expect(twice.status).toBe(409);
    expect(await twice.json()).toMatchObject({ code: 'cannot-supersede' });

    const revoked = await service.issue();
    await revoke(service, revoked.number);
    expect((await post(service, makeRequest({ supersedes: revoked.number }))).status).toBe(409);

    const unknown = await post(service, makeRequest({ supersedes: '32264817392055164350' }));
    expect(unknown.status).toBe(422);
    expect(await unknown.json()).toMatchObject({ faults: [{ path: '$.supersedes' }] });
  });

  test('twice at once succeeds once', async () => {
    const service = await createTestService(database());
    const old = await service.issue();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => post(service, makeRequest({ supersedes: old.number }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  test('and revoking at once leaves one of two consistent ends', async () => {
    const service = await createTestService(database());
    const old = await service.issue();
    const [issued, revoked] = await Promise.all([
      post(service, makeRequest({ supersedes: old.number })),
      revoke(service, old.number),
    ]);
    expect(revoked.status).toBe(200);
    expect([201, 409]).toContain(issued.status);
    const record = await service.call('GET', `/api/v1/reports/${old.number}`, {
      headers: asIssuer,
    });
    const { number } = (await issued.json()) as { number?: string };
    expect(await record.json()).toMatchObject({ result: 'revoked', supersededBy: number ?? null });
  });

  test('does not keep the old one from being revoked', async () => {
    const service = await createTestService(database());
    const old = await service.issue();
    const next = await service.issue(makeRequest({ supersedes: old.number }));
    expect((await revoke(service, old.number)).status).toBe(200);
    expect(
      await (await service.verify({ number: old.number, code: old.code })).json(),
    ).toMatchObject({ result: 'revoked', supersededBy: next.number });
  });
});
