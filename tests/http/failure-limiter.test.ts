import { expect, test } from 'vitest';
import { Problem } from '#domain/problem.ts';
import { createFailureLimiter } from '../../verify-api/http/failure-limiter.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { createTestService } from '../support/service.ts';

const UNKNOWN = '32264817392055164350';

describeOnEachDatabase('failed verifications', (database) => {
  test('beyond 60 are refused for a while; number and code together always pass', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    for (let at = 0; at < 60; at += 1) {
      expect((await service.verify({ number: UNKNOWN })).status).toBe(404);
    }
    const refused = await service.verify({ number: UNKNOWN });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('10');
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });

    expect((await service.verify({ number, code })).status).toBe(200);
    expect((await service.verify({ number })).status).toBe(429);
    expect((await service.verify({ number, code: ' ' })).status).toBe(429);
    expect((await service.verify({ number, code, idNumber: 'E12345678' })).status).toBe(429);
    expect((await service.verify({ number }, { address: '198.51.100.8' })).status).toBe(200);

    const wrong = await service.verify({ number, code: '0000000000000000' });
    expect(wrong.status).toBe(429);
    expect(wrong.headers.get('Retry-After')).toBe('20');
    expect((await service.verify({ number, code })).status).toBe(200);

    service.setTime(new Date('2026-11-22T03:05:00Z'));
    expect((await service.verify({ number })).status).toBe(200);
  });

  test('are a wrong code and a wrong ID number too; slips of the pen are not', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    for (let at = 0; at < 70; at += 1) {
      await service.verify({ number: `${UNKNOWN.slice(0, -1)}1` });
      await service.verify({ number, code: '7K3M' });
      await service.verify({ number, code });
    }
    expect((await service.verify({ number: UNKNOWN })).status).toBe(404);
    for (let at = 0; at < 30; at += 1) {
      await service.verify({ number, code: '0000000000000000' });
      await service.verify({ number, code, idNumber: 'E12345678' });
    }
    expect((await service.verify({ number: UNKNOWN })).status).toBe(429);
  });

  test('of one IPv6 household count together', async () => {
    const service = await createTestService(database());
    for (let at = 0; at < 61; at += 1) {
      await service.verify({ number: UNKNOWN }, { address: `2001:db8:1:2::${at.toString(16)}` });
    }
    const from = async (address: string) =>
      (await service.verify({ number: UNKNOWN }, { address })).status;
    expect(await from('2001:db8:1:2:ffff::1')).toBe(429);
    expect(await from('2001:db8:1:3::1')).toBe(404);
  });

  test('of thousands of addresses are refused in all; number and code together still pass', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const from = (at: number, body: object) =>
      service.verify(body, { address: `10.0.${at >> 8}.${at & 255}` });
    for (let at = 0; at < 3000; at += 1) await from(at, { number: UNKNOWN });
    expect((await from(3001, { number })).status).toBe(200);
    expect((await from(3002, { number: UNKNOWN })).status).toBe(429);
    const stranger = await from(3003, { number });
    expect(stranger.status).toBe(429);
    expect(stranger.headers.get('Retry-After')).toBe('1');
    expect((await from(3003, { number, code })).status).toBe(200);
    service.setTime(new Date('2026-11-22T03:04:07Z'));
    expect((await from(3003, { number })).status).toBe(200);
  });

  test('with a wrong code count when the PDF is asked for, by interface and by form', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const wrong = '0000-0000-0000-0000';
    const api = (given: string) =>
      service.call('GET', `/api/v1/reports/${number}/pdf`, {
        headers: { 'X-Verification-Code': given },
      });
    const form = (given: string) =>
      service.call('POST', '/verify/pdf/', {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `number=${number}&code=${given}`,
      });
    for (let at = 0; at < 30; at += 1) {
      expect((await api(wrong)).status).toBe(403);
      expect((await form(wrong)).status).toBe(403);
    }
    for (const ask of [api, form]) {
      const refused = await ask(wrong);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect((await ask(code)).status).toBe(200);
    }
  });
});

const allowance = { atOnce: 2, secondsEach: 10, firstWaitSeconds: 10, longestWaitSeconds: 100 };
const plenty = { ...allowance, atOnce: 1e6 };

function waitAfter(action: () => void): number | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return (error as Problem).retryAfterSeconds;
  }
}

test('the wait doubles with each failure beyond the allowance, up to the longest', () => {
  let seconds = 0;
  const limiter = createFailureLimiter(() => new Date(seconds * 1000), {
    perAddress: allowance,
    inAll: plenty,
  });
  const fail = () => waitAfter(() => limiter.fail('a'));
  expect([fail(), fail(), fail(), fail(), fail(), fail(), fail(), fail()]).toEqual([
    undefined,
    undefined,
    10,
    20,
    40,
    80,
    100,
    100,
  ]);
  seconds = 99;
  expect(waitAfter(() => limiter.check('a'))).toBe(1);
  seconds = 101;
  expect(waitAfter(() => limiter.check('a'))).toBeUndefined();
  // What was forgiven meanwhile is a little: who goes on waits nearly as long again.
  expect([fail(), fail(), fail()].at(-1)).toBeGreaterThan(60);
  seconds = 10_000;
  expect([fail(), fail(), fail()]).toEqual([undefined, undefined, 10]);
});

test('one address that goes on failing does not close the door for the others', () => {
  const limiter = createFailureLimiter(() => new Date(0), {
    perAddress: allowance,
    inAll: { ...allowance, atOnce: 10 },
  });
  for (let at = 0; at < 1000; at += 1) waitAfter(() => limiter.fail('a'));
  expect(waitAfter(() => limiter.check('b'))).toBeUndefined();
  for (const address of 'bcdefgh') limiter.fail(address);
  expect(waitAfter(() => limiter.fail('i'))).toBe(10);
  expect(waitAfter(() => limiter.check('j'))).toBe(10);
});

test('the limiter forgets the addresses used least recently', () => {
  const limiter = createFailureLimiter(() => new Date(0), {
    perAddress: allowance,
    inAll: plenty,
  });
  for (let at = 0; at < 2; at += 1) limiter.fail('first');
  expect(() => limiter.fail('first')).toThrow(Problem);
  for (let at = 0; at < 9999; at += 1) limiter.fail(`other-${at}`);
  expect(() => limiter.check('first')).toThrow();
  limiter.fail('one more');
  expect(() => limiter.check('first')).not.toThrow();
});
