import { cpuSecondsOf } from '../measure-process.ts';
import { startMain } from '../service/main-process.ts';
import { quantile, sendAllOut } from '../service/send-load.ts';
import { freePort } from '../service/start-postgres.ts';
import type { Filled } from './fill-database.ts';

export interface Service {
  environment: Record<string, string>;
  postgresPid: number;
}

export interface Kind {
  name: string;
  perSecond: number;
  nodeMicroseconds: number;
  postgresMicroseconds: number;
  /** Milliseconds, under full load. */
  p99: number;
}

export interface Verifying {
  floor: Kind;
  bare: Kind;
  summary: Kind;
  full: Kind;
}

const ROUNDS = 3;
const CONNECTIONS = 32;
const API = '/api/v1/verifications';

/** The bare routes and the service in turn, several rounds, each as fast as it can; the medians. */
export async function measureVerifying(
  { environment, postgresPid }: Service,
  filled: readonly Filled[],
  seconds: number,
): Promise<Verifying> {
  const bare = await startMain(
    { DATABASE_URL: environment['DATABASE_URL'] ?? '', PORT: String(await freePort()) },
    'scripts/bench/reports/bare-route.ts',
  );
  const service = await startMain(environment);
  const numbers = filled.map(({ number }) => JSON.stringify({ number }));
  const withCodes = filled.map(({ number, code }) => JSON.stringify({ number, code }));
  const kinds = {
    floor: { name: '只读三列，postgres.js', main: bare, path: '/floor', bodies: numbers },
    bare: { name: '对照：只读一行，同一驱动', main: bare, path: '/row', bodies: numbers },
    summary: { name: '凭编号', main: service, path: API, bodies: numbers },
    full: { name: '凭编号和验证码，含回执', main: service, path: API, bodies: withCodes },
  };
  const rounds: Record<keyof typeof kinds, Kind[]> = {
    floor: [],
    bare: [],
    summary: [],
    full: [],
  };
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [kind, { name, main, path, bodies }] of Object.entries(kinds)) {
        const pid = main.child.pid ?? 0;
        const port = Number(new URL(main.url).port);
        const [node, postgres] = [cpuSecondsOf(pid), cpuSecondsOf(postgresPid)];
        const done = await sendAllOut({ port, path }, bodies, {
          connections: CONNECTIONS,
          seconds,
        });
        // The first round warms up.
        if (round === 0) continue;
        rounds[kind as keyof typeof kinds].push({
          name,
          perSecond: done.requests / done.seconds,
          nodeMicroseconds: ((cpuSecondsOf(pid) - node) / done.requests) * 1e6,
          postgresMicroseconds: ((cpuSecondsOf(postgresPid) - postgres) / done.requests) * 1e6,
          p99: quantile(done.latencies, 0.99),
        });
      }
    }
  } finally {
    await Promise.all([bare.end('SIGKILL'), service.end('SIGINT')]);
  }
  return {
    floor: middle(rounds.floor),
    bare: middle(rounds.bare),
    summary: middle(rounds.summary),
    full: middle(rounds.full),
  };
}

function middle(rounds: readonly Kind[]): Kind {
  const sorted = rounds.toSorted((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as Kind;
}
