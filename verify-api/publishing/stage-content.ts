import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of the content directory as it is to be; `content` null: gone. */
export interface ContentChange {
  /** `news/2026-11-notice.md` */
  path: string;
  content: Uint8Array | null;
}

export interface StagedContent {
  directory: string;
  remove(): Promise<void>;
}

/**
 * A copy of the content directory with `changes` made in it. Files that do not change are hard links
 * where the disk allows, so that a copy costs next to nothing; nothing is ever written through one.
 */
export async function stageContent(
  { contentDir, stagingDir }: { contentDir: string; stagingDir: string },
  changes: readonly ContentChange[],
): Promise<StagedContent> {
  await mkdir(stagingDir, { recursive: true, mode: 0o700 });
  const directory = path.join(stagingDir, `${process.pid}-${randomUUID()}`);
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    await linkFolder(await realpath(contentDir), directory);
    for (const change of changes) await makeChange(directory, change);
    return { directory, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** At start: removes what processes that were killed have left behind. */
export async function clearStaging(stagingDir: string): Promise<void> {
  for (const name of await readdir(stagingDir).catch(() => [])) {
    const pid = Number.parseInt(name, 10);
    if (pid !== process.pid && isAlive(pid)) continue;
    await rm(path.join(stagingDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const { name } of await readdir(from, { withFileTypes: true })) {
    if (name === '.git') continue;
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const found = await stat(source).catch(() => undefined);
    if (found?.isDirectory()) await linkFolder(source, target);
    else if (found?.isFile()) await linkFile(source, target);
  }
}

async function linkFile(source: string, target: string): Promise<void> {
  try {
    // A hard link to a symbolic link would be a symbolic link again, and lead nowhere from here.
    await link(await realpath(source), target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOSYS', 'EOPNOTSUPP'].includes(code ?? '')) throw error;
    await copyFile(source, target);
  }
}

async function makeChange(directory: string, change: ContentChange): Promise<void> {
  const file = path.join(directory, change.path);
  await rm(file, { force: true });
  if (change.content === null) return;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, change.content, { flag: 'wx', mode: 0o600 });
}
