import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, rename, stat } from 'node:fs/promises';
import path from 'node:path';

/** Keys that have been replaced lie beside the data key file, and are in every backup. */
export function retiredDirectory(dataKeyFile: string): string {
  return path.join(path.dirname(dataKeyFile), 'retired');
}

/** Writes a key that is no longer used to where it is kept; one of the same name is the same key. */
export async function keepRetired(
  dataKeyFile: string,
  name: string,
  text: string,
): Promise<string> {
  const directory = retiredDirectory(dataKeyFile);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, name);
  await replaceKeyFile(file, text, dataKeyFile);
  return file;
}

/**
 * Replaces a key file whole: whoever reads it meanwhile gets the old one or the new one. It stays the
 * property of whoever owns `like`, since the service must still be able to read it.
 */
export async function replaceKeyFile(file: string, text: string, like = file): Promise<void> {
  const { uid, gid } = await stat(like);
  const draft = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (process.getuid?.() === 0) await chown(draft, uid, gid);
  await rename(draft, file);
}
