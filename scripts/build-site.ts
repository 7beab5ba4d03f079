import { spawn } from 'node:child_process';
import { rolledBackTo } from '../verify-api/publishing/releases.ts';
import { buildPlaces } from './build/build-places.ts';
import { isUpToDate, madeOf } from './build/made-of.ts';

/**
 * A page leaves little behind, and what all pages share stays: to look through the whole heap (V8's
 * major collections) before it holds 1 GB costs up to a tenth of the CPU and finds next to nothing.
 */
const BUILD = ['--initial-old-space-size=1024', 'scripts/build/build-once.ts'];

/**
 * Builds the site when what it is made of (files, SITE_URL, content, the day: what is published or
 * in force today) differs from what the live release was made of, and makes it the live one. A service
 * that runs serves it at once. Returns false when the build failed; its own words are on the screen, and
 * what was live stays so. In a process of its own: nothing of the pages stays in this one's memory.
 * @param force also when nothing has changed
 * @param keepRolledBack what was gone back to stays live, whatever has changed
 */
export async function buildSite({ force = false, keepRolledBack = false } = {}): Promise<boolean> {
  const places = buildPlaces();
  const { directory, dist, siteUrl } = places;
  if (!force && isUpToDate(dist, await madeOf(places), siteUrl)) return true;
  if (keepRolledBack && (await isRolledBack(dist))) return true;
  console.log('正在检查内容……');
  if (!(await run(['scripts/content-check.ts', directory]))) return false;
  console.log('正在生成公开网站……');
  return run(force ? [...BUILD, '--force'] : BUILD);
}

async function isRolledBack(dist: string): Promise<boolean> {
  const id = await rolledBackTo(dist);
  if (id === undefined) return false;
  console.log(`网站已退回 ${id} 那一版，没有重新生成；要用现在的内容，请运行 npm run build。`);
  return true;
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
