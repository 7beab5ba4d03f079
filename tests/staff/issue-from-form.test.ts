import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FormAnswer, PreparedCounts, ReportPage } from '#domain/report-answers.ts';
import type { AuditRecord } from '#domain/staff-answers.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeHolder, makeRequest } from '../support/factories.ts';
import { asIssuer, bank, createTestService, type TestService } from '../support/service.ts';
import { type StaffBrowser, signedInAs } from '../support/staff.ts';

const REPORTS = '/api/staff/reports';

interface Sent {
  report: object;
  key?: string;
  accepted?: string[];
  replaces?: string;
}

async function send(person: StaffBrowser, form: Sent) {
  const answer = await person.call('POST', REPORTS, { key: randomUUID(), ...form });
  return { status: answer.status, body: (await answer.json()) as FormAnswer & { code?: string } };
}

async function issued(person: StaffBrowser, form: Sent): Promise<string> {
  const { body } = await send(person, form);
  if (!('issued' in body)) throw new Error(JSON.stringify(body));
  return body.issued;
}

async function countOf(service: TestService, q: string): Promise<number> {
  const path = `/api/v1/reports?${new URLSearchParams({ q })}`;
  const answer = await service.call('GET', path, { headers: asIssuer });
  return ((await answer.json()) as ReportPage).total;
}

describeOnEachDatabase('the form of the office', (database) => {
  test('sent twice, one after the other or both at once, issues once', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const report = makeRequest();
    const form = { report, key: randomUUID() };
    const both = await Promise.all([issued(person, form), issued(person, form)]);
    const numbers = new Set([...both, await issued(person, form)]);
    expect(numbers.size).toBe(1);
    expect(await countOf(service, report.holder.name)).toBe(1);
  });

  test('sent again with another content issues nothing and says so', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const key = randomUUID();
    await issued(person, { report: makeRequest(), key });
    const { status, body } = await send(person, { report: makeRequest(), key });
    expect([status, body.code]).toEqual([409, 'idempotency-conflict']);
  });

  test('is held back while the person has a like report that was not accepted', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const holder = makeHolder();
    const { number } = await service.issue(makeRequest({ holder }));
    const form = { report: makeRequest({ holder }), key: randomUUID() };
    const { status, body } = await send(person, form);
    expect([status, body]).toMatchObject([200, { held: [{ number, code: 'like-report' }] }]);
    expect(await countOf(service, holder.name)).toBe(1);
    const second = await issued(person, { ...form, accepted: [number] });
    expect(await issued(person, { ...form, accepted: [number] })).toBe(second);
    // What was accepted is that report alone.
    expect(await send(person, { report: form.report, accepted: [number] })).toMatchObject({
      body: { held: [{ number: second }] },
    });
  });

  test('names faults from the root of the report, and checks before it warns', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const holder = makeHolder();
    await service.issue(makeRequest({ holder }));
    const untimely = makeRequest({ holder, validUntil: '2020-01-01' });
    expect(await send(person, { report: untimely })).toMatchObject({
      status: 422,
      body: { faults: [{ path: '$.validUntil' }] },
    });
    expect((await send(person, { report: {} })).status).toBe(422);
    expect((await send(person, { report: makeRequest(), key: 'short' })).status).toBe(422);
    for (const body of [null, [], 7, { report: makeRequest() }]) {
      expect((await person.call('POST', REPORTS, body)).status).toBe(422);
    }
  });

  test('is for people: a key of another system is refused, and so is who may not issue', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    const editor = await signedInAs(service, 'editor');
    for (const [method, path] of [
      ['POST', REPORTS],
      ['GET', `${REPORTS}/${number}/request`],
    ] as const) {
      const body = method === 'POST' ? { report: makeRequest(), key: randomUUID() } : undefined;
      const options = { headers: asIssuer, ...(body === undefined ? {} : { body }) };
      expect((await service.call(method, path, options)).status, path).toBe(403);
      expect((await editor.call(method, path, body)).status, path).toBe(403);
      expect((await service.call(method, path, body ? { body } : {})).status, path).toBe(401);
    }
    expect((await editor.call('GET', `${REPORTS}/${number}/history`)).status).toBe(403);
  });

  test('is filled in from a report with the whole ID number, which is written down', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const report = makeRequest({ validUntil: '2030-01-01' });
    const { number } = await service.issue(report);
    const read = await (await person.call('GET', `${REPORTS}/${number}/request`)).json();
    expect(read).toEqual({
      request: { ...report, recipient: null, conversions: [], supersedes: null },
    });
    const [look] = await service.staff.audit.list(
      { subject: number, action: 'report-viewed' },
      { offset: 0, limit: 9 },
    );
    expect(look).toMatchObject({ actor: `staff:${person.id}`, detail: { idNumber: true } });
    const missing = await person.call('GET', `${REPORTS}/31264817392055164342/request`);
    expect(missing.status).toBe(404);
  });

  test('supersedes, and the history of both says who and what', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const holder = makeHolder();
    const old = await issued(person, { report: makeRequest({ holder }) });
    // The one it supersedes is no like report.
    const successor = await issued(person, { report: makeRequest({ holder, supersedes: old }) });
    const historyOf = async (number: string) => {
      const answer = await person.call('GET', `${REPORTS}/${number}/history`);
      return ((await answer.json()) as { history: AuditRecord[] }).history;
    };
    const actions = (history: AuditRecord[]) => history.map(({ action }) => action);
    await person.call('GET', `/api/v1/reports/${old}`);
    expect(actions(await historyOf(old))).toEqual(['report-superseded', 'report-issued']);
    const [made] = await historyOf(successor);
    expect(made).toMatchObject({ action: 'report-issued', detail: { supersedes: old } });
    expect(made?.actorName).toMatch(/^测试人员/);
    const again = await send(person, { report: makeRequest({ supersedes: old }) });
    expect([again.status, again.body.code]).toEqual([409, 'cannot-supersede']);
  });

  test('whoever looks at a report or fetches its PDF is written down, a system is not', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'reviewer');
    const { number } = await service.issue();
    await person.call('GET', `/api/v1/reports/${number}`);
    await person.call('GET', `/api/v1/reports/${number}/pdf`);
    await service.call('GET', `/api/v1/reports/${number}`, { headers: asIssuer });
    const looks = await service.staff.audit.list({ subject: number }, { offset: 0, limit: 9 });
    expect(looks.map(({ action, actor }) => [action, actor])).toEqual([
      ['pdf-downloaded', `staff:${person.id}`],
      ['report-viewed', `staff:${person.id}`],
      ['report-issued', 'bootstrap'],
    ]);
  });
});

