import type { Article } from '../../loader/catalogs.ts';
import { formerSlugsOf } from '../../loader/former-slugs.ts';
import { prosePath } from '../../loader/routes.ts';

/** An address at which an entry stood before, and where it stands now. */
export interface MovedEntry {
  slug: string;
  moved: { to: string; title: string };
}

/** The old addresses of entries that have a page each. */
export function movedEntries(
  articles: readonly Article<'news' | 'guides' | 'pages'>[],
): MovedEntry[] {
  const present = new Set(articles.map(({ slug }) => slug));
  return articles.flatMap(({ kind, slug, data }) =>
    formerSlugsOf(data)
      .filter((former) => !present.has(former))
      .map((former) => ({
        slug: former,
        moved: { to: prosePath(kind, slug), title: data.title },
      })),
  );
}
