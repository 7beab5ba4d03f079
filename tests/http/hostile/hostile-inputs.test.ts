import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemCodes } from '#domain/problem.ts';
import { freshPostgres } from '../../support/database.ts';
import { createTestService, ISSUER_KEY, type TestService } from '../../support/service.ts';
import { addPerson, signedInAs } from '../../support/staff.ts';
import { endpointsOf } from './endpoints.ts';
import { type HostileInput, hostileInput, type Known } from './hostile-input.ts';

/** 200,000 with `SLOW=1`. */
const INPUTS = process.env['SLOW'] === '1' ? 200_000 : 5_000;
const WARM_UP = 1_000;
/** Whatever the number of inputs: what is kept of each would show. */
const MOST_GROWTH_BYTES = 16 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let postgres: Awaited<ReturnType<typeof freshPostgres>>;
let service: TestService;
const errors: string[] = [];
beforeAll(async () => {
  postgres = await freshPostgres();
  const log = (line: string) => {
    if (line.startsWith('error')) errors.push(line);
  };
  service = await createTestService(postgres.database, { app: { log } });
});
afterAll(() => postgres.remove());

test(`${INPUTS} random and hostile inputs over all endpoints are answered, and nothing stays behind`, async () => {
  const endpoints = endpointsOf(service.app);
  expect(endpoints.length).toBeGreaterThan(30);
  const known = await whatExists();
  // One who signs out ends the session that the tries after it need.
  const lasting = endpoints.filter(({ path }) => path !== '/api/staff/sign-out');
  const statuses = new Map<number, number>();
  let heapBefore = 0;
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(hostileInput(lasting, known), async (input) => {
      if (tried === WARM_UP) heapBefore = heapUsed();
      tried += 1;
      const { status } = await check(input);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }),
    { numRuns: INPUTS, endOnFailure: true },
  );
  expect(errors).toEqual([]);
  expect(heapUsed() - heapBefore).toBeLessThan(MOST_GROWTH_BYTES);
  // The tries reach what lies behind each refusal, and the sessions lived to the end.
  for (const status of [200, 201, 400, 401, 403, 404, 405, 409, 413, 415, 422])
    expect(statuses.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(0);
  for (const [, cookie] of known.credentials.filter(([name]) => name === 'Cookie')) {
    const me = await service.call('GET', '/api/staff/me', { headers: { Cookie: cookie } });
    expect(me.status).toBe(200);
  }
}, 3_600_000);

async function whatExists(): Promise<Known> {
  const [administrator, issuer, reviewer] = [
    await signedInAs(service, 'administrator'),
    await signedInAs(service, 'issuer', '浦东分部'),
    await signedInAs(service, 'reviewer'),
  ];
  const someone = await addPerson(service, 'editor');
  const reports = [await service.issue(), await service.issue(), await service.issue()];
  return {
    words: [
      ...reports.flatMap(({ number, code }) => [number, code]),
      someone.account.id,
      someone.account.account,
    ],
    credentials: [
      ['Authorization', `Bearer ${ISSUER_KEY}`],
      ...[administrator, issuer, reviewer].map((person): [string, string] => [
        'Cookie',
        person.cookie(),
      ]),
    ],
  };
}

/** Sends it, reads the whole answer, and fails on what no answer may be. */
async function check({ method, path, headers, body, address }: HostileInput) {
  const answer = await service.app.request(
    path,
    { method, headers, ...(body === undefined ? {} : { body }) },
    { clientAddress: address },
  );
  const text = await answer.text();
  expect(answer.status, text).toBeLessThan(500);
  if (/^\/api\/(v1|staff)\//.test(path)) {
    expect(answer.headers.get('Cache-Control'), path).toContain('no-store');
  }
  if (answer.status >= 400 && method !== 'HEAD') {
    expect(answer.headers.get('Content-Type')).toMatch(/^(application\/problem\+json|text\/html)/);
    if (answer.headers.get('Content-Type')?.startsWith('text/html')) return answer;
    const problem = JSON.parse(text) as { code: (typeof problemCodes)[number]; detail: string };
    expect(problemCodes).toContain(problem.code);
    expect(problem.detail).toMatch(/\p{Script=Han}/u);
  }
  for (const status of text.matchAll(/"status":\s?(\d+)/g)) {
    expect(Number(status[1]), text).toBeLessThan(500);
  }
  return answer;
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
