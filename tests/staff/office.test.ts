import { expect, test } from 'vitest';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

interface NewKey {
  key: string;
  apiKey: { id: string; lastUsedAt: string | null };
}
const bearer = (key: string) => ({ headers: { Authorization: `Bearer ${key}` } });

async function addKey(service: TestService, scopes: string[]): Promise<NewKey> {
  const administrator = await signedInAs(service, 'administrator');
  const answer = await administrator.call('POST', '/api/staff/keys', { name: '教务系统', scopes });
  expect(answer.status).toBe(201);
  return (await answer.json()) as NewKey;
}

describeOnEachDatabase('the office', (database) => {
  test('each role does its own work and no other', async () => {
    const service = await createTestService(database());
    const paths = {
      reports: '/api/v1/reports',
      people: '/api/staff/people',
      keys: '/api/staff/keys',
      audit: '/api/staff/audit',
    };
    const allowed: Record<string, string[]> = {};
    for (const role of ['issuer', 'reviewer', 'editor', 'administrator'] as const) {
      const person = await signedInAs(service, role);
      const open: string[] = [];
      for (const [name, path] of Object.entries(paths)) {
        const { status } = await person.call('GET', path);
        expect([200, 403]).toContain(status);
        if (status === 200) open.push(name);
      }
      allowed[role] = open;
    }
    expect(allowed).toEqual({
      issuer: ['reports'],
      reviewer: ['reports'],
      editor: [],
      administrator: ['people', 'keys', 'audit'],
    });
  });

  test('a key does what its scopes say, until it is revoked', async () => {
    const service = await createTestService(database());
    const { key, apiKey } = await addKey(service, ['issue']);
    expect(key).toMatch(/^jixue_[\w-]{43}$/);
    const issued = await service.call('POST', '/api/v1/reports', {
      ...bearer(key),
      body: makeRequest(),
    });
    expect(issued.status).toBe(201);
    const { number } = (await issued.json()) as { number: string };
    const body = { reason: 'issued-in-error' };
    const revoke = { ...bearer(key), body };
    const path = `/api/v1/reports/${number}/revocation`;
    expect((await service.call('POST', path, revoke)).status).toBe(403);

    const administrator = await signedInAs(service, 'administrator');
    const listed = (await (await administrator.call('GET', '/api/staff/keys')).json()) as {
      keys: NewKey['apiKey'][];
    };
    const kept = listed.keys.find(({ id }) => id === apiKey.id);
    expect(kept?.lastUsedAt).toBe('2026-11-22T03:04:05.678Z');
    expect(JSON.stringify(listed)).not.toContain(key);
    const rows = await database().rows('select key_hash::text as hash, name from api_keys');
    expect(JSON.stringify(rows)).not.toContain(key);

    const stop = `/api/staff/keys/${apiKey.id}/revocation`;
    expect((await administrator.call('POST', stop, {})).status).toBe(200);
    expect((await administrator.call('POST', stop, {})).status).toBe(404);
    expect((await service.call('GET', '/api/v1/reports', bearer(key))).status).toBe(401);
  });

  test('the last administrator stays', async () => {
    const service = await createTestService(database());
    await database().rows("update staff_users set disabled = true where role = 'administrator'");
    const only = await signedInAs(service, 'administrator');
    const path = `/api/staff/people/${only.id}`;
    for (const changes of [{ disabled: true }, { role: 'issuer' }]) {
      const answer = await only.call('PATCH', path, changes);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({ code: 'last-administrator' });
    }
    await signedInAs(service, 'administrator');
    expect((await only.call('PATCH', path, { role: 'issuer' })).status).toBe(200);
  });

  test('whatever is done is written down, by whom, and cannot be changed', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const request = makeRequest();
    const issued = await person.call('POST', '/api/v1/reports', request);
    expect(issued.status).toBe(201);
    const { number, code } = (await issued.json()) as { number: string; code: string };
    await person.call('POST', `/api/v1/reports/${number}/revocation`, { reason: 'other' });
    const administrator = await signedInAs(service, 'administrator');
    const page = async (query: string) =>
      (await (await administrator.call('GET', `/api/staff/audit?${query}`)).json()) as {
        entries: Record<string, unknown>[];
      };
    const { entries } = await page(`subject=${number}`);
    expect(entries.map(({ action, actor, actionLabel }) => [action, actor, actionLabel])).toEqual([
      ['report-revoked', `staff:${person.id}`, '撤销报告'],
      ['report-issued', `staff:${person.id}`, '签发报告'],
    ]);
    const mine = await page(`actor=staff:${person.id}&action=password-changed`);
    expect(mine.entries).toHaveLength(1);
    const file = await (await administrator.call('GET', '/api/staff/audit.csv')).bytes();
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file);
    expect(csv).toMatch(/^\ufeff序号,时间,/);
    expect(csv).toContain('撤销报告');
    for (const secret of [request.holder.name, request.holder.idNumber, code, person.password]) {
      expect(csv).not.toContain(secret);
    }
    for (const change of ['update audit set actor = $$x$$', 'delete from audit']) {
      await expect(database().rows(change)).rejects.toThrow();
    }
  });

  test.each([
    'page=0',
    'page=x',
    'page=100000',
    'from=2026-13-45',
    'from=2026-02-30',
    'from=yesterday',
    'action=drop',
    'upTo=-1',
    `subject=${'x'.repeat(101)}`,
    'subject=%00',
    'actor=a%00b',
  ])('a query that cannot be meant is refused: %s', async (query) => {
    const service = await createTestService(database());
    const administrator = await signedInAs(service, 'administrator');
    expect((await administrator.call('GET', `/api/staff/audit?${query}`)).status).toBe(422);
  });

  test.each(['\0', 'a\0b', '\u001b[31m', '\ud800'])(
    'a text that cannot be kept is refused: %j',
    async (text) => {
      const service = await createTestService(database());
      const administrator = await signedInAs(service, 'administrator');
      const person = { account: 'somebody', name: '王敏', role: 'editor' };
      const asked: [string, string, object][] = [
        ['POST', 'people', { ...person, name: text }],
        ['POST', 'people', { ...person, office: text }],
        ['POST', 'people', { ...person, account: text }],
        ['PATCH', `people/${administrator.id}`, { name: text }],
        ['PATCH', `people/${administrator.id}`, { office: text }],
        ['POST', 'keys', { name: text, scopes: ['issue'] }],
        ['POST', 'sign-in', { account: text, password: text }],
        ['POST', 'password', { current: text, next: 'a-new-long-word' }],
        ['POST', 'sign-in/code', { code: text }],
      ];
      for (const [method, path, body] of asked) {
        const answer = await administrator.call(method, `/api/staff/${path}`, body);
        expect(answer.status, `${method} ${path}`).toBe(422);
      }
      const id = encodeURIComponent(text.toWellFormed());
      for (const path of [`people/${id}/password-reset`, `people/${id}/two-factor-reset`]) {
        expect((await administrator.call('POST', `/api/staff/${path}`, {})).status, path).toBe(404);
      }
      const stop = await administrator.call('POST', `/api/staff/keys/${id}/revocation`, {});
      expect(stop.status).toBe(404);
    },
  );

  test('a place in the trail beyond any entry leads to the newest', async () => {
    const service = await createTestService(database());
    const administrator = await signedInAs(service, 'administrator');
    const far = await administrator.call('GET', `/api/staff/audit?upTo=${Number.MAX_SAFE_INTEGER}`);
    expect(far.status).toBe(200);
  });

  test('the bootstrap key manages nobody', async () => {
    const service = await createTestService(database());
    for (const path of ['people', 'keys', 'audit']) {
      const answer = await service.call('GET', `/api/staff/${path}`, { headers: asIssuer });
      expect(answer.status).toBe(403);
    }
  });
});
