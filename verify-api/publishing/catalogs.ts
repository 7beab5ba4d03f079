import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '#domain/actor.ts';
import { chinaDate } from '#domain/china-date.ts';
import { z } from '#domain/chinese-schema.ts';
import type { CatalogSummary, Draft } from '#domain/content-answers.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import { typedText } from '#domain/typed-text.ts';
import type { DraftRow, ListedDraft } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { sha256 } from './content-digest.ts';
import { blank, keep } from './create-draft.ts';
import { notAsSeen, requireDraft, stepBy, subjectOf, toDraft } from './draft-record.ts';
import { readContent } from './staged-draft.ts';

const MOST_FAULTS = 2000;

export function listCatalogs(deps: ContentDependencies): Promise<CatalogSummary[]> {
  return deps.desk.listCatalogs({ directory: deps.contentDir });
}

/** A catalog as an Excel workbook. */
export async function downloadCatalog(
  deps: ContentDependencies,
  name: string,
): Promise<{ title: string; content: Uint8Array }> {
  const { title } = await requireCatalog(deps, name);
  return inFolder(deps, async (folder) => {
    const target = path.join(folder, `${name}.xlsx`);
    await deps.desk.writeCatalog({ directory: deps.contentDir, catalog: name, target });
    return { title, content: await readFile(target) };
  });
}

const uploadSchema = z.object({
  source: typedText('来源应为文字').max(200, '最多 200 个字'),
  retireMissing: z.boolean(),
});

export interface CatalogUpload {
  fileName: string;
  content: Uint8Array;
  /** Where rows that name no source come from. */
  source: string;
  /** Rows that the file has not are out of force from now on. */
  retireMissing: boolean;
}

/** A draft of a catalog as an uploaded file would make it; with any fault nothing is kept. */
export async function uploadCatalog(
  deps: ContentDependencies,
  actor: Actor,
  name: string,
  upload: CatalogUpload,
): Promise<Draft> {
  const { title } = await requireCatalog(deps, name);
  const { source, retireMissing } = requireValid(uploadSchema, upload, '没有上传。');
  if (upload.content.length === 0) throw refused(['请选择要上传的表格。']);
  const fileName = plainName(upload.fileName);
  const before = await readContent(deps, `catalogs/${name}.csv`);
  const planned = await inFolder(deps, async (folder) => {
    const file = path.join(folder, 'upload');
    await writeFile(file, upload.content, { mode: 0o600 });
    const request = {
      directory: deps.contentDir,
      catalog: name,
      path: file,
      fileName,
      today: chinaDate(deps.clock()),
      source: source || null,
      retireMissing,
    };
    return deps.desk.planCatalog(request).catch((error: unknown) => {
      if (error instanceof OperatorError) throw refused(error.sentences);
      throw error;
    });
  });
  if (planned.faults.length > 0) throw refused(planned.faults);
  const { added, changed, removed } = planned.plan;
  if (added + changed + removed === 0) throw refused(['表格和现在的目录一样，没有要改的。']);
  const upToDate = {
    baseSha256: before === undefined ? null : sha256(before),
    body: planned.text,
    plan: planned.plan,
  };
  const open = await deps.drafts.findOpen('catalogs', name);
  if (open?.state === 'draft') return replaceUpload(deps, actor, open, upToDate);
  return keep(deps, actor, {
    ...blank(deps, actor, 'catalogs'),
    slug: name,
    title: `目录：${title}`,
    replaces: true,
    ...upToDate,
  });
}

/** A draft that was given back, or not sent yet: the file that comes now takes the place of the last. */
async function replaceUpload(
  deps: ContentDependencies,
  actor: Actor,
  open: ListedDraft,
  upToDate: Pick<DraftRow, 'baseSha256' | 'body' | 'plan'>,
): Promise<Draft> {
  const now = deps.clock();
  const next = { version: open.version + 1, updatedAt: now, updatedByName: actor.name, faults: [] };
  const changed = await deps.drafts.change({
    id: open.id,
    from: ['draft'],
    version: open.version,
    set: { ...upToDate, ...next },
    happened: stepBy(actor, { ...open, ...next }, { kind: 'saved', at: now }),
    entries: [{ at: now, actor, action: 'content-saved', subject: subjectOf(open) }],
  });
  if (changed !== 'changed') throw notAsSeen(open);
  return toDraft(deps, actor, await requireDraft(deps, open.id));
}

async function requireCatalog(deps: ContentDependencies, name: string): Promise<CatalogSummary> {
  const found = (await listCatalogs(deps)).find((catalog) => catalog.name === name);
  if (found === undefined) throw new Problem('not-found', '没有这个目录。');
  return found;
}

async function inFolder<Answer>(
  { stagingDir }: ContentDependencies,
  work: (folder: string) => Promise<Answer>,
): Promise<Answer> {
  await mkdir(stagingDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(stagingDir, `${process.pid}-catalog-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refused(sentences: readonly string[]): Problem {
  const [first = ''] = sentences;
  const message =
    sentences.length === 1 ? first : `表格里有 ${sentences.length} 处要改，没有上传。`;
  const faults = sentences.slice(0, MOST_FAULTS).map((each) => ({ path: '$.file', message: each }));
  return new Problem('validation-failed', message, { faults });
}

function plainName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return [...(plain || '目录')].slice(0, 100).join('');
}
