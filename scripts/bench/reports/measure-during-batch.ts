import { startMain } from '../service/main-process.ts';
import { quantile, sendSteadily } from '../service/send-load.ts';
import type { Filled } from './fill-database.ts';
import { FIRST_PERSON, OUTCOMES } from './measure-issuing.ts';
import type { Service } from './measure-verifying.ts';
import { sampleRequest } from './sample-request.ts';

export interface DuringBatch {
  /** Milliseconds. */
  p99Before: number;
  p99During: number;
  rows: number;
  seconds: number;
}

/** A quiet office's worth: a million a day, all within six hours. */
const PER_SECOND = 50;
const QUIET_SECONDS = 12;
/** The wait of the slowest in a hundred is that of a few: the median of several rounds says more. */
const ROUNDS = 3;
const PERSON = FIRST_PERSON + 1_000_000;

/** The wait for a verification, asked at a steady pace, without a batch and while one of `rows` runs, in turn. */
export async function measureDuringBatch(
  service: Service,
  filled: readonly Filled[],
  rows: number,
): Promise<DuringBatch> {
  const main = await startMain(service.environment);
  const target = { port: Number(new URL(main.url).port), path: '/api/v1/verifications' };
  const bodies = filled.map((each) => JSON.stringify(each));
  const issueBatch = async (from: number, count: number) => {
    const lines = Array.from({ length: count }, (_, at) =>
      JSON.stringify({
        idempotencyKey: `bench-${from + at}`,
        report: sampleRequest(PERSON + from + at, OUTCOMES),
      }),
    );
    const answer = await fetch(`${main.url}/api/v1/reports/batch`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${service.environment['BOOTSTRAP_API_KEY']}`,
        'Content-Type': 'application/x-ndjson',
      },
      body: lines.join('\n'),
    });
    const made = (await answer.text()).match(/"status":201/g)?.length ?? 0;
    if (made !== count) throw new Error(`${made} of ${count} rows were issued`);
  };
  const quiet = async () => {
    const until = performance.now() + QUIET_SECONDS * 1000;
    return sendSteadily(target, bodies, {
      perSecond: PER_SECOND,
      isOver: () => performance.now() > until,
    });
  };
  try {
    // Warm: the processes that print have started, the verifications are compiled.
    await issueBatch(0, 20);
    await quiet();
    const rounds = { before: [] as number[], during: [] as number[], seconds: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.before.push(quantile((await quiet()).latencies, 0.99));
      let over = false;
      const batch = issueBatch(20 + round * rows, rows).finally(() => {
        over = true;
      });
      const during = await sendSteadily(target, bodies, {
        perSecond: PER_SECOND,
        isOver: () => over,
      });
      await batch;
      rounds.during.push(quantile(during.latencies, 0.99));
      rounds.seconds += during.seconds;
    }
    return {
      p99Before: quantile(rounds.before, 0.5),
      p99During: quantile(rounds.during, 0.5),
      rows: ROUNDS * rows,
      seconds: rounds.seconds,
    };
  } finally {
    await main.end('SIGINT');
  }
}
