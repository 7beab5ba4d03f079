import type { Actor } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import type { ProseKindName, Publication, SiteRelease } from '#domain/content-answers.ts';
import { base64url } from '#domain/credential.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import { isId, typedLines } from '#domain/typed-text.ts';
import type { PublicationRow } from '../db/publication-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { requireEntry } from './create-draft.ts';
import { toPublication } from './list-content.ts';
import { listReleases, rollBack } from './releases.ts';

const SHOWN = 100;

export async function listPublications({
  publications,
}: ContentDependencies): Promise<Publication[]> {
  return (await publications.list(SHOWN)).map(toPublication);
}

/** Puts one that failed back into the queue. */
export async function retryPublication(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
): Promise<Publication> {
  const row = await requirePublication(deps, id);
  const draft = row.draftId === null ? undefined : await deps.drafts.find(row.draftId);
  if (draft !== undefined && draft.state !== 'approved') {
    throw new Problem('conflict', '这份稿子已经退回作者，要改好、重新审核才能发布。');
  }
  const now = deps.clock();
  const entry = {
    at: now,
    actor,
    action: 'content-rescheduled',
    subject: row.draftId ?? row.entry ?? row.id,
    detail: { publication: id },
  } as const;
  if (!(await deps.publications.retry(id, now, entry))) {
    throw new Problem('conflict', '这次发布没有失败，或已经在重新发布，请刷新页面查看。');
  }
  return toPublication(await requirePublication(deps, id));
}

const reasonSchema = z.strictObject({
  reason: typedLines('理由应为文字').min(1, '请写明为什么撤下').max(500, '最多 500 个字'),
});

/** Takes a published entry off the site, at once. Its file stays in the history. */
export async function withdrawEntry(
  deps: ContentDependencies,
  actor: Actor,
  kind: ProseKindName,
  slug: string,
  input: unknown,
): Promise<Publication> {
  const { reason } = requireValid(reasonSchema, input, '没有撤下。');
  const { title } = await requireEntry(deps, kind, slug);
  const now = deps.clock();
  const row = {
    id: base64url(deps.random(9)),
    kind: 'withdraw' as const,
    title: `撤下：${title}`,
    entry: `${kind}/${slug}`,
    reason,
    state: 'waiting' as const,
    requestedBy: actor.id,
    requestedByName: actor.name,
    requestedAt: now,
    dueAt: now,
    faults: [],
  };
  await deps.publications.add(row);
  return toPublication(await requirePublication(deps, row.id));
}

export async function siteReleases({
  dist,
  publications,
}: Pick<ContentDependencies, 'dist' | 'publications'>): Promise<SiteRelease[]> {
  const brought = new Map(
    (await publications.list(SHOWN)).map(({ release, title }) => [release, title]),
  );
  return listReleases(dist).map(({ id, current }) => ({
    id,
    current,
    brought: brought.get(id) ?? null,
  }));
}

/** Makes an earlier build of the site the live one; the content stays as it is. */
export async function goBack(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
): Promise<SiteRelease[]> {
  try {
    await rollBack(deps.dist, id);
  } catch (error) {
    if (error instanceof OperatorError) throw new Problem('not-found', error.message);
    throw error;
  }
  await deps.audit.append({
    at: deps.clock(),
    actor,
    action: 'site-rolled-back',
    subject: id,
  });
  return siteReleases(deps);
}

async function requirePublication(
  { publications }: ContentDependencies,
  id: string,
): Promise<PublicationRow> {
  const row = isId(id) ? await publications.find(id) : undefined;
  if (row === undefined) throw new Problem('not-found', '没有这次发布。');
  return row;
}
