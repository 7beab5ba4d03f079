import { htmlFiles, htmlOf } from './built-site.ts';

/**
 * What a page of the built site is an example of: `courses`, `courses/*`, or `nodes/*` followed by
 * what belongs to each node. A list cut by a facet or a page number is one type whatever its catalog.
 */
function typeOf(file: string): string {
  const [section = '', name, part, ...rest] = file.split('/').slice(0, -1);
  if (name === undefined) return section;
  if (part === undefined) return `${section}/*`;
  const belongsToEntry = htmlFiles.includes(`${section}/${name}/index.html`) && name !== 'page';
  return belongsToEntry ? `${section}/*/${part}` : `list cut ${rest.length}`;
}

const files = htmlFiles.filter((file) => file !== '404.html');

/** The longest file of each type of page, where most can go wrong. */
export const examplesOfTypes: readonly string[] = [...Map.groupBy(files, typeOf).values()].map(
  (same) => same.toSorted((a, b) => htmlOf(b).length - htmlOf(a).length)[0] ?? '',
);
