import { expect, test } from 'vitest';
import { describeOnEachDatabase } from '../support/database.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

interface Row {
  row: number;
  status: number;
  result?: string;
  level?: string;
  error?: { code: string };
}

async function employerKey(service: TestService, scopes: string[]) {
  const administrator = await signedInAs(service, 'administrator');
  const made = await administrator.call('POST', '/api/staff/keys', { name: '某公司人事', scopes });
  const { key } = (await made.json()) as { key: string };
  return { Authorization: `Bearer ${key}` };
}

const verify = (service: TestService, body: unknown, headers: Record<string, string>) =>
  service.call('POST', '/api/v1/verifications/batch', { body, headers });

describeOnEachDatabase('many at once', (database) => {
  test('each row is answered as if it had come alone', async () => {
    const service = await createTestService(database());
    const headers = await employerKey(service, ['verify-batch']);
    const valid = await service.issue();
    const revoked = await service.issue();
    await service.call('POST', `/api/v1/reports/${revoked.number}/revocation`, {
      headers: asIssuer,
      body: { reason: 'holder-request' },
    });
    const wrong = valid.number.slice(0, -1) + ((Number(valid.number.at(-1)) + 1) % 10);
    const answer = await verify(
      service,
      [
        { number: valid.number, code: valid.code },
        { number: revoked.number },
        { number: valid.number, code: revoked.code },
        { number: wrong },
        null,
        { number: valid.number, extra: 1 },
      ],
      headers,
    );
    expect(answer.status).toBe(200);
    const rows = (await answer.json()) as Row[];
    expect(
      rows.map(({ row, status, level, result, error }) => [
        row,
        status,
        level ?? error?.code,
        result,
      ]),
    ).toEqual([
      [1, 200, 'full', 'valid'],
      [2, 200, 'summary', 'revoked'],
      [3, 403, 'code-mismatch', undefined],
      [4, 422, 'malformed-number', undefined],
      [5, 422, 'validation-failed', undefined],
      [6, 422, 'validation-failed', undefined],
    ]);
  });

  test('up to 500 rows, all in their order', async () => {
    const service = await createTestService(database());
    const headers = await employerKey(service, ['verify-batch']);
    const { number } = await service.issue();
    const rows = (await (
      await verify(
        service,
        Array.from({ length: 500 }, () => ({ number })),
        headers,
      )
    ).json()) as Row[];
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(rows.every(({ result }) => result === 'valid')).toBe(true);
    const many = await verify(
      service,
      Array.from({ length: 501 }, () => ({ number })),
      headers,
    );
    expect(many.status).toBe(422);
  });

  test('needs a key for it', async () => {
    const service = await createTestService(database());
    expect((await verify(service, [], {})).status).toBe(401);
    const issuing = await employerKey(service, ['issue']);
    expect((await verify(service, [{ number: '1' }], issuing)).status).toBe(403);
    const headers = await employerKey(service, ['verify-batch']);
    for (const body of [[], {}, 'x', 1]) {
      expect((await verify(service, body, headers)).status).toBe(body === 'x' ? 400 : 422);
    }
    const answer = await service.call('GET', '/api/v1/verifications/batch', { headers });
    expect(answer.status).toBe(405);
  });
});
