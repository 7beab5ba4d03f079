import { type BlockList, isIP } from 'node:net';
import type { AppContext } from './app-environment.ts';

/**
 * Who asks: the socket's address, or, while that is a trusted proxy, the last address in
 * X-Forwarded-For that is not. Anything before that could have been made up by the client.
 */
export function clientAddress(c: AppContext, trustedProxies: BlockList): string {
  const { clientAddress: given, incoming } = c.env ?? {};
  if (given !== undefined) return given;
  const chain = c.req.header('X-Forwarded-For')?.split(',') ?? [];
  let address = plain(incoming?.socket.remoteAddress ?? '');
  while (isTrusted(address, trustedProxies)) {
    const next = plain(chain.pop() ?? '');
    if (next === '') break;
    address = next;
  }
  return address || 'unknown';
}

/**
 * What a limit is kept for: an IPv4 address, or the /64 that one IPv6 household or office is given.
 */
export function limitKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = groups.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(zeros).fill('0'), ...last];
  return `${all.slice(0, 4).join(':')}::/64`;
}

function isTrusted(address: string, proxies: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Without a zone, a port or the IPv4-in-IPv6 prefix; empty when it is no address at all. */
function plain(text: string): string {
  const address = text
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '');
  return isIP(address) === 0 ? '' : address;
}
