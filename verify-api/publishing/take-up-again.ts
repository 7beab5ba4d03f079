import type { Actor } from '#domain/actor.ts';
import type { Draft } from '#domain/content-answers.ts';
import { base64url } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import type { DraftRow, NewDraftFile } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { sha256 } from './content-digest.ts';
import { blank, keep } from './create-draft.ts';
import { filesOf, requireDraft } from './draft-record.ts';

/** A new draft of a withdrawn entry, from its last one: with its address, its text and its files. */
export async function takeUpAgain(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
): Promise<Draft> {
  const old = await requireDraft(deps, id);
  const { kind, slug, title, body, state } = old;
  if (kind === 'catalogs' || state !== 'withdrawn' || slug === null) {
    throw new Problem('conflict', '只有撤下的内容才能重新起草。');
  }
  if ((await deps.desk.readEntry({ directory: deps.contentDir, kind, slug })) !== null) {
    throw new Problem('conflict', '这个网址上已经又有内容了，请直接修改那一篇。');
  }
  // A day that has passed would take it off again at once.
  const { expiresAt: _, ...fields } = old.fields;
  const row = { ...blank(deps, actor, kind), slug, title, fields, body };
  return keep(deps, actor, row, await filesAgain(deps, actor, { old, slug, draftId: row.id }));
}

/** Of this and earlier drafts of the entry: the public directory has them no more. */
async function filesAgain(
  { drafts, clock, random }: ContentDependencies,
  actor: Actor,
  { old, slug, draftId }: { old: DraftRow; slug: string; draftId: string },
): Promise<NewDraftFile[]> {
  const sources = [old, ...(await drafts.listWithdrawn(old.kind, slug))];
  const files: NewDraftFile[] = [];
  for (const { name } of filesOf(old, await drafts.listFiles(old.id))) {
    let content: Uint8Array | undefined;
    for (const { id } of sources) content ??= await drafts.readFile(id, name);
    if (content === undefined) continue;
    files.push({
      ...{ id: base64url(random(9)), draftId, name, content },
      ...{ bytes: content.length, sha256: sha256(content) },
      ...{ addedBy: actor.id, addedByName: actor.name, addedAt: clock() },
    });
  }
  return files;
}
