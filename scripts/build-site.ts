import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chinaDate } from '#domain/china-date.ts';
import { LockedError, takeProcessLock } from '../verify-api/db/process-lock.ts';
import { beginRelease, rolledBackTo } from '../verify-api/publishing/releases.ts';

const DIST = path.resolve('dist');
/** Two lines: what the release was built from, and for which address. */
const STAMP = 'built-from.txt';
const contentDirectory = process.env.CONTENT_DIR?.trim() || 'content';
/** Astro's key for server islands, of which there are none; drawn anew, it would make the same code differ. */
const ASTRO_KEY = Buffer.alloc(32).toString('base64');
/** The same rule as the service's, so that pages and reports name one address. */
const siteUrl =
  process.env.SITE_URL?.trim() || `http://localhost:${process.env.PORT?.trim() || 4321}`;
const INPUTS = [
  'site/**/*',
  'verify-api/domain/**/*',
  'astro.config.mjs',
  'scripts/index-prose.ts',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * What Node runs to make the pages; scripts/bench/own-site.ts measures the same. A page leaves little
 * behind, and what all pages share stays: to look through the whole heap (V8's major collections)
 * before it holds 1 GB costs up to a tenth of the CPU and finds next to nothing.
 */
const ASTRO = [
  '--initial-old-space-size=1024',
  'node_modules/astro/bin/astro.mjs',
  'build',
  '--silent',
];

/**
 * Builds the site when what it is made of (files, SITE_URL, CONTENT_DIR, the day: what is published or
 * in force today) differs from what the live release was made of, and makes it the live one. A service
 * that runs serves it at once. Returns false when the build failed; its own words are on the screen, and
 * what was live stays so.
 * @param force also when nothing has changed
 * @param keepRolledBack what was gone back to stays live, whatever has changed
 */
export async function buildSite({
  force = false,
  keepRolledBack = false,
  dist = DIST,
} = {}): Promise<boolean> {
  mkdirSync(dist, { recursive: true });
  const unlock = await lock(dist);
  try {
    const inputs = `${await fingerprint()}\n${siteUrl}\n`;
    if (!force && (await isUpToDate(dist, inputs))) return true;
    if (keepRolledBack && (await isRolledBack(dist))) return true;
    return await build(dist, inputs);
  } finally {
    unlock();
  }
}

async function isUpToDate(dist: string, inputs: string): Promise<boolean> {
  const live = path.join(dist, 'current');
  if (!existsSync(path.join(live, 'server/entry.mjs')) || !existsSync(path.join(live, STAMP))) {
    return false;
  }
  return (await readFile(path.join(live, STAMP), 'utf8')) === inputs;
}

async function isRolledBack(dist: string): Promise<boolean> {
  const id = await rolledBackTo(dist);
  if (id === undefined) return false;
  console.log(`网站已退回 ${id} 那一版，没有重新生成；要用现在的内容，请运行 npm run build。`);
  return true;
}

async function build(dist: string, inputs: string): Promise<boolean> {
  console.log('正在检查内容……');
  if (!(await run(['scripts/content-check.ts', contentDirectory]))) return false;
  console.log('正在生成公开网站，约需半分钟……');
  const release = await beginRelease(dist, new Date());
  const outDir = release.directory;
  const made =
    (await run([...ASTRO, '--outDir', outDir], { SITE_URL: siteUrl, ASTRO_KEY })) &&
    (await run(['scripts/index-prose.ts', path.join(outDir, 'client')]));
  if (!made) {
    await release.discard();
    return false;
  }
  await writeFile(path.join(outDir, STAMP), inputs);
  console.log(`网站已生成：${await release.publish()}。`);
  return true;
}

/** Waits while another build is under way. */
async function lock(dist: string): Promise<() => void> {
  for (let told = false; ; told = true) {
    try {
      return takeProcessLock(path.join(dist, 'building.lock'));
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (!told) console.log('另一次生成正在进行，等它完成……');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(
    JSON.stringify([chinaDate(new Date()), contentDirectory, process.version]),
  );
  for (const file of await filesOf([...INPUTS, path.join(contentDirectory, '**/*')])) {
    hash.update(`\0${file}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesOf(patterns: string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of glob(patterns, { withFileTypes: true })) {
    if (entry.isFile()) files.push(path.join(entry.parentPath, entry.name));
  }
  return files.sort();
}

/** Runs a script under this Node and shows its output; true when it exits with 0. */
export function run(args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: 'inherit',
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
