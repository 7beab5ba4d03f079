import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';

/**
 * Builds of the public site below `dist/`:
 *
 *     releases/20261122-191533/{client,server,built-from.txt}
 *     current -> releases/20261122-191533      the one that is served
 *     client -> current/client, server -> current/server
 *     rolled-back.txt                          there after going back, until the next build
 */
export interface Release {
  /** The time in China at which its build began: `20261122-191533`; `-2` when there was one already. */
  id: string;
  current: boolean;
}

export const KEPT = 10;
const ID = /^\d{8}-\d{6}(-\d+)?$/;
const OFFSET_MS = 8 * 60 * 60 * 1000;

/** Where a build of the site goes; nobody sees it before `publish`. */
export interface NewRelease {
  directory: string;
  /** Makes it the live one, in one step, and removes the oldest beyond ten. */
  publish(): Promise<string>;
  /** After a build that failed. */
  discard(): Promise<void>;
}

/** One at a time: the caller holds the lock. What a build that was killed has left is removed. */
export async function beginRelease(dist: string, now: Date): Promise<NewRelease> {
  const releases = path.join(dist, 'releases');
  // Always the same place, for Astro writes it into the code, which else would differ every time.
  const directory = path.join(releases, 'building');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const id = freeId(releases, now);
  return {
    directory,
    async publish() {
      await rename(directory, path.join(releases, id));
      await pointTo(dist, id);
      await rm(path.join(dist, ROLLED_BACK), { force: true });
      await prune(dist);
      return id;
    },
    discard: () => rm(directory, { recursive: true, force: true }),
  };
}

function freeId(releases: string, now: Date): string {
  const local = new Date(now.getTime() + OFFSET_MS).toISOString();
  const time = local.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let turn = 1; ; turn += 1) {
    const id = turn === 1 ? time : `${time}-${turn}`;
    if (!existsSync(path.join(releases, id))) return id;
  }
}

/** Newest first. */
export function listReleases(dist: string): Release[] {
  const releases = path.join(dist, 'releases');
  if (!existsSync(releases)) return [];
  const current = currentRelease(dist);
  const inOrder = new Intl.Collator('en', { numeric: true });
  return readdirSync(releases)
    .filter((name) => ID.test(name))
    .sort((a, b) => inOrder.compare(b, a))
    .map((id) => ({ id, current: id === current }));
}

/** The id of the live one; undefined before the first build. */
export function currentRelease(dist: string): string | undefined {
  try {
    return path.basename(readlinkSync(path.join(dist, 'current')));
  } catch {
    return undefined;
  }
}

const ROLLED_BACK = 'rolled-back.txt';

/**
 * Makes an earlier release the live one: `id`, or the one before the live one. Until the next build it
 * stays live whatever the content says. The newest is no step back: it is built anew as ever.
 */
export async function rollBack(dist: string, id?: string): Promise<string> {
  const all = listReleases(dist);
  const before = all[all.findIndex(({ current }) => current) + 1];
  const wanted = id === undefined ? before : all.find((release) => release.id === id);
  if (wanted === undefined) {
    throw new OperatorError(
      id === undefined ? '没有更早的一版可以退回。' : `没有保留「${id}」这一版。`,
    );
  }
  const note = path.join(dist, ROLLED_BACK);
  if (wanted.id === all[0]?.id) await rm(note, { force: true });
  else await writeFile(note, `${wanted.id}\n`);
  await pointTo(dist, wanted.id);
  return wanted.id;
}

/** The id of the release that was gone back to, when nothing was built since. */
export async function rolledBackTo(dist: string): Promise<string | undefined> {
  const text = await readFile(path.join(dist, ROLLED_BACK), 'utf8').catch(() => undefined);
  const current = currentRelease(dist);
  return text?.trim() === current ? current : undefined;
}

/** `rename` puts the new link in the place of the old one at once: there is no moment without either. */
async function pointTo(dist: string, id: string): Promise<void> {
  const link = path.join(dist, `current.${process.pid}`);
  await rm(link, { force: true });
  await symlink(path.join('releases', id), link);
  await rename(link, path.join(dist, 'current'));
  for (const part of ['client', 'server']) await linkPart(dist, part);
}

async function linkPart(dist: string, part: string): Promise<void> {
  const link = path.join(dist, part);
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return;
  // Built before there were releases.
  if (found !== undefined) await rm(link, { recursive: true });
  await symlink(path.join('current', part), link);
}

async function prune(dist: string): Promise<void> {
  const old = listReleases(dist).filter(({ current }, at) => at >= KEPT && !current);
  for (const { id } of old) {
    await rm(path.join(dist, 'releases', id), { recursive: true, force: true });
  }
}
