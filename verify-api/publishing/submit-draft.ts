import type { Actor } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import type { ContentFault, Draft } from '#domain/content-answers.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { notAsSeen, requireDraft, stepBy, subjectOf, toDraft } from './draft-record.ts';
import { checkDraft } from './staged-draft.ts';

export const seenVersion = z.int('请写明看的是哪一版').min(1);
const schema = z.strictObject({ version: seenVersion });

/** Sends a draft without faults to the first review. */
export async function submitDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Draft> {
  const { version } = requireValid(schema, input, '没有提交。');
  const row = await requireDraft(deps, id);
  if (row.state !== 'draft' || row.version !== version) throw notAsSeen(row);
  if (row.title === '') throw refused([{ file: '', field: 'title', message: '请先填写标题' }]);
  const { faults, reminders } = await checkDraft(deps, row);
  if (faults.length > 0) {
    await deps.drafts.change({ id, from: ['draft'], version, set: { faults, reminders } });
    throw refused(faults);
  }
  const now = deps.clock();
  const next = {
    ...row,
    state: 'review' as const,
    step: 1,
    steps: deps.reviewSteps,
    returnedNote: null,
    faults,
    reminders,
    updatedAt: now,
  };
  const { state, step, steps, returnedNote, updatedAt } = next;
  const changed = await deps.drafts.change({
    id,
    from: ['draft'],
    version,
    set: { state, step, steps, returnedNote, faults, reminders, updatedAt },
    happened: stepBy(actor, row, { kind: 'submitted', at: now }),
    entries: [
      { at: now, actor, action: 'content-submitted', subject: subjectOf(row), detail: { version } },
    ],
  });
  if (changed !== 'changed') throw notAsSeen(await requireDraft(deps, id));
  return toDraft(deps, actor, next);
}

/** `$.fields.title`, `$.body`: where the form has the box; `$` for the entry as a whole. */
function refused(faults: readonly ContentFault[]): Problem {
  return new Problem('validation-failed', `还有 ${faults.length} 处要改，没有提交审核。`, {
    faults: faults.slice(0, 200).map(({ field, message }) => ({ path: pathOf(field), message })),
  });
}

function pathOf(field: string | undefined): string {
  if (field === undefined) return '$';
  if (field === 'body') return '$.body';
  return `$.fields.${field}`.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
