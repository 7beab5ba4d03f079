import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../../../verify-api/http/listen.ts';
import { freshPostgres } from '../../support/database.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { createTestService, ISSUER_KEY, type TestService } from '../../support/service.ts';

let postgres: Awaited<ReturnType<typeof freshPostgres>>;
let service: TestService;
let listening: Listening;
beforeAll(async () => {
  postgres = await freshPostgres();
  service = await createTestService(postgres.database);
  listening = await listen(service.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await listening.drain(1_000);
  await postgres.remove();
});

const BODY = '{"number":"31264817392055164342"}';
const requests = [
  `POST /api/v1/verifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
  `POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ISSUER_KEY}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  'GET /api/v1/reports?q=1&page=2 HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
  'POST /verify/pdf/ HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nnumber=1',
].map((text) => Buffer.from(text));

interface Damage {
  at: number;
  remove: number;
  put: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat({ max: 300 }),
  remove: fc.nat({ max: 8 }),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc
      .constantFrom('\r\n', '\n', '\0', ' ', ':', '%', 'Content-Length: 5\r\n', 'ffffffffffffffff')
      .map((text) => Buffer.from(text)),
  ),
});
const bytes = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...requests), fc.array(damage, { minLength: 1, maxLength: 4 }))
      .map(([request, all]) => all.reduce(damaged, request)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((raw) => Buffer.from(raw)) },
  { weight: 1, arbitrary: fc.constantFrom(Buffer.alloc(20_000, 'a'), Buffer.alloc(0)) },
);

function damaged(request: Buffer, { at, remove, put }: Damage): Buffer {
  const place = at % (request.length + 1);
  return Buffer.concat([request.subarray(0, place), put, request.subarray(place + remove)]);
}

test('any bytes at all are answered or refused, never with a fault of ours, and the service lives on', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, async (sent) => {
      const answer = await exchange(sent);
      for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) {
        expect(Number(status), answer).toBeLessThan(500);
      }
    }),
    propertyRuns(400),
  );
  expect(service.log.filter((line) => line.startsWith('error'))).toEqual([]);
  const health = await fetch(`http://127.0.0.1:${listening.port}/healthz`);
  expect(health.status).toBe(200);
}, 1_800_000);

/** Sends all, says that there is no more, and waits for the end. */
async function exchange(sent: Buffer): Promise<string> {
  const socket = connect(listening.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  // A server may close on nonsense before it has read all of it.
  socket.on('error', () => {});
  socket.end(sent);
  await once(socket, 'close');
  return answer;
}
