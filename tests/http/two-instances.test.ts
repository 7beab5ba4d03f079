import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FullAnswer } from '#domain/verification.ts';
import { openPostgres } from '../../verify-api/db/open-postgres.ts';
import { freshPostgres } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';

let first: Awaited<ReturnType<typeof freshPostgres>>;
let second: ReturnType<typeof openPostgres>;

beforeAll(async () => {
  first = await freshPostgres();
  second = openPostgres(first.database.url);
});
afterAll(async () => {
  await second.close();
  await first.remove();
});

test('what one process has acknowledged, the next verification on another sees', async () => {
  const [one, two] = [await createTestService(first.database), await createTestService(second)];
  for (let round = 0; round < 20; round += 1) {
    const { number, code } = await one.issue();
    const result = async () =>
      ((await (await two.verify({ number, code })).json()) as FullAnswer).result;
    expect(await result()).toBe('valid');
    if (round % 2 === 0) {
      await one.call('POST', `/api/v1/reports/${number}/revocation`, {
        headers: asIssuer,
        body: { reason: 'other' },
      });
      expect(await result()).toBe('revoked');
    } else {
      await one.issue(makeRequest({ supersedes: number }));
      expect(await result()).toBe('superseded');
    }
  }
});

test('one key sent to two processes at once makes one report', async () => {
  const services = [await createTestService(first.database), await createTestService(second)];
  const request = makeRequest();
  const answers = await Promise.all(
    [...services, ...services, ...services].map((service) =>
      service.call('POST', '/api/v1/reports', {
        headers: { ...asIssuer, 'Idempotency-Key': 'two-processes' },
        body: request,
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
});
