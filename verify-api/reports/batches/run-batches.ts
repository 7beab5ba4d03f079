import type { Fault } from '#domain/problem.ts';
import { Problem } from '#domain/problem.ts';
import type { BatchLine, BatchRow } from '../../db/batch-store.ts';
import { type AtWork, createQueueWorker, type QueueWorker } from '../../db/queue-worker.ts';
import { issueReport } from '../issue-report.ts';
import { type BatchDependencies, openBatchKey, openRequest } from './batch-record.ts';

export interface BatchRunnerOptions {
  /** Reports made at the same time. */
  atOnce: number;
  /** One line, never with personal data. */
  log: (line: string) => void;
  /** How long to wait before looking again for what another process may have left. */
  lookAgainMs?: number;
}

/** A process that has died leaves its batch to others after so long. */
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;
const LOOK_AGAIN_MS = 15_000;
/** Lines read at once. */
const PAGE = 100;
/** A report that fails for a reason of ours so often is given up. */
const MOST_TRIES = 5;
const PAUSE_MS = 2_000;

class Interrupted extends Error {}

/**
 * Issues released batches, one at a time in the order of their release. A line is issued under a key
 * of its own, so that none makes two reports, however often the service is killed and begins again.
 */
export function createBatchRunner(
  deps: BatchDependencies,
  { atOnce, log, lookAgainMs = LOOK_AGAIN_MS }: BatchRunnerOptions,
): QueueWorker {
  async function takeOne(at: AtWork): Promise<boolean> {
    const batch = await deps.batches.claim(at.lease());
    if (batch === undefined) return false;
    try {
      await runBatch(batch, at);
    } finally {
      await deps.batches.giveBack(batch.id, at.holder);
    }
    return true;
  }

  async function runBatch(batch: BatchRow, { lease, isStopping }: AtWork): Promise<void> {
    const key = openBatchKey(deps.vault, batch);
    let renewed = performance.now();
    let lost = false;
    const goOn = async () => {
      if (performance.now() - renewed < RENEW_MS) return;
      renewed = performance.now();
      if (!(await deps.batches.renew(batch.id, lease()))) lost = true;
    };
    for (let after = 0; ; ) {
      // Once a page at least, so that a batch that was stopped is left soon.
      if (!(await deps.batches.renew(batch.id, lease()))) return;
      const lines = await deps.batches.listLines(
        batch.id,
        { after, limit: PAGE },
        { state: 'waiting' },
      );
      if (lines.length === 0) return deps.batches.end(batch.id, deps.clock());
      let next = 0;
      const take = async () => {
        while (next < lines.length && !isStopping() && !lost) {
          const line = lines[next] as BatchLine;
          next += 1;
          await issueLine(batch, line, { body: openRequest(key, line), isStopping });
          await goOn();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, take));
      if (isStopping() || lost) return;
      after = lines.at(-1)?.line ?? after;
    }
  }

  async function issueLine(
    batch: BatchRow,
    { line }: BatchLine,
    { body, isStopping }: Pick<AtWork, 'isStopping'> & { body: unknown },
  ): Promise<void> {
    // Stopped between being read and being issued.
    if (body === undefined) return;
    const actor = { id: batch.releasedBy ?? '', name: batch.releasedByName ?? '' };
    for (let tries = 1; ; tries += 1) {
      try {
        const { answer } = await issueReport(deps, {
          actor,
          body,
          idempotencyKey: `${batch.id}:${line}`,
          idempotencyOwner: 'batch',
        });
        return await deps.batches.lineIssued(batch.id, line, answer.number);
      } catch (error) {
        if (isForGood(error)) return deps.batches.lineRefused(batch.id, line, faultsOf(error));
        if (isStopping()) throw new Interrupted();
        log(`batch ${batch.id}: a report failed, try ${tries}: ${nameOf(error)}`);
        if (!isAway(error) && tries >= MOST_TRIES) {
          const message = '服务器内部错误，没有签发；请再上传这一行，如仍出错，请找技术人员';
          return deps.batches.lineRefused(batch.id, line, [{ path: '$', message }]);
        }
        await pause();
      }
    }
  }

  // Nothing that fails is lost: lines and batches stay as they are, and are taken up again.
  return createQueueWorker(
    { ...deps, leaseMs: LEASE_MS },
    {
      takeOne,
      nextLookMs: () => lookAgainMs,
      paused: (error) => {
        if (!(error instanceof Interrupted)) log(`batches paused: ${nameOf(error)}`);
      },
    },
  );
}

/** Sending it again would be refused again. */
function isForGood(error: unknown): error is Problem {
  return error instanceof Problem && !['unavailable', 'idempotency-conflict'].includes(error.code);
}

function isAway(error: unknown): boolean {
  return error instanceof Problem && error.code === 'unavailable';
}

function faultsOf({ faults, message }: Problem): Fault[] {
  return faults.length > 0 ? [...faults] : [{ path: '$', message }];
}

/** Messages of unexpected errors may quote what was being made. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref());
}
