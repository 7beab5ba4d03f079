import { chinaDate } from '#domain/china-date.ts';
import type { ProseKindName } from '#domain/content-answers.ts';
import { Problem } from '#domain/problem.ts';
import type { DraftRow } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { readContent } from './staged-draft.ts';

/** What an entry's file may be called, without `.md`; a part of an address for ever. */
export function isSlug(text: string): boolean {
  return /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(text) && text.length <= 100;
}

/** Names that entries have, or that open drafts will have. */
async function takenSlugs(
  deps: ContentDependencies,
  kind: ProseKindName,
  except: string,
): Promise<string[]> {
  const entries = await deps.desk.listEntries({ directory: deps.contentDir, kind });
  const drafts = (await deps.drafts.listOpen(kind)).filter(({ id }) => id !== except);
  return [...entries.map(({ slug }) => slug), ...drafts.flatMap(({ slug }) => slug ?? [])];
}

/** The address of a draft once it has a title; of a published entry it never changes. */
export async function slugFor(
  deps: ContentDependencies,
  row: DraftRow,
  title: string,
  wanted: string | undefined,
): Promise<string | null> {
  const kind = row.kind as ProseKindName;
  if (row.replaces) return row.slug;
  if (wanted !== undefined && wanted !== row.slug) {
    if (!isSlug(wanted)) throw badSlug('只能用字母、数字和连字符，如 2026-11-tongzhi');
    if ((await readContent(deps, `${kind}/${wanted}.md`)) !== undefined) throw takenSlug();
    return wanted;
  }
  if (row.slug !== null || title === '') return row.slug;
  const taken = await takenSlugs(deps, kind, row.id);
  const day = chinaDate(deps.clock());
  const proposed = await deps.desk.proposeSlug({ kind, title, day, taken });
  if (!isSlug(proposed)) throw new Error('the desk proposed what is no slug');
  return proposed;
}

export function takenSlug(): Problem {
  return badSlug('这个地址已经有条目或草稿在用，请换一个');
}

function badSlug(message: string): Problem {
  return new Problem('validation-failed', '网页地址有误，没有保存。', {
    faults: [{ path: '$.slug', message }],
  });
}
