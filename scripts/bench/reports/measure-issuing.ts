import { cpuSecondsOf, peakBytesOf } from '../measure-process.ts';
import { startMain } from '../service/main-process.ts';
import type { Service } from './measure-verifying.ts';
import { sampleRequest } from './sample-request.ts';

export interface Issuing {
  /** Of the service and PostgreSQL, for a report of twelve outcomes. */
  cpuMs: number;
  mostPdfBytes: number;
  /** Of the service's process. */
  peakBytes: number;
}

const WARM_UP = 20;
export const OUTCOMES = 12;
/** Of people whom the filled database does not know. */
export const FIRST_PERSON = 5_000_000;

/** Issues `count` reports through the API, two at a time. */
export async function measureIssuing(service: Service, count: number): Promise<Issuing> {
  const main = await startMain(service.environment);
  const pid = main.child.pid ?? 0;
  const headers = {
    Authorization: `Bearer ${service.environment['BOOTSTRAP_API_KEY']}`,
    'Content-Type': 'application/json',
  };
  const issue = async (at: number) => {
    const answer = await fetch(`${main.url}/api/v1/reports`, {
      method: 'POST',
      headers,
      body: JSON.stringify(sampleRequest(FIRST_PERSON + at, OUTCOMES)),
    });
    if (answer.status !== 201) throw new Error(`answered ${answer.status}`);
    return ((await answer.json()) as { number: string }).number;
  };
  const issueAll = async (from: number, to: number) => {
    const numbers: string[] = [];
    let next = from;
    const work = async () => {
      while (next < to) {
        next += 1;
        numbers.push(await issue(next));
      }
    };
    await Promise.all([work(), work()]);
    return numbers;
  };
  try {
    await issueAll(0, WARM_UP);
    const before = cpuSecondsOf(pid, service.postgresPid);
    const numbers = await issueAll(WARM_UP, WARM_UP + count);
    const cpuMs = ((cpuSecondsOf(pid, service.postgresPid) - before) / count) * 1000;
    const sizes: number[] = [];
    for (const number of numbers) {
      const answer = await fetch(`${main.url}/api/v1/reports/${number}/pdf`, { headers });
      sizes.push((await answer.arrayBuffer()).byteLength);
    }
    return { cpuMs, mostPdfBytes: Math.max(...sizes), peakBytes: peakBytesOf(pid) };
  } finally {
    await main.end('SIGINT');
  }
}
