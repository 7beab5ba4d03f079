import { expect, test } from 'vitest';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import { eraseReport } from '../../verify-api/reports/erase-report.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

describeOnEachDatabase('a report whose person has been erased', (database) => {
  const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

  test('is known by its number and state, and by nothing else', async () => {
    const service = await createTestService(database());
    const request = makeRequest();
    const headers = { 'Idempotency-Key': 'erased-1' };
    const { number, code } = await service.issue(request, headers);
    await service.call('POST', `/api/v1/reports/${number}/revocation`, {
      body: { reason: 'holder-request', note: '本人来函' },
      headers: asIssuer,
    });
    await eraseReport(service.reports, { actor: TERMINAL_ACTOR, number });

    for (const body of [{ number }, { number, code }]) {
      const answer = await json(await service.verify(body));
      expect(answer).toMatchObject({ result: 'revoked', holder: null, withheld: 'erased' });
      expect(JSON.stringify(answer)).not.toContain(request.holder.name);
    }
    const pdf = await service.call('GET', `/api/v1/reports/${number}/pdf`, {
      headers: { 'X-Verification-Code': code },
    });
    expect([pdf.status, (await json(pdf))['code']]).toEqual([410, 'report-erased']);
    for (const q of [request.holder.name, request.holder.idNumber]) {
      const found = await service.call('GET', `/api/v1/reports?q=${encodeURIComponent(q)}`, {
        headers: asIssuer,
      });
      expect(await json(found)).toMatchObject({ reports: [] });
    }
    const record = await service.call('GET', `/api/v1/reports/${number}`, { headers: asIssuer });
    expect(await json(record)).toMatchObject({ credential: null, revocation: { note: null } });
    const again = await service.call('POST', '/api/v1/reports', {
      body: request,
      headers: { ...asIssuer, ...headers },
    });
    expect(again.status).toBe(410);

    const [row] = await database().rows(
      `select wrapped_key, id_index, name_index, revocation_note_sealed from reports where number = '${number}'`,
    );
    expect(Object.values(row ?? {})).toEqual([null, null, null, null]);
    const written = await database().rows(
      `select actor, action from audit where subject = '${number}' and action = 'report-erased'`,
    );
    expect(written).toEqual([{ actor: 'terminal', action: 'report-erased' }]);
    const events = await database().rows(
      `select kind from events where number = '${number}' order by seq`,
    );
    expect(events.map(({ kind }) => kind)).toEqual(['issued', 'revoked', 'erased']);
  });

  test('leaves nothing in what was prepared for it', async () => {
    const service = await createTestService(database());
    const issuer = await signedInAs(service, 'issuer', '浦东分部');
    const reviewer = await signedInAs(service, 'reviewer');
    const prepared = await json(await issuer.call('POST', '/api/staff/prepared', makeRequest()));
    const { id } = prepared['prepared'] as { id: string };
    const released = await reviewer.call('POST', `/api/staff/prepared/${id}/release`);
    const { number } = (await released.json()) as { number: string };
    expect((await reviewer.call('GET', `/api/staff/prepared/${id}`)).status).toBe(200);
    await eraseReport(service.reports, { actor: TERMINAL_ACTOR, number });
    expect((await reviewer.call('GET', `/api/staff/prepared/${id}`)).status).toBe(410);
    const [row] = await database().rows(
      `select octet_length(sealed) + octet_length(wrapped_key) as left from prepared_reports where id = '${id}'`,
    );
    expect(row).toEqual({ left: 0 });
  });

  test('is erased once, and only if there is one', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    const erase = (input: string) =>
      eraseReport(service.reports, { actor: TERMINAL_ACTOR, number: input });
    await erase(number);
    await expect(erase(number)).rejects.toMatchObject({ code: 'report-erased' });
    await expect(erase('31269999999999999957')).rejects.toMatchObject({
      code: expect.stringMatching(/number-not-found|malformed-number/),
    });
  });
});
