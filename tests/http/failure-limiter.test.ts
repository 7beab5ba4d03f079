import { expect, test } from 'vitest';
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
    expect((await service.verify({ number, code: '0000000000000000' })).status).toBe(429);
    expect((await service.verify({ number }, { address: '198.51.100.8' })).status).toBe(200);

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
});

test('the limiter forgets the addresses used least recently', () => {
  const limiter = createFailureLimiter(() => new Date(0));
  const fail = (address: string) => limiter.fail(address);
  for (let at = 0; at < 60; at += 1) fail('first');
  expect(() => fail('first')).toThrow();
  for (let at = 0; at < 10_000; at += 1) fail(`other-${at}`);
  expect(() => limiter.check('first')).not.toThrow();
});
