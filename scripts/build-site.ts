import { spawn } from 'node:child_process';
import { currentRelease, rolledBackTo } from '../verify-api/publishing/releases.ts';
import { buildPlaces } from './build/build-places.ts';
import { buildRelease } from './build/build-release.ts';
import { isUpToDate, madeOf } from './build/made-of.ts';

/**
 * Builds the site when what it is made of (files, SITE_URL, content, the day: what is published or
 * in force today) differs from what the live release was made of, and makes it the live one. A service
 * that runs serves it at once. Returns false when the build failed; its own words are on the screen, and
 * what was live stays so.
 * @param force also when nothing has changed
 * @param keepRolledBack what was gone back to stays live, whatever has changed
 */
export async function buildSite({
  force = false,
  keepRolledBack = false,
  ...others
}: {
  force?: boolean;
  keepRolledBack?: boolean;
  dist?: string;
} = {}): Promise<boolean> {
  const places = { ...buildPlaces(), ...others };
  const { directory, dist, siteUrl } = places;
  if (!force && isUpToDate(dist, await madeOf(places), siteUrl)) return true;
  if (keepRolledBack && (await isRolledBack(dist))) return true;
  console.log('正在检查内容……');
  if (!(await run(['scripts/content-check.ts', directory]))) return false;
  console.log('正在生成公开网站，约需半分钟……');
  const before = currentRelease(dist);
  const onProgress = (line: string) => console.log(line);
  const answer = await buildRelease({ ...places, force, onProgress });
  if ('faults' in answer) {
    for (const line of answer.faults) console.error(line);
    return false;
  }
  if (answer.release !== before) console.log(`网站已生成：${answer.release}。`);
  return true;
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
