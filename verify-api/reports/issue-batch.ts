import type { ActorName } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import { Problem } from '#domain/problem.ts';
import type { IssueAnswer } from '#domain/report-answers.ts';
import { requireValid } from '#domain/require-valid.ts';
import { issueReport } from './issue-report.ts';
import type { ReportDependencies } from './report-dependencies.ts';

export const MOST_ROWS = 10_000;
/** One report of 500 outcomes is far below this. */
export const LONGEST_ROW = 1024 * 1024;

const rowSchema = z.strictObject({
  idempotencyKey: z
    .string({ error: '每行都要有 idempotencyKey' })
    .regex(/^[\x21-\x7e]{1,255}$/, '应为 1 到 255 个可见的 ASCII 字符，不含空格'),
  report: z.unknown(),
});

/** What became of one row. */
export interface BatchRow {
  /** From 1. */
  line: number;
  /** Null when the row could not be read so far. */
  idempotencyKey: string | null;
  outcome: { replayed: boolean; answer: IssueAnswer } | { problem: unknown };
}

/**
 * Issues a report for each line of NDJSON, some at a time, and tells of each as it is done, in the
 * order in which they are done. A bad row fails alone; one sent again is answered again.
 * @param atOnce how many are made at the same time
 */
export async function* issueBatch(
  deps: ReportDependencies,
  actor: ActorName,
  lines: Iterable<string>,
  atOnce: number,
): AsyncGenerator<BatchRow> {
  const running = new Map<number, Promise<BatchRow>>();
  const byKey = new Map<string, Promise<BatchRow>>();
  let line = 0;
  for (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    running.set(line, issueRow(deps, actor, { line, text, byKey }));
    if (running.size >= atOnce) yield await first(running);
  }
  while (running.size > 0) yield await first(running);
}

async function first(running: Map<number, Promise<BatchRow>>): Promise<BatchRow> {
  const row = await Promise.race(running.values());
  running.delete(row.line);
  return row;
}

async function issueRow(
  deps: ReportDependencies,
  actor: ActorName,
  { line, text, byKey }: { line: number; text: string; byKey: Map<string, Promise<BatchRow>> },
): Promise<BatchRow> {
  let row: ReturnType<typeof readRow>;
  try {
    row = readRow(text);
  } catch (problem) {
    return { line, idempotencyKey: null, outcome: { problem } };
  }
  const { idempotencyKey, report } = row;
  // A key that comes twice is taken in the order of the lines, however many are made at once.
  const earlier = byKey.get(idempotencyKey);
  const made = (async (): Promise<BatchRow> => {
    await earlier;
    try {
      const outcome = await issueReport(deps, { actor, body: report, idempotencyKey });
      return { line, idempotencyKey, outcome };
    } catch (problem) {
      return { line, idempotencyKey, outcome: { problem } };
    }
  })();
  byKey.set(idempotencyKey, made);
  return made;
}

function readRow(text: string): { idempotencyKey: string; report: unknown } {
  if (text.length > LONGEST_ROW) {
    throw new Problem('payload-too-large', '这一行超过 1 MiB，没有处理。');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('invalid-json', '这一行不是有效的 JSON。');
  }
  const { idempotencyKey, report } = requireValid(rowSchema, value, '这一行的内容有误，没有签发。');
  return { idempotencyKey, report };
}
