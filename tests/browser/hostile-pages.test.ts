import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { enrol, openStaffBrowser } from '../support/staff.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { demoVisitor } from './staff-visitor.ts';

let product: RunningProduct;
/** Of nobody, of an issuer and of an administrator. */
const cookies = [''];

beforeAll(async () => {
  product = await startProduct();
  for (const role of ['issuer', 'administrator'] as const) {
    const { account, password } = await demoVisitor(product, role);
    const browser = openStaffBrowser({ call: callProduct }, account, password, '');
    await enrol(browser);
    cookies.push(browser.cookie());
  }
});
afterAll(() => product.stop());

const callProduct = (
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
) =>
  fetch(`${product.url}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const sources = (readdirSync('site', { recursive: true }) as string[])
  .filter((file) => file.endsWith('.astro'))
  .map((file) => ({ file, text: readFileSync(`site/${file}`, 'utf8') }));
/** Every page made on demand, as its address: `/staff/keys/[id]/revoke/`. */
const pages = sources
  .filter(({ file, text }) => file.startsWith('pages/') && text.includes('prerender = false'))
  .map(({ file }) => file.slice('pages'.length).replace(/(\/index)?\.astro$/, '/'))
  .map((address) => address.replace(/result\/$/, ''))
  // One who signs out ends the session that the tries after it need.
  .filter((address) => address !== '/staff/sign-out/');
const fields = [
  ...new Set(
    sources.flatMap(({ text }) => [...text.matchAll(/\bname="(\w+)"/g)].map((match) => match[1])),
  ),
] as string[];

const word = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '%',
    '-1',
    '1e9',
    '2026-02-30',
    '９９',
    '\u202e倒',
    '../..',
    '[object]',
  ),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><script>alert(1)</script>',
    "' or 1=1 --",
    '字'.repeat(5_000),
    '🀄'.repeat(99),
  ),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[0-9]{20}$/),
);
const pairs = fc.array(fc.tuple(fc.constantFrom(...fields), word), { maxLength: 8 });
const part = fc.oneof(word.map(encodeURIComponent), fc.constantFrom('%00', '%ff', '%', '..'));
const address = fc
  .tuple(fc.constantFrom(...pages), fc.array(part, { minLength: 3, maxLength: 3 }))
  .map(([page, parts]) => page.replaceAll(/\[[^\]]+\]/g, () => parts.shift() ?? ''));
const input = fc.record({
  address,
  query: fc.option(pairs),
  body: fc.option(
    fc.oneof(
      pairs.map((all) => new URLSearchParams(all)),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => bytes.slice()),
    ),
  ),
  type: fc.constantFrom(
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/json',
    '',
  ),
  cookie: fc.nat({ max: 2 }),
});

test('pages made on demand answer any input without a fault of ours', async () => {
  expect(pages.length).toBeGreaterThan(15);
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(input, async ({ address, query, body, type, cookie }) => {
      const search = query === null ? '' : `?${new URLSearchParams(query)}`;
      const answer = await fetch(`${product.url}${address}${search}`, {
        method: body === null ? 'GET' : 'POST',
        redirect: 'manual',
        headers: {
          Cookie: cookies[cookie] ?? '',
          ...(body === null ? {} : { 'Content-Type': type }),
        },
        ...(body === null ? {} : { body }),
      });
      const html = await answer.text();
      expect(answer.status, html.slice(0, 500)).toBeLessThan(500);
      // What was typed may be shown again, never run: within an attribute it is no element.
      expect(html.replaceAll(/="[^"]*"/g, '')).not.toContain('<script>alert(1)');
      statuses.add(answer.status);
    }),
    propertyRuns(400),
  );
  expect(product.said()).not.toMatch(/^error|Error:/m);
  for (const status of [200, 303, 403, 404, 422]) expect([...statuses]).toContain(status);
}, 1_800_000);
