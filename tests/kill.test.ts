import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { IssueAnswer } from '#domain/report-answers.ts';
import { type MainProcess, startMain } from '../scripts/bench/service/main-process.ts';
import { openDatabase } from '../verify-api/db/open-database.ts';
import { freshPostgres, withRows } from './support/database.ts';
import { makeRequest } from './support/factories.ts';

const ROUNDS = 20;
const CLIENTS = 4;
const KEY = 'kill-test-key-0123456789-0123456789';
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Sent {
  key: string;
  request: object;
  answer?: IssueAnswer;
}

let keys = 0;
const newRequest = (): Sent => ({ key: `kill-${++keys}`, request: makeRequest() });

async function send(main: MainProcess, sent: Sent): Promise<number> {
  const response = await fetch(`${main.url}/api/v1/reports`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${KEY}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': sent.key,
    },
    body: JSON.stringify(sent.request),
  });
  const answer = (await response.json()) as IssueAnswer;
  if (response.ok) sent.answer = answer;
  return response.status;
}

/** Several clients issue, one report after another, until the process is killed under them. */
async function issueUntilKilled(main: MainProcess, killAfter: number): Promise<Sent[]> {
  const all: Sent[] = [];
  let acknowledged = 0;
  let killed: Promise<unknown> | undefined;
  const client = async () => {
    while (killed === undefined) {
      const sent = newRequest();
      all.push(sent);
      try {
        await send(main, sent);
      } catch {
        return;
      }
      acknowledged += 1;
      if (acknowledged === killAfter) killed = main.end('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await killed;
  return all;
}

async function expectVerifies(main: MainProcess, { answer }: Sent) {
  const { number, code } = answer as IssueAnswer;
  const verification = await fetch(`${main.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ number, code }),
  });
  expect(verification.status, number).toBe(200);
  const pdf = await fetch(`${main.url}/api/v1/reports/${number}/pdf`, {
    headers: { 'X-Verification-Code': code },
  });
  expect(pdf.status, number).toBe(200);
  expect((await pdf.bytes()).length).toBeGreaterThan(1000);
}

describe('kill -9 while issuing', () => {
  test.each(['pglite', 'postgres'] as const)(
    'loses no acknowledged report and leaves none half written (%s)',
    async (engine) => {
      const dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-kill-'));
      cleanups.push(() => rm(dataDir, { recursive: true }));
      let databaseUrl: string | undefined;
      if (engine === 'postgres') {
        const fresh = await freshPostgres();
        cleanups.push(fresh.remove);
        databaseUrl = fresh.database.url;
      }
      const environment = {
        DATA_DIR: dataDir,
        BOOTSTRAP_API_KEY: KEY,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      };

      let acknowledged = 0;
      let last: Sent[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const main = await startMain(environment);
        cleanups.push(() => main.end('SIGKILL'));
        for (const sent of last) {
          // Whoever had no answer sends the same again: stored or not, one report comes of it.
          if (sent.answer === undefined) expect([200, 201]).toContain(await send(main, sent));
          await expectVerifies(main, sent);
        }
        if (round === ROUNDS) {
          expect(await main.end('SIGTERM')).toBe(0);
          break;
        }
        last = await issueUntilKilled(main, 1 + (round % 7));
        acknowledged += last.length;
      }

      const database = withRows(await openDatabase({ databaseUrl, dataDir }), '');
      cleanups.push(() => database.close());
      const numbers = async (query: string) =>
        (await database.rows(query)).map((row) => row['number']);
      const stored = await numbers('select number from reports order by 1');
      expect(await numbers('select number from report_pdfs order by 1')).toEqual(stored);
      const events = "select number from events where kind = 'issued' order by 1";
      expect(await numbers(events)).toEqual(stored);
      // Four of them are the demonstration's; each request made exactly one.
      expect(stored).toHaveLength(acknowledged + 4);
      expect(await numbers('select number from idempotency order by 1')).toEqual(stored);
    },
    400_000,
  );
});
