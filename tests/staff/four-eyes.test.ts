import { expect, test } from 'vitest';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeHolder, makeRequest } from '../support/factories.ts';
import { asIssuer, bank, createTestService } from '../support/service.ts';
import { type StaffBrowser, signedInAs } from '../support/staff.ts';

const PREPARED = '/api/staff/prepared';

interface Prepared {
  prepared: { id: string; state: string; number: string | null; note: string | null };
  warnings: { number: string }[];
}

async function prepare(person: StaffBrowser, request: object = makeRequest()): Promise<Prepared> {
  const answer = await person.call('POST', PREPARED, request);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Prepared;
}

describeOnEachDatabase('four eyes', (database) => {
  const withFourEyes = () =>
    createTestService(database(), { reports: { bank: { ...bank, fourEyes: true } } });

  test('where the bank asks for it, nobody issues alone; keys of other systems do', async () => {
    const service = await withFourEyes();
    const issuer = await signedInAs(service, 'issuer');
    const alone = await issuer.call('POST', '/api/v1/reports', makeRequest());
    expect(alone.status).toBe(409);
    expect(await alone.json()).toMatchObject({ code: 'needs-release' });
    await service.issue();
  });

  test('what one prepares another releases, and it is issued once', async () => {
    const service = await withFourEyes();
    const issuer = await signedInAs(service, 'issuer');
    const [first, second] = [
      await signedInAs(service, 'reviewer'),
      await signedInAs(service, 'reviewer'),
    ];
    const request = makeRequest();
    const { prepared } = await prepare(issuer, request);
    const path = `${PREPARED}/${prepared.id}`;
    expect(await (await first.call('GET', path)).json()).toMatchObject({
      prepared: { state: 'waiting' },
      request: { holder: request.holder },
    });
    expect((await issuer.call('POST', `${path}/release`, {})).status).toBe(403);
    const answers = await Promise.all([
      first.call('POST', `${path}/release`, {}),
      second.call('POST', `${path}/release`, {}),
    ]);
    const made = await Promise.all(
      answers.filter(({ status }) => status === 201).map((answer) => answer.json()),
    );
    expect(made.length).toBeGreaterThan(0);
    const numbers = new Set(made.map(({ number }) => number));
    expect(numbers.size).toBe(1);
    const [row] = await database().rows(
      `select count(*)::int as reports from reports where number = '${[...numbers][0]}'`,
    );
    expect(row).toEqual({ reports: 1 });
    const again = await first.call('POST', `${path}/release`, {});
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'already-decided' });
  });

  test('nobody releases their own work', async () => {
    const service = await withFourEyes();
    const reviewer = await signedInAs(service, 'reviewer');
    const { prepared } = await prepare(reviewer);
    const answer = await reviewer.call('POST', `${PREPARED}/${prepared.id}/release`, {});
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'own-work' });
  });

  test('a reviewer returns it with a reason, its author takes it back', async () => {
    const service = await withFourEyes();
    const issuer = await signedInAs(service, 'issuer');
    const reviewer = await signedInAs(service, 'reviewer');
    const returned = await prepare(issuer);
    const path = `${PREPARED}/${returned.prepared.id}`;
    expect((await reviewer.call('POST', `${path}/return`, { note: ' ' })).status).toBe(422);
    expect((await reviewer.call('POST', `${path}/return`, { note: '甲\u0000' })).status).toBe(422);
    const answer = await reviewer.call('POST', `${path}/return`, { note: '缺少成绩单原件' });
    expect(await answer.json()).toMatchObject({ state: 'returned', note: '缺少成绩单原件' });

    const own = await prepare(issuer);
    const other = await signedInAs(service, 'issuer');
    const withdrawal = `${PREPARED}/${own.prepared.id}/withdrawal`;
    expect((await other.call('POST', withdrawal)).status).toBe(403);
    expect((await issuer.call('POST', withdrawal)).status).toBe(200);
    expect((await issuer.call('POST', withdrawal)).status).toBe(409);
    const decided = (await (await issuer.call('GET', `${PREPARED}?state=decided`)).json()) as {
      prepared: { id: string }[];
    };
    expect(decided.prepared.map(({ id }) => id)).toEqual(
      expect.arrayContaining([returned.prepared.id, own.prepared.id]),
    );
  });

  test('warns of a like report of the same person, and keeps the content sealed', async () => {
    const service = await withFourEyes();
    const issuer = await signedInAs(service, 'issuer');
    const holder = makeHolder();
    const { number } = await service.issue(makeRequest({ holder }));
    const { warnings } = await prepare(issuer, makeRequest({ holder }));
    expect(warnings).toMatchObject([{ number }]);
    const rows = JSON.stringify(
      await database().rows('select *, encode(sealed, $$escape$$) as text from prepared_reports'),
    );
    expect(rows).not.toContain(holder.name);
    expect(rows).not.toContain(holder.idNumber);
  });

  test.each(['x', '../../etc', '%00', 'a'.repeat(12)])('there is no %s', async (id) => {
    const service = await withFourEyes();
    const reviewer = await signedInAs(service, 'reviewer');
    const path = `${PREPARED}/${encodeURIComponent(id)}`;
    expect((await reviewer.call('GET', path)).status).toBe(404);
    expect((await reviewer.call('POST', `${path}/release`, {})).status).toBe(404);
  });
});

describeOnEachDatabase('warnings', (database) => {
  test('name standing reports of the same type, and a replay says the same', async () => {
    const service = await createTestService(database());
    const holder = makeHolder();
    const first = await service.issue(makeRequest({ holder }));
    expect(first.warnings).toBeUndefined();
    await service.issue(makeRequest({ holder, type: 'original-transcript' }));
    const headers = { 'Idempotency-Key': 'warned-1' };
    const request = makeRequest({ holder });
    const second = await service.issue(request, headers);
    expect(second.warnings).toMatchObject([{ code: 'like-report', number: first.number }]);
    await service.issue(makeRequest({ holder }));
    const replay = await service.call('POST', '/api/v1/reports', {
      body: request,
      headers: { ...asIssuer, ...headers },
    });
    expect(await replay.json()).toEqual(second);
    const next = await service.issue(makeRequest({ holder, supersedes: first.number }));
    expect(next.warnings?.map(({ number }) => number)).not.toContain(first.number);
  });

  test('a preview shows the report and makes none', async () => {
    const service = await createTestService(database());
    const preview = await service.call('POST', '/api/v1/reports/preview', {
      body: makeRequest(),
      headers: asIssuer,
    });
    expect(preview.headers.get('Content-Type')).toBe('application/pdf');
    expect(await preview.text()).toMatch(/^%PDF-1.7\npreview/);
    const faulty = await service.call('POST', '/api/v1/reports/preview', {
      body: makeRequest({ outcomes: [] }),
      headers: asIssuer,
    });
    expect(faulty.status).toBe(422);
  });
});
