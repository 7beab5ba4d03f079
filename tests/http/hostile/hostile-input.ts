import fc from 'fast-check';
import { operations } from '#domain/openapi/operations.ts';
import { makeRequest } from '../../support/factories.ts';
import type { Endpoint } from './endpoints.ts';

export interface HostileInput {
  method: string;
  path: string;
  headers: [string, string][];
  body: string | Uint8Array<ArrayBuffer> | undefined;
  address: string;
}

/** Things that exist, so that the tries get past the first look-up. */
export interface Known {
  /** Put into the path for a parameter, and at any place of a body. */
  words: string[];
  /** Headers of someone who may: a key, a session. */
  credentials: [string, string][];
}

const NASTY: unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\0',
  '\u202e倒',
  '\ud800',
  '𠮷'.repeat(300),
  '长'.repeat(10_000),
  "'; drop table reports; --",
  '{{7*7}}<script>alert(1)</script>',
  '../../etc/passwd',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '１２３４',
  [],
  {},
  [[[[[[]]]]]],
  { length: 1e9 },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
];

/** Bodies that would be right, to start from: by the end of the path that takes them. */
const seeds = (): [RegExp, unknown][] => [
  ...operations.flatMap(({ path, request }): [RegExp, unknown][] =>
    request === undefined
      ? []
      : [[new RegExp(`/v1${path.replaceAll(/\{\w+\}/g, ':\\w+')}$`), request.example]],
  ),
  [/reports$|prepared$/, makeRequest()],
  [/sign-in$/, { account: 'tester1', password: 'a long enough password' }],
  [/code$|confirmation$/, { code: '123456' }],
  [/two-factor$/, { password: 'a long enough password' }],
  [/password$/, { current: 'a long enough password', next: 'another long enough password' }],
  [/people$/, { account: makeAccount(), name: '王敏', role: 'issuer', office: '浦东分部' }],
  [/people\/:id$/, { name: '王敏', role: 'administrator', office: null, disabled: true }],
  [/keys$/, { name: '人事系统', scopes: ['issue', 'verify-batch'] }],
  [/return$/, { note: '姓名与材料不符' }],
];

const TOO_LARGE = ' '.repeat(1024 * 1024 + 1);

let made = 0;
function makeAccount(): string {
  made += 1;
  return `hostile${made}`;
}

/** Any request to any of `endpoints`: right but for a few places, or wrong altogether. */
export function hostileInput(endpoints: Endpoint[], known: Known): fc.Arbitrary<HostileInput> {
  const value = fc.oneof(
    fc.constantFrom(...NASTY),
    fc.constantFrom(...known.words),
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.integer(),
  );
  const endpoint = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...endpoints) },
    {
      weight: 1,
      arbitrary: fc.record({
        method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'X'),
        path: fc.constantFrom(...endpoints.map(({ path }) => path)),
      }),
    },
  );
  return endpoint.chain(({ method, path }) =>
    fc.record({
      method: fc.constant(method),
      path: fc
        .tuple(pathOf(path, known), query(known))
        .map(([filled, search]) => `${filled}${search}`),
      headers: headers(known),
      body: method === 'GET' || method === 'HEAD' ? fc.constant(undefined) : body(path, value),
      address: fc.oneof(fc.constant('198.51.100.7'), fc.ipV4(), fc.ipV6()),
    }),
  );
}

function pathOf(path: string, known: Known): fc.Arbitrary<string> {
  const parameters = (path.match(/:\w+/g) ?? []).length;
  const part = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...known.words).map(encodeURIComponent) },
    { weight: 1, arbitrary: fc.stringMatching(/^[0-9]{1,40}$/) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }).map(encodeURIComponent) },
    { weight: 1, arbitrary: fc.webPath() },
    { weight: 1, arbitrary: fc.constantFrom('%00', '%ff', '%2e%2e', '..', '%', '__proto__') },
  );
  return fc
    .array(part, { minLength: parameters, maxLength: parameters })
    .map((parts) => path.replaceAll(/:\w+/g, () => parts.shift() ?? ''));
}

