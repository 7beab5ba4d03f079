import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

export type Found =
  | { kind: 'file'; file: string; size: number; etag: string }
  | { kind: 'redirect'; location: string }
  | undefined;

/**
 * The file below `root` that a request path names: itself, or `index.html` in the folder it names.
 * A folder without its slash is a redirect to the one with it.
 */
export async function findFile(root: string, requestPath: string): Promise<Found> {
  const relative = safePath(requestPath);
  if (relative === undefined) return undefined;
  if (requestPath.endsWith('/')) return fileAt(path.join(root, relative, 'index.html'));
  const file = await fileAt(path.join(root, relative));
  if (file !== undefined) return file;
  const page = await fileAt(path.join(root, relative, 'index.html'));
  return page && { kind: 'redirect', location: `${requestPath}/` };
}

/** Undefined for whatever could lead elsewhere: an empty, hidden or upward step, a strange character. */
function safePath(requestPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(requestPath);
  } catch {
    return undefined;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\\\u0000-\u001f]|\/\/|\/\./.test(decoded)) return undefined;
  return decoded;
}

async function fileAt(file: string): Promise<Found> {
  let stats: Stats;
  try {
    stats = await stat(file);
  } catch {
    return undefined;
  }
  if (!stats.isFile()) return undefined;
  const etag = `W/"${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
  return { kind: 'file', file, size: stats.size, etag };
}
