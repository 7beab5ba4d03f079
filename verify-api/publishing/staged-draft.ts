import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chinaDate } from '#domain/china-date.ts';
import type { ContentFault, Fields, ProseKindName } from '#domain/content-answers.ts';
import { OperatorError } from '#domain/operator-error.ts';
import type { DraftRow } from '../db/draft-store.ts';
import { checkStaged } from './check-staged.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { type ContentChange, type StagedContent, stageContent } from './stage-content.ts';

/** Before it has an address of its own. */
const NO_SLUG = 'xin-tiaomu';
/** Kinds whose entries show the day on which they were published. */
const DATED: readonly string[] = ['news', 'downloads'];

export function entryPath({ kind, slug }: Pick<DraftRow, 'kind' | 'slug'>): string {
  return `${kind}/${slug ?? NO_SLUG}.${kind === 'catalogs' ? 'csv' : 'md'}`;
}

/** What the public directory holds at `file` now; undefined where there is none. */
export async function readContent(
  { contentDir }: Pick<ContentDependencies, 'contentDir'>,
  file: string,
): Promise<Buffer | undefined> {
  try {
    return await readFile(path.join(contentDir, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The entry's file as it would go into the content directory now. */
export async function composeDraft(deps: ContentDependencies, row: DraftRow): Promise<string> {
  if (row.kind === 'catalogs') return row.body;
  const kind: ProseKindName = row.kind;
  const { slug, body } = row;
  const fields = await deps.desk.completeFields({
    directory: deps.contentDir,
    kind,
    slug: slug ?? NO_SLUG,
    fields: withDay(deps, row),
  });
  const before = row.replaces ? await readContent(deps, entryPath(row)) : undefined;
  return deps.desk.composeEntry({ kind, fields, body, before: before?.toString('utf8') ?? null });
}

/** Nobody who leaves the day empty means anything but the day on which it appears. */
function withDay({ clock }: ContentDependencies, row: DraftRow): Fields {
  if (!DATED.includes(row.kind) || row.fields['publishedAt']) return row.fields;
  const now = clock();
  const at = row.publishAt !== null && row.publishAt > now ? row.publishAt : now;
  return { ...row.fields, publishedAt: chinaDate(at) };
}

/** All files that publishing a draft writes, the entry last: it names the others. */
export async function changesOfDraft(
  deps: ContentDependencies,
  row: DraftRow,
  text: string,
): Promise<ContentChange[]> {
  const changes: ContentChange[] = [];
  for (const { name } of await deps.drafts.listFiles(row.id)) {
    const content = await deps.drafts.readFile(row.id, name);
    if (content !== undefined) changes.push({ path: `${row.kind}/${name}`, content });
  }
  return [...changes, { path: entryPath(row), content: Buffer.from(text) }];
}

/** A copy of the content directory as it would be with the draft; the caller removes it. */
export async function stageDraft(deps: ContentDependencies, row: DraftRow): Promise<StagedContent> {
  return stageContent(deps, await changesOfDraft(deps, row, await composeDraft(deps, row)));
}

export interface DraftChecked {
  faults: ContentFault[];
  reminders: ContentFault[];
}

/** What the gate says of a draft as it stands: of its entry, and of what it would break elsewhere. */
export async function checkDraft(deps: ContentDependencies, row: DraftRow): Promise<DraftChecked> {
  const own = entryPath(row);
  let staged: StagedContent | undefined;
  try {
    staged = await stageDraft(deps, row);
    const { faults, reminders } = await checkStaged(deps, staged.directory, [own], row.publishAt);
    return { faults, reminders };
  } catch (error) {
    // What cannot even be composed is a fault of what was typed.
    if (!(error instanceof OperatorError)) throw error;
    return { faults: error.sentences.map((message) => ({ file: own, message })), reminders: [] };
  } finally {
    await staged?.remove();
  }
}
