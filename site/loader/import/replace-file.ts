import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';

/**
 * Puts a text in place of a file whole or not at all: whoever reads it, whatever is cut off, finds
 * the old file or the new one.
 * @param expected what the file held when the new text was made; '' where there was none
 * @throws OperatorError when somebody else has changed the file since
 */
export async function replaceFile(file: string, text: string, expected: string): Promise<void> {
  const target = existsSync(file) ? await realpath(file) : file;
  // Hidden, so that a check of the folder does not take it for a catalog.
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}`);
  try {
    const handle = await open(draft, 'wx', await modeOf(target));
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const found = existsSync(target) ? await readFile(target, 'utf8') : '';
    if (found !== expected) {
      throw new OperatorError(`${file} 在导入期间被改动过，没有写入。请再运行一次。`);
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncDirectory(path.dirname(target));
}

async function modeOf(file: string): Promise<number> {
  return existsSync(file) ? (await stat(file)).mode & 0o777 : 0o666;
}

/** Makes the rename itself survive a power cut, where the system lets a directory be synced. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
