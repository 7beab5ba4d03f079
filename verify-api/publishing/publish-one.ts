import type { ContentFault, ProseKindName } from '#domain/content-answers.ts';
import { DISK_FULL, isDiskFull } from '#domain/disk-full.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { Problem } from '#domain/problem.ts';
import type { DraftRow, DraftStepRow } from '../db/draft-store.ts';
import type { PublicationRow } from '../db/publication-store.ts';
import { checkStaged } from './check-staged.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { digestOfContent, sha256 } from './content-digest.ts';
import type { RecordedChange } from './content-history.ts';
import { approvalsOf, writersOf } from './draft-record.ts';
import { rolledBackTo } from './releases.ts';
import { type ContentChange, stageContent } from './stage-content.ts';
import { changesOfDraft, composeDraft, entryPath, readContent } from './staged-draft.ts';

/** The author has to change something before it can be published. */
export class GoesBack extends Error {
  readonly faults: ContentFault[];
  /** The file that it was begun from is another now; the next attempt begins from this one. */
  readonly newBase: string | null | undefined;

  constructor(faults: ContentFault[], newBase?: string | null) {
    super('the draft goes back');
    this.faults = faults;
    this.newBase = newBase;
  }
}

/** It cannot be published now, for a reason that is not the draft's. */
export class CannotPublish extends Error {
  readonly faults: ContentFault[];

  constructor(faults: ContentFault[]) {
    super('cannot publish now');
    this.faults = faults;
  }
}

export interface Published {
  release: string;
  /** Null where the content was not looked at. */
  contentDigest: string | null;
  /** How long each step took, for the log. */
  took: string;
}

/** Throws once another process has taken the publication over. */
export type StillOurs = () => void;

/**
 * Makes one change of the site. Each step can be done twice: a process that is killed leaves nothing
 * half done that the next does not do again.
 */
export async function publishOne(
  deps: ContentDependencies,
  row: PublicationRow,
  keepText: (text: string) => Promise<void>,
  stillOurs: StillOurs,
): Promise<Published> {
  // Somebody went back to an earlier build: a new day alone does not undo that.
  const kept = row.kind === 'daily' ? await rolledBackTo(deps.dist) : undefined;
  if (kept !== undefined) return { release: kept, contentDigest: null, took: 'nothing' };
  const watch = stepTimes();
  const draft = row.draftId === null ? undefined : await deps.drafts.find(row.draftId);
  const changes =
    draft === undefined
      ? await changesOfWithdrawal(deps, row)
      : await changesOfPublication(deps, row, draft, keepText);
  const staged = await stageContent(deps, changes);
  watch('stage');
  try {
    await requireGood(deps, draft, staged.directory, changes);
    watch('check');
    stillOurs();
    const built = await deps.desk.buildRelease({ directory: staged.directory });
    if ('faults' in built) throw notBuilt(draft, built.faults);
    watch('build');
    stillOurs();
    const contentDigest = await digestOfContent(staged.directory);
    await deps.history.recordBefore(changes, deps.clock());
    await deps.write(deps, changes);
    await writeHistory(deps, row, draft, changes);
    return { release: built.release, contentDigest, took: watch('write') };
  } finally {
    await staged.remove();
  }
}

/** `stage 12, check 840 ms`: what the steps so far took. */
function stepTimes(): (step: string) => string {
  const steps: string[] = [];
  let begun = performance.now();
  return (step) => {
    const now = performance.now();
    steps.push(`${step} ${Math.round(now - begun)}`);
    begun = now;
    return `${steps.join(', ')} ms`;
  };
}

async function changesOfPublication(
  deps: ContentDependencies,
  row: PublicationRow,
  draft: DraftRow,
  keepText: (text: string) => Promise<void>,
): Promise<ContentChange[]> {
  const text = row.text ?? (await composeDraft(deps, draft));
  const changes = await changesOfDraft(deps, draft, text);
  await requireUnchanged(deps, draft, changes);
  if (row.text === null) await keepText(text);
  return changes;
}

/** What somebody else has written since the draft was begun is never overwritten unseen. */
async function requireUnchanged(
  deps: ContentDependencies,
  draft: DraftRow,
  changes: readonly ContentChange[],
): Promise<void> {
  const own = entryPath(draft);
  for (const { path, content } of changes) {
    const now = await readContent(deps, path);
    const found = now === undefined ? null : sha256(now);
    // Written by an attempt that did not come to its end.
    if (content !== null && found === sha256(content)) continue;
    const expected = path === own ? draft.baseSha256 : baseOf(draft, path);
    if (found === expected) continue;
    if (path !== own) {
      const message = `附件「${path.split('/').at(-1)}」在网站的内容目录里已经有另一个同名文件，没有发布；请换一个文件名重新上传`;
      throw new GoesBack([{ file: own, field: 'attachments', message }]);
    }
    throw new GoesBack([{ file: own, message: conflictMessage(draft, found) }], found);
  }
}

