import type { Actor } from '#domain/actor.ts';
import {
  type ContentTasks,
  type DraftSummary,
  type EntrySource,
  type EntrySummary,
  type ProseKindName,
  type Publication,
  proseKindNames,
} from '#domain/content-answers.ts';
import { Problem } from '#domain/problem.ts';
import type { DraftStepRow } from '../db/draft-store.ts';
import type { PublicationRow } from '../db/publication-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import type { EntryChange } from './content-history.ts';
import { requireEntry } from './create-draft.ts';
import { reviewObstacle, toDraftSummary, writersOf } from './draft-record.ts';

const LAST = 20;

export function requireKind(text: string | undefined): ProseKindName {
  const kind = proseKindNames.find((name) => name === text);
  if (kind === undefined) throw new Problem('not-found', '没有这一种内容。');
  return kind;
}

/** What waits for `actor`, what is theirs, and what was published. */
export async function listTasks(deps: ContentDependencies, actor: Actor): Promise<ContentTasks> {
  const open = await deps.drafts.listOpen();
  const steps = Map.groupBy(
    await deps.drafts.listSteps(open.map(({ id }) => id)),
    ({ draftId }) => draftId,
  );
  const of = ({ id }: { id: string }): DraftStepRow[] => steps.get(id) ?? [];
  const isTheirs = (row: (typeof open)[number]) =>
    row.author === actor.id || writersOf(of(row)).has(actor.id);
  const waits = (row: (typeof open)[number]) =>
    row.state === 'review'
      ? reviewObstacle(actor, of(row)) === undefined
      : row.state === 'draft' && row.returnedNote !== null && isTheirs(row);
  return {
    waiting: open.filter(waits).map(toDraftSummary),
    own: open.filter(isTheirs).map(toDraftSummary),
    publications: (await deps.publications.list(LAST)).map(toPublication),
  };
}

export async function listEntries(
  deps: ContentDependencies,
  kind: ProseKindName,
): Promise<{ entries: EntrySummary[]; drafts: DraftSummary[]; withdrawn: DraftSummary[] }> {
  const entries = await deps.desk.listEntries({ directory: deps.contentDir, kind });
  const drafts = await deps.drafts.listOpen(kind);
  const taken = new Set([...entries, ...drafts].map(({ slug }) => slug));
  const withdrawn = (await deps.drafts.listWithdrawn(kind)).filter(({ slug }) => {
    const isNew = !taken.has(slug);
    taken.add(slug);
    return isNew;
  });
  return {
    entries,
    drafts: drafts.map(toDraftSummary),
    withdrawn: withdrawn.map(toDraftSummary),
  };
}

export async function readEntry(
  deps: ContentDependencies,
  kind: ProseKindName,
  slug: string,
): Promise<EntrySource & { history: EntryChange[] }> {
  const entry = await requireEntry(deps, kind, slug);
  return { ...entry, history: await deps.history.listChanges(`${kind}/${slug}.md`) };
}

export function toPublication(row: PublicationRow): Publication {
  const { id, kind, title, draftId, state, requestedByName, release, faults } = row;
  return {
    id,
    kind,
    title,
    draft: draftId,
    state,
    requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    release,
    faults,
  };
}
