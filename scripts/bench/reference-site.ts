import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, measureNode } from './measure-process.ts';
import type { PageShape } from './page-shapes.ts';

/**
 * - `bare-site`: what one would write after a day with Astro's documentation: a layout with header,
 *   navigation and footer, a list and a detail template, tables and facts drawn by expressions, and
 *   no more. Each page has as many rows and facts as the page it stands for, and text up to its size.
 * - `ready-site`: each page one ready-made string of the size. It draws nothing, so it is no site
 *   anyone would have, but shows how little Astro can take to write as many files.
 */
export type ReferenceSite = 'bare-site' | 'ready-site';

/**
 * Builds an Astro site with a page for each of these, nothing to load and next to nothing to bundle.
 * @param root an empty directory; the site comes to its `dist`
 * @param repository whose Astro is used
 */
export async function buildReferenceSite(
  site: ReferenceSite,
  root: string,
  repository: string,
  pages: readonly PageShape[],
): Promise<Measured> {
  cpSync(join(import.meta.dirname, site), root, { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(root, 'pages.json'), JSON.stringify(pages));
  const config = {
    site: 'https://bank.example.org',
    cacheDir: './cache',
    trailingSlash: 'always',
    vite: { cacheDir: './cache/vite' },
  };
  writeFileSync(join(root, 'astro.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  const astro = join(repository, 'node_modules/astro/bin/astro.mjs');
  return measureNode([astro, 'build', '--silent'], { cwd: root });
}
