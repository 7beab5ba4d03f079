import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chinaDate } from '#domain/china-date.ts';

/** Two lines: what the site was built from, and for which address. */
const STAMP = 'dist/built-from.txt';
const contentDirectory = process.env.CONTENT_DIR?.trim() || 'content';
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
 * Builds the site when what it is made of (files, SITE_URL, CONTENT_DIR, the day: what is published or
 * in force today) differs from what the last
 * finished build was made of. Returns false when the build failed; its own words are on the screen.
 */
export async function buildSite({ force = false } = {}): Promise<boolean> {
  const inputs = `${await fingerprint()}\n${siteUrl}\n`;
  if (!force && existsSync('dist/server/entry.mjs') && (await builtFrom()) === inputs) return true;
  console.log('正在检查内容……');
  if (!(await run(['scripts/content-check.ts', contentDirectory]))) return false;
  console.log('正在生成公开网站，约需半分钟……');
  await rm(STAMP, { force: true });
  if (
    !(await run(['node_modules/astro/bin/astro.mjs', 'build', '--silent'], { SITE_URL: siteUrl }))
  ) {
    return false;
  }
  if (!(await run(['scripts/index-prose.ts']))) return false;
  await writeFile(STAMP, inputs);
  console.log('网站已生成。');
  return true;
}

async function builtFrom(): Promise<string | undefined> {
  return existsSync(STAMP) ? readFile(STAMP, 'utf8') : undefined;
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
