import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '#domain/actor.ts';
import type { Draft, ProseKindName } from '#domain/content-answers.ts';
import { base64url } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import type { DraftChange, DraftRow } from '../db/draft-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { sha256 } from './content-digest.ts';
import { notAsSeen, requireDraft, stepBy, subjectOf, toDraft } from './draft-record.ts';
import { checkAndKeep, startsSaving } from './save-draft.ts';
import { readContent } from './staged-draft.ts';

export const LARGEST_FILE = 20 * 1024 * 1024;
const MOST_FILES = 40;
const LONGEST_NAME = 80;

/** Attaches a file to a draft under its own name; one of that name before it is kept, but no longer shown. */
export async function attachFile(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  upload: { name: string; content: Uint8Array },
): Promise<Draft> {
  const row = await requireWritable(deps, id);
  const { content } = upload;
  if (content.length === 0) throw badFile('请选择要上传的文件；空文件不能上传。');
  if (content.length > LARGEST_FILE) throw badFile('文件超过 20 MiB，没有上传。');
  const wanted = plainName(upload.name);
  await requireGood(deps, row, wanted, content);
  const own = await deps.drafts.listFiles(id);
  const replaces = own.some((file) => file.name === wanted);
  if (!replaces && own.length >= MOST_FILES) {
    throw badFile(`一份草稿最多 ${MOST_FILES} 个文件，没有上传。`);
  }
  const name = replaces ? wanted : await freeName(deps, row, wanted);
  const now = deps.clock();
  const add = {
    id: base64url(deps.random(9)),
    draftId: id,
    name,
    content,
    bytes: content.length,
    sha256: sha256(content),
    addedBy: actor.id,
    addedByName: actor.name,
    addedAt: now,
  };
  return changeFiles(deps, actor, row, { file: { add } });
}

/** Takes a file off a draft; it is kept, but neither shown nor published. */
export async function removeFile(
  deps: ContentDependencies,
  actor: Actor,
  id: string,
  name: string,
): Promise<Draft> {
  const row = await requireWritable(deps, id);
  const own = await deps.drafts.listFiles(id);
  if (own.some((file) => file.name === name)) {
    const remove = { name, by: actor.id, byName: actor.name, at: deps.clock() };
    return changeFiles(deps, actor, row, { file: { remove } });
  }
  const baseFiles = row.baseFiles.filter((file) => file.name !== name);
  if (baseFiles.length === row.baseFiles.length) throw noFile();
  return changeFiles(deps, actor, row, {}, baseFiles);
}

/** A file of a draft, or one beside the published entry that it is a draft of. */
export async function readDraftFile(
  deps: ContentDependencies,
  id: string,
  name: string,
): Promise<Uint8Array> {
  const row = await requireDraft(deps, id);
  const own = await deps.drafts.readFile(id, name);
  if (own !== undefined) return own;
  const published = row.baseFiles.some((file) => file.name === name)
    ? await readContent(deps, `${row.kind}/${name}`)
    : undefined;
  if (published === undefined) throw noFile();
  return published;
}

async function requireWritable(deps: ContentDependencies, id: string): Promise<DraftRow> {
  const row = await requireDraft(deps, id);
  if (row.kind === 'catalogs') throw new Problem('forbidden', '目录没有附件。');
  if (row.state !== 'draft') throw notAsSeen(row);
  return row;
}

async function changeFiles(
  deps: ContentDependencies,
  actor: Actor,
  row: DraftRow,
  change: Pick<DraftChange, 'file'>,
  baseFiles = row.baseFiles,
): Promise<Draft> {
  const now = deps.clock();
  const next = {
    ...row,
    baseFiles,
    version: row.version + 1,
    updatedAt: now,
    updatedByName: actor.name,
  };
  const first = startsSaving(actor, await deps.drafts.listSteps([row.id]));
  const changed = await deps.drafts.change({
    id: row.id,
    from: ['draft'],
    version: row.version,
    set: { baseFiles, version: next.version, updatedAt: now, updatedByName: actor.name },
    ...change,
    ...(first ? { happened: stepBy(actor, next, { kind: 'saved', at: now }) } : {}),
    entries: [
      {
        at: now,
        actor,
        action: 'content-saved',
        subject: subjectOf(row),
        detail: {
          file: change.file?.add?.name ?? change.file?.remove?.name ?? '',
          sha256: change.file?.add?.sha256 ?? null,
        },
      },
    ],
  });
  if (changed !== 'changed') throw notAsSeen(await requireDraft(deps, row.id));
  return toDraft(deps, actor, await checkAndKeep(deps, next));
}

/** The gate has to see the file where its name says what it is. */
async function requireGood(
  { desk, stagingDir }: ContentDependencies,
  { kind }: DraftRow,
  name: string,
  content: Uint8Array,
): Promise<void> {
  await mkdir(stagingDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(stagingDir, `${process.pid}-file-`));
  try {
    const file = path.join(folder, 'upload');
    await writeFile(file, content, { mode: 0o600 });
    const fault = await desk.checkFile({ path: file, name, kind: kind as ProseKindName });
    if (fault !== null) throw badFile(fault);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `名单.xlsx`, or `名单-2.xlsx` where another entry's file lies under that name. */
async function freeName(deps: ContentDependencies, row: DraftRow, wanted: string): Promise<string> {
  if (row.baseFiles.some(({ name }) => name === wanted)) return wanted;
  const claimed = new Set(await deps.drafts.listClaimedFiles(row.kind, row.id));
  const { name: stem, ext } = path.parse(wanted);
  for (let turn = 1; ; turn += 1) {
    const name = turn === 1 ? wanted : `${stem}-${turn}${ext}`;
    if (claimed.has(name)) continue;
    if ((await readContent(deps, `${row.kind}/${name}`)) === undefined) return name;
  }
}

/** Without a folder, without what no screen shows and no file system takes. */
function plainName(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"|?*#%&\uFFFD]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  const { name, ext } = path.parse(plain);
  const stem = [...name].slice(0, LONGEST_NAME).join('').trim();
  if (stem === '' || !/^\.[A-Za-z0-9]{1,8}$/.test(ext)) {
    throw badFile('文件名应带扩展名，如“实施办法.pdf”，没有上传。');
  }
  if (ext.toLowerCase() === '.md') throw badFile('不能上传 .md 文件；正文请写在编辑器里。');
  return `${stem}${ext.toLowerCase()}`;
}

function badFile(message: string): Problem {
  return new Problem('validation-failed', message, { faults: [{ path: '$.file', message }] });
}

function noFile(): Problem {
  return new Problem('not-found', '草稿里没有这个文件。');
}
