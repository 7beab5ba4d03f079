import type { Actor } from '#domain/actor.ts';
import type {
  Draft,
  DraftAction,
  DraftStep,
  DraftSummary,
  FileSummary,
} from '#domain/content-answers.ts';
import { Problem } from '#domain/problem.ts';
import { isId } from '#domain/typed-text.ts';
import type { DraftRow, DraftStepRow, ListedDraft, NewStep } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';

export async function requireDraft(
  { drafts }: Pick<ContentDependencies, 'drafts'>,
  id: string,
): Promise<DraftRow> {
  const row = isId(id) ? await drafts.find(id) : undefined;
  if (row === undefined) throw new Problem('not-found', '没有这份草稿。');
  return row;
}

export function toDraftSummary(row: ListedDraft): DraftSummary {
  const { baseSha256, baseFiles, version, faults, reminders, ...shown } = row;
  return {
    ...shown,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    publishAt: row.publishAt?.toISOString() ?? null,
  };
}

/** A draft as `actor` sees it. */
export async function toDraft(
  deps: Pick<ContentDependencies, 'drafts'>,
  actor: Actor,
  row: DraftRow,
): Promise<Draft> {
  const [steps, own] = [await deps.drafts.listSteps([row.id]), await deps.drafts.listFiles(row.id)];
  const { fields, body, plan, ...listed } = row;
  return {
    ...toDraftSummary(listed),
    version: row.version,
    fields,
    // A catalog's text is a whole file; what changes is in its plan.
    body: row.kind === 'catalogs' ? '' : body,
    files: filesOf(row, own),
    history: steps.map(toStep),
    faults: row.faults,
    reminders: row.reminders,
    plan,
    may: mayDo(actor, row, steps),
  };
}

/** Those beside the published entry, and those of the draft, which take the place of a namesake. */
export function filesOf({ baseFiles }: Pick<DraftRow, 'baseFiles'>, own: FileSummary[]) {
  const names = new Set(own.map(({ name }) => name));
  return [...baseFiles.filter(({ name }) => !names.has(name)), ...own];
}

function toStep({ kind, step, byName, at, note }: DraftStepRow): DraftStep {
  return { kind, step, byName, at: at.toISOString(), note };
}

const writing: readonly DraftStep['kind'][] = ['created', 'saved'];

/** Ids of everybody who wrote in a draft. */
export function writersOf(steps: readonly DraftStepRow[]): Set<string> {
  return new Set(steps.filter(({ kind }) => writing.includes(kind)).map(({ by }) => by));
}

/** Who has approved it since it was last sent to review. */
export function approvalsOf(steps: readonly DraftStepRow[]): DraftStepRow[] {
  const sent = steps.findLastIndex(({ kind }) => kind === 'submitted');
  return steps.slice(sent + 1).filter(({ kind }) => kind === 'approved');
}

/** Why `actor` may not review a draft; undefined: they may. */
export function reviewObstacle(actor: Actor, steps: readonly DraftStepRow[]): Problem | undefined {
  if (!actor.permissions.has('review-content')) {
    return new Problem('forbidden', '您的账号没有审核内容的权限。');
  }
  if (writersOf(steps).has(actor.id)) {
    return new Problem('own-work', '您写过这份稿子，要由没有写过它的同事审核。');
  }
  if (approvalsOf(steps).some(({ by }) => by === actor.id)) {
    return new Problem('own-work', '您已经审过这份稿子，下一审要由另一位同事来做。');
  }
  return undefined;
}

export function mayDo(
  actor: Actor,
  row: Pick<DraftRow, 'state' | 'kind'>,
  steps: readonly DraftStepRow[],
): DraftAction[] {
  const edits = actor.permissions.has('edit-content');
  const reviews = reviewObstacle(actor, steps) === undefined;
  const may: Record<DraftAction, boolean> = {
    save: edits && row.state === 'draft' && row.kind !== 'catalogs',
    submit: edits && row.state === 'draft',
    approve: reviews && row.state === 'review',
    return: mayReturn(actor, steps) && ['review', 'approved'].includes(row.state),
    recall: edits && ['review', 'approved'].includes(row.state),
    drop: edits && row.state === 'draft',
    again: edits && row.state === 'withdrawn' && row.kind !== 'catalogs',
    reschedule:
      (edits || actor.permissions.has('review-content')) &&
      ['draft', 'review', 'approved'].includes(row.state),
  };
  return (Object.keys(may) as DraftAction[]).filter((action) => may[action]);
}

/** Whoever approved it may think again. */
export function mayReturn(actor: Actor, steps: readonly DraftStepRow[]): boolean {
  return actor.permissions.has('review-content') && !writersOf(steps).has(actor.id);
}

export function stepBy(
  actor: Pick<Actor, 'id' | 'name'>,
  row: Pick<DraftRow, 'id' | 'version'>,
  happened: Pick<NewStep, 'kind' | 'at'> & Partial<Pick<NewStep, 'step' | 'note' | 'version'>>,
): NewStep {
  return { draftId: row.id, by: actor.id, byName: actor.name, version: row.version, ...happened };
}

/** What the audit trail calls a draft: `news/2026-11-notice`, or its id before it has an address. */
export function subjectOf({ id, kind, slug }: Pick<DraftRow, 'id' | 'kind' | 'slug'>): string {
  return slug === null ? id : `${kind}/${slug}`;
}

/** Somebody was faster. */
export function notAsSeen(row: Pick<DraftRow, 'updatedByName'>): Problem {
  return new Problem(
    'conflict',
    `这份草稿刚刚被改动过（${row.updatedByName}），您这一步没有执行，也没有覆盖别人的改动。请先打开最新的内容，再接着做。`,
  );
}
