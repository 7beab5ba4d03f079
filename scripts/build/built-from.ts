import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { chinaDate } from '#domain/china-date.ts';

/** Two lines: what the release was built from, and for which address. */
export const STAMP = 'built-from.txt';

const CODE = [
  'site/**/*',
  'verify-api/domain/**/*',
  'astro.config.mjs',
  'scripts/index-prose.ts',
  'scripts/build/**/*',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * The text of the stamp: files, address, and the day, as what is published or in force today differs
 * from one to the next. Where the content directory lies makes no difference.
 */
export async function stampOf({
  directory,
  siteUrl,
}: {
  directory: string;
  siteUrl: string;
}): Promise<string> {
  const hash = createHash('sha256').update(
    JSON.stringify([chinaDate(new Date()), process.version]),
  );
  await addFiles(hash, '.', CODE);
  await addFiles(hash, directory, ['**/*']);
  return `${hash.digest('hex')}\n${siteUrl}\n`;
}

export async function isUpToDate(dist: string, stamp: string): Promise<boolean> {
  const live = path.join(dist, 'current');
  if (!existsSync(path.join(live, 'server/entry.mjs')) || !existsSync(path.join(live, STAMP))) {
    return false;
  }
  return (await readFile(path.join(live, STAMP), 'utf8')) === stamp;
}

async function addFiles(
  hash: ReturnType<typeof createHash>,
  root: string,
  patterns: string[],
): Promise<void> {
  const files: string[] = [];
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true })) {
    const file = path.relative(root, path.join(entry.parentPath, entry.name));
    // A content directory may be a git repository, whose own files change by themselves.
    if (entry.isFile() && !file.split(path.sep).some((part) => part.startsWith('.'))) {
      files.push(file);
    }
  }
  for (const file of files.sort()) {
    hash.update(`\0${file}\0`).update(await readFile(path.join(root, file)));
  }
}
