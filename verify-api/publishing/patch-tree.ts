import fs from 'node:fs';
import git, { type TreeEntry } from 'isomorphic-git';
import type { ContentChange } from './stage-content.ts';

/** The id of a tree like `before` with the changes made; undefined when nothing is left in it. */
export async function patchTree(
  gitdir: string,
  before: string | undefined,
  changes: readonly ContentChange[],
): Promise<string | undefined> {
  const old = before === undefined ? [] : (await git.readTree({ fs, gitdir, oid: before })).tree;
  const entries = new Map(old.map((entry) => [entry.path, entry]));
  for (const [name, below] of Map.groupBy(changes, (change) => headOfPath(change.path))) {
    const entry = await patchEntry(gitdir, name, entries.get(name), below);
    if (entry === undefined) entries.delete(name);
    else entries.set(name, entry);
  }
  if (entries.size === 0) return undefined;
  return git.writeTree({ fs, gitdir, tree: [...entries.values()] });
}

async function patchEntry(
  gitdir: string,
  name: string,
  before: TreeEntry | undefined,
  changes: readonly ContentChange[],
): Promise<TreeEntry | undefined> {
  const file = changes.find((change) => change.path === name);
  if (file?.content === null) return undefined;
  if (file !== undefined) {
    const oid = await git.writeBlob({ fs, gitdir, blob: file.content as Uint8Array });
    return { mode: '100644', path: name, oid, type: 'blob' };
  }
  const below = changes.map((each) => ({ ...each, path: each.path.slice(name.length + 1) }));
  const oid = await patchTree(gitdir, before?.type === 'tree' ? before.oid : undefined, below);
  return oid === undefined ? undefined : { mode: '040000', path: name, oid, type: 'tree' };
}

const headOfPath = (path: string) => path.split('/', 1)[0] as string;