function baseOf({ kind, baseFiles }: DraftRow, path: string): string | null {
  return baseFiles.find(({ name }) => `${kind}/${name}` === path)?.sha256 ?? null;
}

function conflictMessage({ kind }: DraftRow, found: string | null): string {
  if (kind === 'catalogs') {
    return '这个目录在您上传以后被别处改动过，没有发布，以免盖掉那些改动；请放弃这份草稿，下载现在的目录，改好后重新上传';
  }
  return found === null
    ? '这个条目在您修改期间被撤下或删除了，没有发布；如仍要发布，请核对后重新提交审核'
    : '这个条目在您修改期间被别处改动过，没有发布，以免盖掉那些改动；请打开现在的条目对照，把需要的改动合进来，再提交审核';
}

async function changesOfWithdrawal(
  deps: ContentDependencies,
  row: PublicationRow,
): Promise<ContentChange[]> {
  if (row.kind !== 'withdraw' || row.entry === null) return [];
  const [kind, slug] = row.entry.split('/') as [ProseKindName, string];
  const entry = await deps.desk.readEntry({ directory: deps.contentDir, kind, slug });
  const gone: ContentChange[] = [{ path: `${row.entry}.md`, content: null }];
  if (entry === null) return gone;
  const staged = await stageContent(deps, gone);
  try {
    // Of its files, those that no other entry names.
    const unnamed = await deps.desk.listUnreferenced({ directory: staged.directory });
    const free = new Set(unnamed.map(({ file }) => file));
    const files = entry.files.map(({ name }) => `${kind}/${name}`).filter((file) => free.has(file));
    return [...gone, ...files.map((path) => ({ path, content: null }))];
  } finally {
    await staged.remove();
  }
}

async function requireGood(
  deps: ContentDependencies,
  draft: DraftRow | undefined,
  directory: string,
  changes: readonly ContentChange[],
): Promise<void> {
  const own = draft === undefined ? changes.map(({ path }) => path) : [entryPath(draft)];
  const { faults, others } = await checkStaged(deps, directory, own);
  if (faults.length > 0) {
    throw draft === undefined ? new CannotPublish(faults) : new GoesBack(faults);
  }
  if (others.length > 0) {
    const message = '内容目录里另有错误，不是这次改动造成的；改好它们以后，网站才能更新';
    throw new CannotPublish([{ file: '', message }, ...others]);
  }
}

function notBuilt(draft: DraftRow | undefined, sentences: readonly string[]): Error {
  const file = draft === undefined ? '' : entryPath(draft);
  const faults = sentences.map((message) => ({ file, message }));
  return draft === undefined ? new CannotPublish(faults) : new GoesBack(faults);
}

async function writeHistory(
  deps: ContentDependencies,
  row: PublicationRow,
  draft: DraftRow | undefined,
  changes: readonly ContentChange[],
): Promise<void> {
  const at = deps.clock();
  if (draft === undefined && row.kind !== 'withdraw') return;
  const by = { id: row.requestedBy, name: row.requestedByName };
  const change: RecordedChange =
    draft === undefined
      ? { changes, at, author: by, message: `${row.title}\n\n${row.reason ?? ''}\n` }
      : { changes, at, ...signed(draft, await deps.drafts.listSteps([draft.id])) };
  await deps.history.record(change);
}

/** The author of a draft is the commit's; whoever else wrote or reviewed is named below it. */
function signed(draft: DraftRow, steps: readonly DraftStepRow[]) {
  const names = new Map(steps.map(({ by, byName }) => [by, byName]));
  const line = (label: string, id: string) => `${label}: ${names.get(id)} <${emailOf(id)}>`;
  const trailers = [
    ...[...writersOf(steps)].map((id) => line('Drafted-by', id)),
    ...approvalsOf(steps).map(({ by }) => line('Reviewed-by', by)),
  ];
  return {
    author: { id: draft.author, name: draft.authorName },
    message: `${draft.replaces ? '修改' : '发布'}：${draft.title}\n\n${trailers.join('\n')}\n`,
  };
}

const emailOf = (id: string) => `${id.replace(/^staff:/, '')}@staff.invalid`;

/** What to tell people of an error that is nobody's fault in the content. */
export function sentenceOf(error: unknown): string {
  if (isDiskFull(error)) return DISK_FULL;
  const { code } = error as { code?: unknown };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return '内容目录或网站目录没有写入的权限，没有完成。请技术人员检查权限，然后按“重试”。';
  }
  if (error instanceof Problem || error instanceof OperatorError) return error.message;
  return '服务器内部错误，没有完成；可以按“重试”，如仍出错，请找技术人员查看日志。';
}
