import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Measured, measureNode, together } from './measure-process.ts';
import type { PartTimes } from './part-times.ts';

export interface OwnBuild extends Measured {
  /** CPU seconds of each part; they add up to `cpuSeconds`. */
  parts: PartTimes;
}

/**
 * Builds this site as `npm run build` does (check of the content, Astro, full-text index), from
 * another content directory and into another place, so that `dist/` stays as it is.
 * @param root an empty directory; the site comes to its `dist`
 */
export async function buildOwnSite(
  root: string,
  repository: string,
  contentDirectory: string,
): Promise<OwnBuild> {
  const env = { CONTENT_DIR: contentDirectory, SITE_URL: 'https://bank.example.org' };
  const run = (...args: string[]) => measureNode(args, { cwd: repository, env });
  const times = join(root, 'parts.json');
  const config = join(root, 'astro.config.mjs');
  writeFileSync(config, configText(root, repository, times));
  // The site is rendered by modules in `dist`, which look for packages above them.
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));

  const check = await run('scripts/content-check.ts', contentDirectory);
  const astro = await run(
    ...['--initial-old-space-size=1024', 'node_modules/astro/bin/astro.mjs', 'build', '--silent'],
    ...['--config', relative(repository, config)],
  );
  const index = await run('scripts/index-prose.ts', join(root, 'dist/client'));
  const noted: PartTimes = JSON.parse(readFileSync(times, 'utf8'));
  const sum = Object.values(noted).reduce((total, seconds) => total + seconds, 0);
  const parts = {
    检查内容: check.cpuSeconds,
    ...noted,
    // What Node does before and after Astro's own hooks.
    退出: Math.max(0, astro.cpuSeconds - sum),
    '全文检索（Pagefind）': index.cpuSeconds,
  };
  return { ...together([check, astro, index]), parts };
}

/** The product's own configuration, with other places to write to and a watch on the parts. */
function configText(root: string, repository: string, times: string): string {
  const from = (file: string) => JSON.stringify(pathToFileURL(join(repository, file)).href);
  return `import config from ${from('astro.config.mjs')};
import { partTimes } from ${from('scripts/bench/part-times.ts')};

export default {
  ...config,
  outDir: ${JSON.stringify(join(root, 'dist'))},
  cacheDir: ${JSON.stringify(join(root, 'cache'))},
  integrations: [...(config.integrations ?? []), partTimes(${JSON.stringify(times)})],
  vite: { ...config.vite, cacheDir: ${JSON.stringify(join(root, 'cache/vite'))} },
};
`;
}
