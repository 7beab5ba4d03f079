import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { chinaDate } from '#domain/china-date.ts';
import { emptySections } from '../../site/loader/empty-sections.ts';
import { INPUTS, type Input } from '../../site/loader/reading.ts';

/**
 * What a release is made of, a digest (the day: itself) for each part. `frame` is what is bundled, code
 * for the most part: when it differs, everything is made anew. The others are what pages read.
 */
export type MadeOf = Record<'frame' | Input, string>;

const CODE = [
  'site/**/*',
  'verify-api/domain/**/*',
  'scripts/build/**/*',
  'astro.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** Where the content directory lies makes no difference. */
export async function madeOf({
  directory,
  siteUrl,
  now = new Date(),
}: {
  directory: string;
  siteUrl: string;
  now?: Date;
}): Promise<MadeOf> {
  const parts = new Map<string, Hash>();
  const part = (name: string) => {
    const hash = parts.get(name) ?? createHash('sha256');
    parts.set(name, hash);
    return hash;
  };
  part('frame').update(JSON.stringify([siteUrl, process.version, emptySections(directory)]));
  for (const file of await filesOf('.', CODE)) addFile(part('frame'), file, await readFile(file));
  for (const file of await filesOf(directory, ['**/*'])) {
    addFile(part(inputOf(file)), file, await readFile(path.join(directory, file)));
  }
  const digests = ['frame', ...INPUTS].map((name) => [name, part(name).digest('hex')]);
  return { ...Object.fromEntries(digests), day: chinaDate(now) } as MadeOf;
}

/** The digest of one folder of content alone, as in `madeOf`. */
export async function digestOf(directory: string, input: Input): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesOf(directory, [`${input}/**/*`])) {
    addFile(hash, file, await readFile(path.join(directory, file)));
  }
  return hash.digest('hex');
}

/** A file of content that no page reads as an input of its own, bank.yaml above all, is bundled. */
function inputOf(file: string): string {
  const [folder = ''] = file.split(path.sep);
  return (INPUTS as readonly string[]).includes(folder) ? folder : 'frame';
}

function addFile(hash: Hash, file: string, bytes: Buffer): void {
  hash.update(`\0${file}\0${bytes.length}\0`).update(bytes);
}

async function filesOf(root: string, patterns: string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root })) {
    // A content directory may be a git repository, whose own files change by themselves.
    const hidden = file.split(path.sep).some((part) => part.startsWith('.'));
    if (!hidden && statSync(path.join(root, file)).isFile()) files.push(file);
  }
  return files.sort();
}

/** Two lines: a digest of what the release was made of, and for which address. */
const STAMP = 'built-from.txt';

export function writtenStamp(made: MadeOf, siteUrl: string): { name: string; text: string } {
  const digest = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  return { name: STAMP, text: `${digest}\n${siteUrl}\n` };
}

export function isUpToDate(dist: string, made: MadeOf, siteUrl: string): boolean {
  const live = path.join(dist, 'current');
  const { name, text } = writtenStamp(made, siteUrl);
  const stamp = path.join(live, name);
  return (
    existsSync(path.join(live, 'server/entry.mjs')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === text
  );
}
