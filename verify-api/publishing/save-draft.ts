import type { Actor } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import type { Draft, Fields } from '#domain/content-answers.ts';
import { DISK_FULL, isDiskFull } from '#domain/disk-full.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { DraftRow, DraftStepRow } from '../db/draft-store.ts';
import { requireFields } from './check-fields.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { notAsSeen, requireDraft, stepBy, subjectOf, toDraft } from './draft-record.ts';
import { slugFor, takenSlug } from './draft-slug.ts';
import { publishTime } from './publish-time.ts';
import { checkDraft, entryPath } from './staged-draft.ts';

const saveSchema = z.strictObject({
  version: z.int('请写明这次改动是从哪一版开始的').min(1),
  fields: z.unknown(),
  body: z.unknown(),
  slug: z.string('网页地址应为文字').trim().nullish(),
  publishAt: publishTime.optional(),
});
const TRIES = 5;

/** Keeps what was typed, with faults and all; of two who save from one version, the second is told. */
export async function saveDraft(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Draft> {
  const given = requireValid(saveSchema, input, '没有保存。');
  const { fields, body } = requireFields(given.fields, given.body);
  const row = await requireDraft(deps, id);
  if (row.kind === 'catalogs') throw new Problem('forbidden', '目录要上传新的表格来改。');
  if (row.state !== 'draft' || row.version !== given.version) throw notAsSeen(row);
  const next = { ...row, fields, body, title: titleOf(row, fields) };
  if (given.publishAt !== undefined) next.publishAt = given.publishAt;
  const saved = await keepSaved(deps, actor, row, next, given.slug || undefined);
  return toDraft(deps, actor, await checkAndKeep(deps, saved));
}

async function keepSaved(
  deps: ContentDependencies,
  actor: Actor,
  row: DraftRow,
  next: DraftRow,
  wanted: string | undefined,
): Promise<DraftRow> {
  const first = startsSaving(actor, await deps.drafts.listSteps([row.id]));
  for (let tries = 1; ; tries += 1) {
    const now = deps.clock();
    const slug = await slugFor(deps, row, next.title, wanted);
    const saved: DraftRow = {
      ...next,
      slug,
      version: row.version + 1,
      updatedAt: now,
      updatedByName: actor.name,
    };
    const { fields, body, title, publishAt, version, updatedAt, updatedByName } = saved;
    const changed = await deps.drafts.change({
      id: row.id,
      from: ['draft'],
      version: row.version,
      set: { fields, body, title, publishAt, slug, version, updatedAt, updatedByName },
      ...(first
        ? {
            happened: stepBy(actor, saved, { kind: 'saved', at: now }),
            entries: [{ at: now, actor, action: 'content-saved', subject: subjectOf(saved) }],
          }
        : {}),
    });
    if (changed === 'changed') return saved;
    if (changed === 'not-as-seen') throw notAsSeen(await requireDraft(deps, row.id));
    // Somebody else's title has just made the same address.
    if (wanted !== undefined || tries === TRIES) throw takenSlug();
  }
}

/** Saving goes on by itself while one types: it is written down once, until something else happens. */
export function startsSaving(actor: Actor, steps: readonly DraftStepRow[]): boolean {
  const last = steps.at(-1);
  return last?.kind !== 'saved' || last.by !== actor.id;
}

/** The gate's words for a draft as saved. What was saved stays so when the desk cannot be asked. */
export async function checkAndKeep(deps: ContentDependencies, row: DraftRow): Promise<DraftRow> {
  const { faults, reminders } = await checkDraft(deps, row).catch((error: unknown) => {
    const isAway = error instanceof Problem && error.code === 'unavailable';
    if (!isAway && !isDiskFull(error)) throw error;
    const message = `已经保存，但这次没有检查：${isAway ? error.message : DISK_FULL}`;
    return { faults: [], reminders: [{ file: entryPath(row), message }] };
  });
  await deps.drafts.change({
    id: row.id,
    from: ['draft'],
    version: row.version,
    set: { faults, reminders },
  });
  return { ...row, faults, reminders };
}

function titleOf({ kind, title }: DraftRow, fields: Fields): string {
  const { title: typed, node } = fields;
  if (typeof typed === 'string') return [...typed.trim()].slice(0, 200).join('');
  if (kind === 'nodes' && typeof node === 'string') {
    return title === '' || title.startsWith('网点 ') ? `网点 ${node} 的规定` : title;
  }
  return title;
}
