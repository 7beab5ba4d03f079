import { ReadableStream } from 'node:stream/web';
import { Problem } from '#domain/problem.ts';
import type { BatchRow } from '../reports/issue-batch.ts';
import { issueBatch, MOST_ROWS } from '../reports/issue-batch.ts';
import type { AppContext, AppDependencies } from './app-environment.ts';
import { problemBody, toProblem } from './problem-response.ts';
import { readLines } from './read-body.ts';

/** `POST /reports/batch`: NDJSON in, NDJSON out as it goes. */
export async function batchRoute(deps: AppDependencies, c: AppContext): Promise<Response> {
  const lines = await readLines(c);
  const filled = lines.filter((line) => line.trim() !== '').length;
  if (filled > MOST_ROWS) {
    throw new Problem('payload-too-large', `一次最多 ${MOST_ROWS} 行，没有处理；请分几次发送。`);
  }
  const { printer, atOnce } = deps.batch;
  const rows = issueBatch({ ...deps.reports, printer }, c.var.actor, lines, atOnce);
  const encoder = new TextEncoder();
  const body = ReadableStream.from(
    (async function* () {
      for await (const row of rows) yield encoder.encode(`${JSON.stringify(toLine(row, deps))}\n`);
    })(),
  );
  return c.body(body as globalThis.ReadableStream, 200, {
    'Content-Type': 'application/x-ndjson',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
}

function toLine({ line, idempotencyKey, outcome }: BatchRow, { log }: AppDependencies) {
  if ('answer' in outcome) {
    const status = outcome.replayed ? 200 : 201;
    return { line, idempotencyKey, status, ...outcome.answer };
  }
  const error = problemBody(toProblem(outcome.problem, log));
  return { line, idempotencyKey, status: error.status, error };
}
