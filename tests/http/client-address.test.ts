import type { IncomingMessage } from 'node:http';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createConfig } from '../../verify-api/config.ts';
import type { AppEnvironment } from '../../verify-api/http/app-environment.ts';
import { clientAddress, limitKey } from '../../verify-api/http/client-address.ts';

async function addressOf(socket: string, forwarded?: string, trusted = ''): Promise<string> {
  const { trustedProxies } = createConfig({ TRUSTED_PROXIES: trusted });
  const app = new Hono<AppEnvironment>();
  app.get('/', (c) => c.text(clientAddress(c, trustedProxies)));
  const incoming = { socket: { remoteAddress: socket } } as IncomingMessage;
  const headers = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  return (await app.request('/', { headers }, { incoming })).text();
}

test.each([
  ['192.0.2.1', undefined, '', '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, '', '192.0.2.1'],
  ['fe80::1%eth0', undefined, '', 'fe80::1'],
  ['192.0.2.1', '203.0.113.9', '', '192.0.2.1'],
  ['10.0.0.1', '203.0.113.9', '10.0.0.0/8', '203.0.113.9'],
  ['10.0.0.1', '1.2.3.4, 203.0.113.9', '10.0.0.0/8', '203.0.113.9'],
  ['10.0.0.1', '1.2.3.4, 203.0.113.9, 10.9.9.9', '10.0.0.0/8', '203.0.113.9'],
  ['10.0.0.1', '203.0.113.9:4711', '10.0.0.0/8', '203.0.113.9'],
  ['10.0.0.1', '[2001:db8::7]:4711', '10.0.0.0/8', '2001:db8::7'],
  ['10.0.0.1', 'nonsense', '10.0.0.0/8', '10.0.0.1'],
  ['10.0.0.1', undefined, '10.0.0.0/8', '10.0.0.1'],
  ['::1', '2001:db8::7', '::1', '2001:db8::7'],
])('from %s with %s behind "%s" it is %s', async (socket, forwarded, trusted, address) => {
  expect(await addressOf(socket, forwarded, trusted)).toBe(address);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0DB8::0001', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1::', '1:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s is limited as %s', (address, key) => {
  expect(limitKey(address)).toBe(key);
});
