import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { demoKeyFiles } from '../keys/demo-keys.ts';
import { retiredDirectory } from '../keys/replace-key-file.ts';
import type { Area } from './backup-parts.ts';

export interface Places {
  dataDir: string;
  contentDir: string;
  /** Undefined: demonstration keys below `dataDir`. */
  keyFiles: { signingKey: string; pdfCert: string; pdfKey: string; dataKey: string } | undefined;
}

export interface KeptFile {
  area: Area;
  /** Below its area, with slashes. */
  path: string;
  file: string;
}

/** The names of replaced keys in a backup begin with this folder. */
export const RETIRED = 'retired';

/** Where each key file lies, by its name in a backup, whatever the settings call it. */
export function keyPlaces({ dataDir, keyFiles }: Places): Record<string, string> {
  const set = new Map(Object.entries(keyFiles ?? {}));
  return Object.fromEntries(
    Object.entries(demoKeyFiles).map(([role, name]) => [
      name,
      set.get(role) ?? path.join(dataDir, 'keys', name),
    ]),
  );
}

export function retiredPlace(places: Places): string {
  return retiredDirectory(keyPlaces(places)[demoKeyFiles.dataKey] as string);
}

/** Everything that is not in the database. What is no regular file is named in `left`, never skipped silently. */
export async function findKeptFiles(
  places: Places,
): Promise<{ files: KeptFile[]; left: string[] }> {
  const left: string[] = [];
  const files: KeptFile[] = Object.entries(keyPlaces(places))
    .filter(([, file]) => existsSync(file))
    .map(([name, file]) => ({ area: 'keys', path: name, file }));
  for (const each of await walk(retiredPlace(places), left)) {
    files.push({ ...each, area: 'keys', path: `${RETIRED}/${each.path}` });
  }
  const keys = new Set(files.map(({ file }) => file));
  const isOther = (relative: string, file: string) =>
    isElsewhere(relative) || keys.has(file) || isBelow(places.contentDir, file);
  for (const each of await walk(places.dataDir, left, isOther)) {
    files.push({ ...each, area: 'data' });
  }
  for (const each of await walk(places.contentDir, left)) {
    files.push({ ...each, area: 'content' });
  }
  return { files, left };
}

/** The embedded database is read through SQL, keys have an area of their own, drafts and copies are nobody's. */
function isElsewhere(relative: string): boolean {
  return /^(keys(\.|\/|$)|pglite(\.|\/|$)|staging(\/|$))|\.(tmp|part)$/.test(relative);
}

export function isBelow(directory: string, file: string): boolean {
  const relative = path.relative(directory, file);
  return relative !== '' && !/^\.\.(\/|\\|$)/.test(relative) && !path.isAbsolute(relative);
}

async function walk(
  directory: string,
  left: string[],
  skip: (relative: string, file: string) => boolean = () => false,
): Promise<{ path: string; file: string }[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const found: { path: string; file: string }[] = [];
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const relative = path.relative(directory, file).split(path.sep).join('/');
    if (entry.isDirectory() || skip(relative, file)) continue;
    if (entry.isFile()) found.push({ path: relative, file });
    else left.push(file);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file as the body of a part; key files and contents are small. */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield await readFile(file);
}
