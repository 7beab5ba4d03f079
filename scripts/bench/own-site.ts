import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, measureNode, together } from './measure-process.ts';
import type { PartTimes } from './timed-build.ts';

export interface OwnBuild extends Measured {
  /** CPU seconds of each part; they add up to `cpuSeconds`. */
  parts: PartTimes;
}

/**
 * Builds this site as `npm run build` does (check of the content, then the release), from another
 * content directory and into another place, so that `dist/` stays as it is.
 * @param root an empty directory; the site comes to its `dist`
 */
export async function buildOwnSite(
  root: string,
  repository: string,
  contentDirectory: string,
): Promise<OwnBuild> {
  const run = (...args: string[]) => measureNode(args, { cwd: repository });
  const times = join(root, 'parts.json');
  // The site is rendered by modules in `dist`, which look for packages above them.
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));

  const check = await run('scripts/content-check.ts', contentDirectory);
  const build = await run(
    ...['--initial-old-space-size=1024', 'scripts/bench/timed-build.ts'],
    ...[contentDirectory, join(root, 'dist'), times],
  );
  const noted: PartTimes = JSON.parse(readFileSync(times, 'utf8'));
  const sum = Object.values(noted).reduce((total, seconds) => total + seconds, 0);
  const parts = {
    检查内容: check.cpuSeconds,
    ...noted,
    退出: Math.max(0, build.cpuSeconds - sum),
  };
  return { ...together([check, build]), parts };
}
