import { expect, test } from 'vitest';
import { describeOnEachDatabase } from '../support/database.ts';
import { asIssuer, createTestService, ISSUER_KEY } from '../support/service.ts';

const json = { 'Content-Type': 'application/json' };

describeOnEachDatabase('a request', (database) => {
  test.each([
    ['GET', '/api/v1/reports'],
    ['POST', '/api/v1/reports'],
    ['GET', '/api/v1/reports/32264817392055164350'],
    ['GET', '/api/v1/reports/32264817392055164350/pdf'],
    ['POST', '/api/v1/reports/32264817392055164350/revocation'],
  ])('%s %s needs a key', async (method, path) => {
    const service = await createTestService(database());
    const keys = [
      '',
      'Bearer',
      `Bearer ${ISSUER_KEY}x`,
      `Basic ${ISSUER_KEY}`,
      `Bearer x ${ISSUER_KEY}`,
    ];
    for (const key of keys) {
      const answer = await service.call(method, path, {
        headers: key ? { Authorization: key } : {},
      });
      expect(answer.status, key).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(await answer.json()).toMatchObject({ status: 401, code: 'unauthorized' });
    }
  });

  test.each([
    ['PUT', '/api/v1/reports', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/reports/32264817392055164350', 'GET, HEAD'],
    ['POST', '/api/v1/reports/32264817392055164350/pdf', 'GET, HEAD'],
    ['GET', '/api/v1/reports/32264817392055164350/revocation', 'POST'],
    ['GET', '/api/v1/verifications', 'POST'],
    ['GET', '/api/v1/receipts/check', 'POST'],
    ['DELETE', '/healthz', 'GET, HEAD'],
    ['POST', '/readyz', 'GET, HEAD'],
    ['PUT', '/.well-known/jwks.json', 'GET, HEAD'],
  ])('%s %s names the methods allowed', async (method, path, allow) => {
    const service = await createTestService(database());
    const answer = await service.call(method, path, { headers: asIssuer });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe(allow);
    expect(await answer.json()).toMatchObject({ code: 'method-not-allowed' });
  });

  test('for an address that does not exist is answered as a problem', async () => {
    const service = await createTestService(database());
    for (const path of ['/api', '/api/', '/api/v2/reports', '/api/v1/verifications/x/y']) {
      const answer = await service.call('GET', path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'not-found', type: 'about:blank' });
    }
  });

  test.each<[string, number, string, RequestInit]>([
    ['no body', 415, 'unsupported-media-type', {}],
    ['a form', 415, 'unsupported-media-type', { body: new URLSearchParams({ number: '1' }) }],
    ['an empty body', 400, 'invalid-json', { headers: json, body: '' }],
    ['half a body', 400, 'invalid-json', { headers: json, body: '{"number":' }],
    ['bad UTF-8', 400, 'invalid-json', { headers: json, body: new Uint8Array([0x22, 0xff, 0x22]) }],
    ['deep nesting', 400, 'invalid-json', { headers: json, body: '['.repeat(40) + ']'.repeat(40) }],
    ['very deep nesting', 400, 'invalid-json', { headers: json, body: '['.repeat(200_000) }],
    [
      'a body over 1 MiB',
      413,
      'payload-too-large',
      { headers: json, body: ' '.repeat(1024 * 1024 + 1) },
    ],
    ['a list', 422, 'validation-failed', { headers: json, body: '[]' }],
    ['null', 422, 'validation-failed', { headers: json, body: 'null' }],
    ['a number as a number', 422, 'validation-failed', { headers: json, body: '{"number":1}' }],
    ['an unknown field', 422, 'validation-failed', { headers: json, body: '{"number":"1","x":1}' }],
    [
      'a prototype',
      422,
      'validation-failed',
      { headers: json, body: '{"number":"1","__proto__":{}}' },
    ],
    ['no number', 422, 'malformed-number', { headers: json, body: '{"number":""}' }],
  ])('with %s is answered %i', async (_, status, code, init) => {
    const service = await createTestService(database());
    const answer = await service.app.request('/api/v1/verifications', { method: 'POST', ...init });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, code });
  });

  test('with an identity number for a report number is told so, and it is echoed nowhere', async () => {
    const service = await createTestService(database());
    for (const number of ['11010519491231002X', '110105194912310021']) {
      const answer = await service.verify({ number });
      expect(answer.status).toBe(422);
      const told = await answer.text();
      expect(told).toContain('这像是身份证号码');
      expect(told + service.log.join()).not.toContain('19491231');
    }
  });

  test('of declared or undeclared length over 1 MiB is cut off', async () => {
    const service = await createTestService(database());
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(' '.repeat(65536))),
    });
    const endless = await service.app.request('/api/v1/verifications', {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    } as RequestInit);
    expect(endless.status).toBe(413);
    const declared = await service.app.request('/api/v1/verifications', {
      method: 'POST',
      headers: { ...json, 'Content-Length': '9999999' },
      body: '{}',
    });
    expect(declared.status).toBe(413);
  });
});