function query(known: Known): fc.Arbitrary<string> {
  const names = 'q status type office from to page actor action subject upTo state x';
  const text = fc.oneof(
    fc.constantFrom(...known.words, '1', '0', '-1', '1e9', 'valid', '2026-11-22', '2026-02-30'),
    fc.constantFrom('\0', '%', "' or 1=1 --", '9'.repeat(400), '字'.repeat(500)),
    fc.string({ unit: 'grapheme' }),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...names.split(' ')), text), { maxLength: 3 })
    .map((pairs) => (pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`));
}

function headers(known: Known): fc.Arbitrary<[string, string][]> {
  const latin = fc.stringMatching(/^[\x21-\x7e\xa1-\xff]{0,300}$/);
  const names =
    'Authorization Cookie Content-Type Idempotency-Key X-Verification-Code Origin Range Accept If-None-Match Content-Length Transfer-Encoding X-Forwarded-For Accept-Encoding Sec-Fetch-Site';
  const odd = fc.tuple(fc.constantFrom(...names.split(' ')), latin);
  const usual = fc.constantFrom<[string, string]>(
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/x-ndjson'],
    ['Content-Type', 'application/json; charset=gbk'],
    ['Content-Type', 'multipart/form-data; boundary=x'],
    ['Idempotency-Key', 'again'],
    ['X-Verification-Code', '7K3M-9QXD-4T2A-W8RE'],
    ['Origin', 'https://bank.example.cn'],
    ['Range', 'bytes=5-1,-9999999999999999999'],
    ['Content-Length', '-1'],
  );
  return fc
    .tuple(
      fc.option(fc.constantFrom(...known.credentials), { freq: 6 }),
      fc.array(fc.oneof(odd, usual), { maxLength: 3 }),
    )
    .map(([credential, others]) => {
      const own = new Map<string, string>([['Content-Type', 'application/json']]);
      for (const [name, text] of [...(credential ? [credential] : []), ...others])
        own.set(name, text);
      return [...own];
    });
}

function body(path: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<HostileInput['body']> {
  const changes = fc.array(fc.tuple(fc.nat({ max: 1_000 }), value), { maxLength: 3 });
  const almost = fc.tuple(fc.nat({ max: 10_000 }), changes).map(([at, wanted]) => {
    const all = seeds();
    const fitting = all.filter(([ending]) => ending.test(path));
    const [, seed] = pick(at % 5 === 0 || fitting.length === 0 ? all : fitting, at);
    let body = structuredClone(seed);
    for (const [place, put] of wanted) body = changed(body, place, structuredClone(put));
    return JSON.stringify(body);
  });
  return fc.oneof(
    { weight: 6, arbitrary: almost },
    { weight: 1, arbitrary: value.map((any) => JSON.stringify(any)) },
    { weight: 1, arbitrary: fc.array(almost, { maxLength: 5 }).map((rows) => rows.join('\n')) },
    { weight: 1, arbitrary: fc.array(almost, { maxLength: 5 }).map((rows) => `[${rows}]`) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.slice()) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(undefined, '', TOO_LARGE, '['.repeat(50_000), '{"a":'.repeat(50)),
    },
  );
}

function pick<Item>(items: Item[], at: number): Item {
  return items[at % items.length] as Item;
}

/** `body` with `put` at one of its places: instead of what is there, gone (undefined), or under a new name. */
function changed(body: unknown, place: number, put: unknown): unknown {
  const places: { of: Record<string, unknown>; name: string }[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push({ of: node as Record<string, unknown>, name });
      visit((node as Record<string, unknown>)[name]);
    }
  };
  visit(body);
  const chosen = places[place % Math.max(1, places.length)];
  if (chosen === undefined) return put;
  if (place % 7 === 0) delete chosen.of[chosen.name];
  else if (place % 11 === 0) chosen.of['unknown'] = put;
  else chosen.of[chosen.name] = put;
  return body;
}
