import type { Actor } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import type { Draft } from '#domain/content-answers.ts';
import { base64url } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import { typedLines } from '#domain/typed-text.ts';
import type { DraftRow, NewPublication } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import {
  mayReturn,
  notAsSeen,
  requireDraft,
  reviewObstacle,
  stepBy,
  subjectOf,
  toDraft,
} from './draft-record.ts';
import { seenVersion } from './submit-draft.ts';

const note = typedLines('意见应为文字').max(500, '最多 500 个字');
const approvalSchema = z.strictObject({
  version: seenVersion,
  note: note.nullish().transform((text) => text || null),
});
const returnSchema = z.strictObject({
  version: seenVersion,
  note: note.min(1, '请写明为什么退回，让作者知道怎样改'),
});

/** One review of `steps`; with the last, the draft takes its place in the queue. */
export async function approveDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Draft> {
  const given = requireValid(approvalSchema, input, '没有通过审核。');
  const row = await requireDraft(deps, id);
  if (row.state !== 'review' || row.version !== given.version) throw notAsSeen(row);
  const obstacle = reviewObstacle(actor, await deps.drafts.listSteps([id]));
  if (obstacle !== undefined) throw obstacle;
  const now = deps.clock();
  const last = row.step >= row.steps;
  const set = last
    ? { state: 'approved' as const, step: 0, updatedAt: now }
    : { step: row.step + 1, updatedAt: now };
  const changed = await deps.drafts.change({
    id,
    from: ['review'],
    version: row.version,
    step: row.step,
    set,
    happened: stepBy(actor, row, { kind: 'approved', step: row.step, at: now, note: given.note }),
    entries: [
      {
        at: now,
        actor,
        action: 'content-reviewed',
        subject: subjectOf(row),
        detail: { version: row.version, step: row.step, steps: row.steps },
      },
    ],
    ...(last ? { publication: publicationOf(deps, actor, row, now) } : {}),
  });
  if (changed !== 'changed') throw notAsSeen(await requireDraft(deps, id));
  return toDraft(deps, actor, { ...row, ...set });
}

function publicationOf(
  { random }: ContentDependencies,
  actor: Actor,
  row: DraftRow,
  now: Date,
): NewPublication {
  return {
    id: base64url(random(9)),
    kind: 'publish',
    title: row.title,
    draftId: row.id,
    state: 'waiting',
    requestedBy: actor.id,
    requestedByName: actor.name,
    requestedAt: now,
    dueAt: row.publishAt !== null && row.publishAt > now ? row.publishAt : now,
    faults: [],
  };
}

/** Gives a draft back to its author; also one that is approved and not yet published. */
export async function returnDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Draft> {
  const given = requireValid(returnSchema, input, '没有退回。');
  const row = await requireDraft(deps, id);
  if (!['review', 'approved'].includes(row.state) || row.version !== given.version) {
    throw notAsSeen(row);
  }
  if (!mayReturn(actor, await deps.drafts.listSteps([id]))) {
    throw new Problem('own-work', '您写过这份稿子；要自己改，请收回它。');
  }
  const now = deps.clock();
  const set = { state: 'draft' as const, step: 0, returnedNote: given.note, updatedAt: now };
  const changed = await deps.drafts.change({
    id,
    from: [row.state],
    version: row.version,
    step: row.step,
    set,
    unqueue: { at: now },
    happened: stepBy(actor, row, { kind: 'returned', at: now, note: given.note }),
    entries: [
      {
        at: now,
        actor,
        action: 'content-returned',
        subject: subjectOf(row),
        detail: { version: row.version, step: row.step },
      },
    ],
  });
  if (changed !== 'changed') throw notAsSeen(await requireDraft(deps, id));
  return toDraft(deps, actor, { ...row, ...set });
}
