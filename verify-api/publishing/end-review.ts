import type { Actor } from '#domain/actor.ts';
import type { AuditAction } from '#domain/audit-actions.ts';
import { formatChineseTime } from '#domain/china-date.ts';
import { z } from '#domain/chinese-schema.ts';
import type { Draft, DraftStep } from '#domain/content-answers.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { DraftChange, DraftRow } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { notAsSeen, requireDraft, stepBy, subjectOf, toDraft } from './draft-record.ts';
import { publishTime } from './publish-time.ts';

/** Takes a draft back out of review, or out of the queue before its time. */
export async function recallDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
): Promise<Draft> {
  const row = await requireDraft(deps, id);
  return step(deps, actor, row, 'recalled', 'content-recalled', {
    from: ['review', 'approved'],
    set: { state: 'draft', step: 0 },
    unqueue: { at: deps.clock() },
  });
}

/** Ends a draft that nobody wants any more. It is kept, with its files, and shown nowhere. */
export async function dropDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
): Promise<Draft> {
  const row = await requireDraft(deps, id);
  return step(deps, actor, row, 'dropped', 'content-dropped', {
    from: ['draft'],
    set: { state: 'dropped' },
  });
}

const timeSchema = z.strictObject({ publishAt: publishTime });

/** Another time for a draft that has not been published; what was approved stays so. */
export async function rescheduleDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Draft> {
  const { publishAt } = requireValid(timeSchema, input, '没有改变发布时间。');
  const row = await requireDraft(deps, id);
  const note = publishAt === null ? '审核通过后立即发布' : `${formatChineseTime(publishAt)}发布`;
  const draft = await step(deps, actor, row, 'rescheduled', 'content-rescheduled', {
    from: ['draft', 'review', 'approved'],
    set: { publishAt },
    note,
  });
  const now = deps.clock();
  await deps.publications.reschedule(id, publishAt !== null && publishAt > now ? publishAt : now);
  return draft;
}

async function step(
  deps: ContentDependencies,
  actor: Actor,
  row: DraftRow,
  kind: DraftStep['kind'],
  action: AuditAction,
  change: Pick<DraftChange, 'from' | 'set' | 'unqueue'> & { note?: string },
): Promise<Draft> {
  const now = deps.clock();
  const { note = null, ...rest } = change;
  const changed = await deps.drafts.change({
    id: row.id,
    ...rest,
    version: row.version,
    set: { ...rest.set, updatedAt: now },
    happened: stepBy(actor, row, { kind, at: now, note }),
    entries: [
      { at: now, actor, action, subject: subjectOf(row), detail: { version: row.version } },
    ],
  });
  if (changed !== 'changed') throw notAsSeen(await requireDraft(deps, row.id));
  return toDraft(deps, actor, await requireDraft(deps, row.id));
}
