import fs from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import git from 'isomorphic-git';
import { contentFiles, stampOfContent } from './content-digest.ts';
import { patchTree } from './patch-tree.ts';
import type { ContentChange } from './stage-content.ts';

/** A change of one file, as git keeps it. */
export interface EntryChange {
  sha: string;
  /** ISO 8601 in UTC. */
  at: string;
  author: string;
  message: string;
}

export interface RecordedChange {
  changes: readonly ContentChange[];
  message: string;
  author: { id: string; name: string };
  at: Date;
}

/** The git history of the content directory. */
export interface ContentHistory {
  /**
   * Before `changes` are written: keeps what came by other doors, so that nothing they replace is lost.
   * All of it where nobody else keeps a history, else the files that change.
   */
  recordBefore(changes: readonly ContentChange[], at: Date): Promise<void>;
  /** Makes a commit of these files alone; none when it is there already. */
  record(change: RecordedChange): Promise<void>;
  /** Newest first, at most a hundred. */
  listChanges(file: string): Promise<EntryChange[]>;
}

const SHOWN = 100;
const SYSTEM = { id: 'system', name: '积学' };

/**
 * The repository of the content directory itself, where it is one; else one below `dataDir` whose work
 * tree the content directory is. Commits are made of trees, past the index, so that what somebody has
 * staged there stays theirs.
 */
export function openHistory({
  contentDir,
  dataDir,
}: {
  contentDir: string;
  dataDir: string;
}): ContentHistory {
  let repository: Promise<Repository> | undefined;
  /** The content as last committed: most of the time nobody else has written since. */
  let recorded: string | undefined;
  const open = () => {
    repository ??= openRepository(contentDir, path.join(dataDir, 'content.git')).catch((error) => {
      repository = undefined;
      throw error;
    });
    return repository;
  };
  return {
    async recordBefore(changes, at) {
      const { own, gitdir } = await open();
      const stamp = await stampOfContent(contentDir);
      const found =
        own || recorded === stamp
          ? await presentOf(contentDir, changes)
          : await everyChange({ contentDir, gitdir });
      const written = new Map(changes.map((change) => [change.path, change.content]));
      // What an attempt that was cut short has written is not another door's.
      const others = found.filter(
        ({ path: file, content }) => !written.has(file) || !isSame(content, written.get(file)),
      );
      const first = (await headOf(gitdir)) === undefined;
      const message = first ? '开始记录内容的历史\n' : '从别处改动：文件复制、导入或其他程序\n';
      await commit({ contentDir, gitdir, own }, { changes: others, message, author: SYSTEM, at });
      recorded = stamp;
    },
    async record(change) {
      await commit({ contentDir, ...(await open()) }, change);
      recorded = await stampOfContent(contentDir);
    },
    async listChanges(file) {
      const { gitdir } = await open();
      const ref = await headOf(gitdir);
      if (ref === undefined) return [];
      const commits = await git
        .log({ fs, gitdir, ref, filepath: file, force: true })
        .catch((error: { code?: string }) => {
          // Not in the history yet.
          if (error.code === 'NotFoundError') return [];
          throw error;
        });
      return commits.slice(0, SHOWN).map(({ oid, commit: { author, message } }) => ({
        sha: oid,
        at: new Date(author.timestamp * 1000).toISOString(),
        author: author.name,
        message: message.split('\n')[0] ?? '',
      }));
    },
  };
}

interface Repository {
  gitdir: string;
  /** Of the content directory itself: others commit there too. */
  own: boolean;
}

async function openRepository(contentDir: string, kept: string): Promise<Repository> {
  const inside = path.join(contentDir, '.git');
  const found = await stat(inside).catch(() => undefined);
  if (found?.isDirectory()) return { gitdir: inside, own: true };
  // A work tree or a submodule: a file that says where its repository is.
  const pointer = found?.isFile() ? await readFile(inside, 'utf8') : '';
  const target = /^gitdir: (.+)$/m.exec(pointer)?.[1];
  if (target !== undefined) return { gitdir: path.resolve(contentDir, target), own: true };
  // Harmless where there is one.
  await git.init({ fs, bare: true, gitdir: kept, defaultBranch: 'main' });
  return { gitdir: kept, own: false };
}

async function headOf(gitdir: string): Promise<string | undefined> {
  return git.resolveRef({ fs, gitdir, ref: 'HEAD' }).catch(() => undefined);
}

function isSame(one: Uint8Array | null, other: Uint8Array | null | undefined): boolean {
  if (!one || !other) return one === other;
  return Buffer.from(one).equals(other);
}

/** The files that are about to change, as they are. */
async function presentOf(
  contentDir: string,
  changes: readonly ContentChange[],
): Promise<ContentChange[]> {
  const present: ContentChange[] = [];
  for (const { path: file } of changes) {
    const content = await readFile(path.join(contentDir, file)).catch(() => undefined);
    if (content !== undefined) present.push({ path: file, content });
  }
  return present;
}

/** All that is there, and the removal of what is there no more. */
async function everyChange({
  contentDir,
  gitdir,
}: {
  contentDir: string;
  gitdir: string;
}): Promise<ContentChange[]> {
  const files = await contentFiles(contentDir);
  const changes: ContentChange[] = [];
  for (const file of files) {
    changes.push({ path: file, content: await readFile(path.join(contentDir, file)) });
  }
  const head = await headOf(gitdir);
  if (head === undefined) return changes;
  const there = new Set(files);
  const known = await git.walk({
    fs,
    gitdir,
    trees: [git.TREE({ ref: head })],
    map: async (name, [entry]) => ((await entry?.type()) === 'blob' ? name : undefined),
  });
  const gone = (known as string[]).filter((file) => !there.has(file));
  return [...changes, ...gone.map((file) => ({ path: file, content: null }))];
}

async function commit(
  { contentDir, gitdir, own }: { contentDir: string } & Repository,
  { changes, message, author, at }: RecordedChange,
): Promise<void> {
  const head = await headOf(gitdir);
  const before =
    head === undefined ? undefined : (await git.readCommit({ fs, gitdir, oid: head })).commit.tree;
  const tree = await patchTree(gitdir, before, changes);
  if (tree === undefined || tree === before) return;
  const who = {
    name: author.name,
    email: `${author.id.replace(/^staff:/, '')}@staff.invalid`,
    timestamp: Math.floor(at.getTime() / 1000),
    timezoneOffset: -480,
  };
  await git.commit({
    fs,
    gitdir,
    message,
    tree,
    parent: head === undefined ? [] : [head],
    author: who,
    committer: who,
  });
  if (own) await updateIndex(contentDir, gitdir, changes);
}

/** So that `git status` in the content directory finds nothing to do. */
async function updateIndex(
  dir: string,
  gitdir: string,
  changes: readonly ContentChange[],
): Promise<void> {
  for (const { path: filepath, content } of changes) {
    if (content === null) await git.remove({ fs, dir, gitdir, filepath });
    else await git.add({ fs, dir, gitdir, filepath, force: true });
  }
}
