import type { Actor } from '#domain/actor.ts';
import type { AuditAction } from '#domain/audit-actions.ts';
import type { Batch } from '#domain/batch-answers.ts';
import { Problem } from '#domain/problem.ts';
import type { BatchRow, BatchStep } from '../../db/batch-store.ts';
import { type BatchDependencies, requireBatch, toBatch } from './batch-record.ts';
import { isEnded } from './read-batch.ts';

/**
 * By whoever uploaded it, once they have looked at what would be issued: it is issued, or, where the
 * bank wants four eyes, waits for somebody else.
 */
export async function confirmBatch(
  deps: BatchDependencies,
  actor: Actor,
  id: string,
): Promise<Batch> {
  const row = await requireBatch(deps.batches, id);
  if (row.uploadedBy !== actor.id) {
    throw new Problem('forbidden', '只有上传这批名单的人可以确认它。');
  }
  if (!deps.bank.fourEyes) return release(deps, actor, row, ['checked', 'waiting']);
  return step(deps, actor, 'batch-confirmed', { id, from: ['checked'], set: { state: 'waiting' } });
}

/** By somebody else than whoever uploaded it. */
export async function releaseBatch(
  deps: BatchDependencies,
  actor: Actor,
  id: string,
): Promise<Batch> {
  const row = await requireBatch(deps.batches, id);
  if (row.uploadedBy === actor.id) {
    throw new Problem('own-work', '自己上传的名单要由另一位同事复核放行。');
  }
  return release(deps, actor, row, ['waiting']);
}

/**
 * Ends a batch before its end, or before it began: what is issued stays issued, the rest is not kept.
 * A list may be stopped by whoever uploaded it, by who may release it and by whoever released it.
 */
export async function stopBatch(deps: BatchDependencies, actor: Actor, id: string): Promise<Batch> {
  const row = await requireBatch(deps.batches, id);
  const isTheirs = [row.uploadedBy, row.releasedBy].includes(actor.id);
  if (!isTheirs && !actor.permissions.has('release')) {
    throw new Problem('forbidden', '只有上传、放行这批名单的人或复核员可以停止它。');
  }
  if (isEnded(row)) throw alreadyDecided();
  return step(deps, actor, 'batch-stopped', {
    id,
    from: ['checked', 'waiting', 'running'],
    set: { state: 'stopped', endedAt: deps.clock() },
  });
}

function release(
  deps: BatchDependencies,
  actor: Actor,
  { id }: BatchRow,
  from: BatchStep['from'],
): Promise<Batch> {
  const released = {
    releasedBy: actor.id,
    releasedByName: actor.name,
    releasedAt: deps.clock(),
  };
  return step(deps, actor, 'batch-released', { id, from, set: { state: 'running', ...released } });
}

async function step(
  deps: BatchDependencies,
  actor: Actor,
  action: AuditAction,
  taken: BatchStep,
): Promise<Batch> {
  const entry = { at: deps.clock(), actor, action, subject: taken.id };
  if (!(await deps.batches.step(taken, entry))) throw alreadyDecided();
  return toBatch(deps.bank, await requireBatch(deps.batches, taken.id));
}

function alreadyDecided(): Problem {
  return new Problem('already-decided', '这批名单已经有人处理过了，请刷新页面查看。');
}
