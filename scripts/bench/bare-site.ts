import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, measureNode } from './measure-process.ts';

/** A page by its address without slashes at its ends, and its size in bytes. */
export type PageSize = [page: string, bytes: number];

/**
 * Builds the plainest Astro site there is with these pages: one route, each body a ready string of
 * the page's size, nothing to load and nothing to bundle.
 * @param root an empty directory; the site comes to its `dist`
 * @param repository whose Astro is used
 */
export async function buildBareSite(
  root: string,
  repository: string,
  pages: readonly PageSize[],
): Promise<Measured> {
  cpSync(join(import.meta.dirname, 'bare-site'), root, { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(root, 'pages.json'), JSON.stringify(pages));
  const config = {
    cacheDir: './cache',
    trailingSlash: 'always',
    vite: { cacheDir: './cache/vite' },
  };
  writeFileSync(join(root, 'astro.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  const astro = join(repository, 'node_modules/astro/bin/astro.mjs');
  return measureNode([astro, 'build', '--silent'], { cwd: root });
}
