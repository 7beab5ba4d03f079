import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCatalogs, type Catalogs } from '../../../site/loader/build-catalogs.ts';
import { contentDirectory } from '../../../site/loader/content-directory.ts';
import { formerSlugsOf } from '../../../site/loader/former-slugs.ts';
import { buildDay, isPublished } from '../../../site/loader/is-published.ts';
import { allProse, type Content, readContent } from '../../../site/loader/read-content.ts';
import { prosePath } from '../../../site/loader/routes.ts';
import type { TableRows } from '../../../site/loader/schemas/tables.ts';

/** Where the site was built to. `npm test` builds it before any test runs. */
export const SITE = process.env.SITE_DIST ?? 'dist/client';

/** Every file of the built site, relative to it, with `/` between folders. */
export const siteFiles: ReadonlySet<string> = new Set(
  globSync('**/*', { cwd: SITE, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(SITE, path.join(entry.parentPath, entry.name))),
);

export const htmlFiles: readonly string[] = [...siteFiles]
  .filter((file) => file.endsWith('.html'))
  .sort();

const read = new Map<string, string>();

/** The HTML of a file of the built site. */
export function htmlOf(file: string): string {
  const html = read.get(file) ?? readFileSync(path.join(SITE, file), 'utf8');
  read.set(file, html);
  return html;
}

/** The HTML at an address, e.g. `/courses/KC0001/`. */
export function pageAt(address: string): string {
  return htmlOf(`${address.slice(1)}index.html`);
}

export const content: Content = readContent(contentDirectory());

/** Old addresses of entries that were renamed, with where each leads. */
export const movedPages: ReadonlyMap<string, string> = new Map(
  allProse(content)
    .filter(({ data }) => isPublished(data, buildDay()))
    .filter(({ kind }) => kind !== 'help' && kind !== 'downloads')
    .flatMap(({ kind, slug, data }) =>
      formerSlugsOf(data).map(
        (former) => [prosePath(kind, former), prosePath(kind, slug)] as const,
      ),
    ),
);

/** The catalogs the site was built from, read without Astro. */
export const bank: Catalogs = buildCatalogs(
  Object.fromEntries(
    Object.entries(content.tables).map(([name, { rows }]) => [name, rows]),
  ) as unknown as TableRows,
  buildDay(),
);
