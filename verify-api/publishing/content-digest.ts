import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Paths of every file below a content directory, sorted; git's own files are not content. */
export async function contentFiles(directory: string): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const { name } of await readdir(path.join(directory, folder), { withFileTypes: true })) {
      const file = path.posix.join(folder, name);
      if (isNoContent(name)) continue;
      const found = await stat(path.join(directory, file)).catch(() => undefined);
      if (found?.isDirectory()) await walk(file);
      else if (found?.isFile()) files.push(file);
    }
  };
  await walk('');
  return files.sort();
}

/** Git's, and what programs leave beside a file while they write it. */
function isNoContent(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$');
}

/** SHA-256 over names and contents, hexadecimal. */
export async function digestOfContent(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await contentFiles(directory)) {
    const content = await readFile(path.join(directory, file));
    hash.update(`${file}\0${sha256(content)}\n`);
  }
  return hash.digest('hex');
}

/** Changes whenever a file does, without reading any. */
export async function stampOfContent(directory: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await contentFiles(directory)) {
    const found = await stat(path.join(directory, file)).catch(() => undefined);
    hash.update(`${file}\0${found?.size}\0${found?.mtimeMs}\0${found?.ino}\n`);
  }
  return hash.digest('hex');
}

/** Lower case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
