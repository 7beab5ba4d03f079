import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';

/**
 * Puts a content in place of a file whole or not at all: whoever reads it, whatever is cut off, finds
 * the old file or the new one.
 * @param expected what the file held when the new content was made; '' where there was none
 * @throws OperatorError when somebody else has changed the file since
 */
export async function replaceFile(
  file: string,
  content: string | Uint8Array,
  expected: string | Uint8Array,
): Promise<void> {
  const target = existsSync(file) ? await realpath(file) : file;
  // Hidden, so that a check of the folder does not take it for a catalog.
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}`);
  try {
    const handle = await open(draft, 'wx', await modeOf(target));
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const found = existsSync(target) ? await readFile(target) : Buffer.alloc(0);
    if (!found.equals(bytesOf(expected))) {
      throw new OperatorError(`${file} 在此期间被改动过，没有写入。请再试一次。`);
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

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? Buffer.from(content) : content;