describeOnEachDatabase('the form of an office with four eyes', (database) => {
  const open = async () => {
    const service = await createTestService(database(), {
      reports: { bank: { ...bank, fourEyes: true } },
    });
    return { service, person: await signedInAs(service, 'issuer') };
  };
  const prepared = async (person: StaffBrowser, form: Sent): Promise<string> => {
    const { body } = await send(person, form);
    if (!('prepared' in body)) throw new Error(JSON.stringify(body));
    return body.prepared;
  };
  const counts = async (person: StaffBrowser) =>
    (await (await person.call('GET', '/api/staff/prepared/counts')).json()) as PreparedCounts;

  test('prepares once, however often it is sent, and tells whoever asks that it does', async () => {
    const { person } = await open();
    const before = await counts(person);
    const form = { report: makeRequest(), key: randomUUID() };
    const ids = await Promise.all([prepared(person, form), prepared(person, form)]);
    expect(new Set([...ids, await prepared(person, form)]).size).toBe(1);
    expect(await counts(person)).toEqual({ ...before, mine: before.mine + 1 });
    const other = await send(person, { report: makeRequest(), key: form.key });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-conflict']);
    expect(await (await person.call('GET', '/api/staff/me')).json()).toMatchObject({
      fourEyes: true,
    });
  });

  test('a returned report counts as returned until its author sends another in its place', async () => {
    const { service, person } = await open();
    const reviewer = await signedInAs(service, 'reviewer');
    const colleague = await signedInAs(service, 'issuer');
    const id = await prepared(person, { report: makeRequest() });
    const path = `/api/staff/prepared/${id}`;
    await reviewer.call('POST', `${path}/return`, { note: '学分与成绩单不符' });
    expect(await counts(person)).toMatchObject({ mine: 0, returned: 1 });
    const listed = await person.call('GET', '/api/staff/prepared?state=returned&mine=1');
    expect(await listed.json()).toMatchObject({ prepared: [{ id, note: '学分与成绩单不符' }] });
    // Nobody else's form puts it aside.
    await prepared(colleague, { report: makeRequest(), replaces: id });
    expect(await counts(person)).toMatchObject({ returned: 1 });
    await prepared(person, { report: makeRequest(), replaces: id });
    expect(await counts(person)).toMatchObject({ mine: 1, returned: 0 });
    const read = await (await person.call('GET', path)).json();
    expect(read).toMatchObject({ prepared: { state: 'withdrawn', note: '学分与成绩单不符' } });
  });

  test('its preview is a PDF that our own pages may frame, and no other', async () => {
    const { person } = await open();
    const id = await prepared(person, { report: makeRequest() });
    const answer = await person.call('GET', `/api/staff/prepared/${id}/preview`);
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    expect(answer.headers.get('Content-Security-Policy')).toBe("frame-ancestors 'self'");
    expect((await person.call('GET', '/api/staff/prepared/aaaaaaaaaaaa/preview')).status).toBe(404);
  });

  test('its own author cannot release it; a report that was superseded meanwhile cannot be', async () => {
    const { service, person } = await open();
    const reviewer = await signedInAs(service, 'reviewer');
    const { number } = await service.issue();
    const report = makeRequest({ supersedes: number });
    const id = await prepared(reviewer, { report });
    const own = await reviewer.call('POST', `/api/staff/prepared/${id}/release`);
    expect(await own.json()).toMatchObject({ code: 'own-work' });
    await service.issue(makeRequest({ supersedes: number }));
    const other = await signedInAs(service, 'reviewer');
    const late = await other.call('POST', `/api/staff/prepared/${id}/release`);
    expect(await late.json()).toMatchObject({ code: 'cannot-supersede' });
    expect((await send(person, { report })).body.code).toBe('cannot-supersede');
  });
});
