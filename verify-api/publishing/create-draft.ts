import type { Actor } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import {
  type Draft,
  type EntrySource,
  type Fields,
  type FieldTree,
  type ProseKindName,
  proseKindNames,
} from '#domain/content-answers.ts';
import { base64url } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { DraftRow, NewDraftFile } from '../db/draft-store.ts';
import { checkAhead } from './check-staged.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { stepBy, toDraft } from './draft-record.ts';
import { isSlug } from './draft-slug.ts';

const slug = z.string('应为条目的地址').refine(isSlug, '没有这个条目');
const newDraftSchema = z
  .strictObject({
    kind: z.enum(proseKindNames, '请选一种内容'),
    /** A published entry to change. */
    edit: slug.optional(),
    /** A published entry to begin from: last year's notice. */
    copy: slug.optional(),
  })
  .refine(({ edit, copy }) => edit === undefined || copy === undefined, {
    error: '修改和复制只能选一样',
    path: ['copy'],
  });

/** What belongs to one entry alone and not to a copy of it. */
const NOT_COPIED = [
  'publishedAt',
  'expiresAt',
  'updatedAt',
  'pinned',
  'draft',
  'formerSlugs',
  // Files stay with their entry.
  'attachments',
  'file',
  'formerVersions',
  // 索引号、文号、成文日期
  'indexNumber',
  'documentNumber',
  'writtenAt',
];

/** A new draft: empty, of a published entry, or of a copy of one. */
export async function createDraft(
  deps: ContentDependencies,
  actor: Actor,
  body: unknown,
): Promise<Draft> {
  const { kind, edit, copy } = requireValid(newDraftSchema, body, '没有新建草稿。');
  if (edit !== undefined) return editEntry(deps, actor, kind, edit);
  const source = copy === undefined ? undefined : await requireEntry(deps, kind, copy);
  const fields = source === undefined ? {} : copiedFields(source.fields);
  const title = source?.title ?? '';
  return keep(deps, actor, {
    ...blank(deps, actor, kind),
    title,
    fields,
    body: source?.body ?? '',
  });
}

async function editEntry(
  deps: ContentDependencies,
  actor: Actor,
  kind: ProseKindName,
  name: string,
): Promise<Draft> {
  const entry = await requireEntry(deps, kind, name);
  return keep(deps, actor, {
    ...blank(deps, actor, kind),
    slug: name,
    title: entry.title,
    replaces: true,
    baseSha256: entry.sha256,
    baseFiles: entry.files,
    fields: entry.fields,
    body: entry.body,
  });
}

export async function requireEntry(
  { desk, contentDir }: Pick<ContentDependencies, 'desk' | 'contentDir'>,
  kind: ProseKindName,
  name: string,
): Promise<EntrySource> {
  const entry = isSlug(name)
    ? await desk.readEntry({ directory: contentDir, kind, slug: name })
    : null;
  if (entry === null) throw new Problem('not-found', '没有这个条目，它可能已经撤下或改了地址。');
  return entry;
}

function copiedFields(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([name]) => !NOT_COPIED.includes(name));
  const info = fields['governmentInformation'];
  return {
    ...Object.fromEntries(kept),
    ...(isGroup(info) ? { governmentInformation: copiedFields(info) } : {}),
  };
}

function isGroup(tree: FieldTree | undefined): tree is Fields {
  return typeof tree === 'object' && !Array.isArray(tree);
}

/** A draft before anything is in it. */
export function blank(
  { clock, random, reviewSteps }: Pick<ContentDependencies, 'clock' | 'random' | 'reviewSteps'>,
  actor: Actor,
  kind: DraftRow['kind'],
): DraftRow {
  const now = clock();
  return {
    id: base64url(random(9)),
    kind,
    slug: null,
    title: '',
    state: 'draft',
    step: 0,
    steps: reviewSteps,
    replaces: false,
    baseSha256: null,
    baseFiles: [],
    version: 1,
    fields: {},
    body: '',
    publishAt: null,
    returnedNote: null,
    faults: [],
    reminders: [],
    plan: null,
    author: actor.id,
    authorName: actor.name,
    createdAt: now,
    updatedAt: now,
    updatedByName: actor.name,
  };
}

/** Keeps a draft; whose entry has an open one already is told who holds it. */
export async function keep(
  deps: ContentDependencies,
  actor: Actor,
  row: DraftRow,
  files: readonly NewDraftFile[] = [],
): Promise<Draft> {
  const { kind, replaces } = row;
  const added = await deps.drafts.add(
    row,
    stepBy(actor, row, { kind: 'created', at: row.createdAt }),
    {
      at: row.createdAt,
      actor,
      action: 'content-saved',
      subject: row.id,
      detail: { kind, entry: row.slug, replaces },
    },
    files,
  );
  if (added === 'slug-taken') throw await heldBySomebody(deps, row);
  checkAhead(deps);
  return toDraft(deps, actor, row);
}

/** The fault's path holds the draft's id: `$.drafts.Ab3dE_9fGhIj`. */
async function heldBySomebody(deps: ContentDependencies, row: DraftRow): Promise<Problem> {
  const held = row.slug === null ? undefined : await deps.drafts.findOpen(row.kind, row.slug);
  if (held === undefined) {
    return new Problem('conflict', '刚刚有人在改同一个条目，请再试一次。');
  }
  const message = `这个条目已经有一份没有发布的草稿，是${held.authorName}建的，${held.updatedByName}最后保存。请打开那一份接着改，或等它发布以后再改。`;
  return new Problem('conflict', message, {
    faults: [{ path: `$.drafts.${held.id}`, message: `${held.authorName}的草稿` }],
  });
}
