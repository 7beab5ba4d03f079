import { addressKey } from '../catalogs/address-key.ts';

export const NEWS_PER_PAGE = 20;

interface Dated {
  data: { category: string; publishedAt: string };
}

/** A list of news with an address of its own: all, one category, or one year. */
export interface NewsGroup<T extends Dated = Dated> {
  by?: 'category' | 'year' | undefined;
  /** 通知公告, 2026 */
  value?: string | undefined;
  /** Address of its first page; the others are at `{base}page/{n}/`. */
  base: string;
  /** The same without `/news/`: [], ['category', '通知公告']. */
  parts: string[];
  articles: T[];
}

/** All news, then each category, then each year, the latest first; a single year is no archive. */
export function newsGroups<T extends Dated>(articles: readonly T[]): NewsGroup<T>[] {
  const categories = Map.groupBy(articles, ({ data }) => data.category);
  const years = [...Map.groupBy(articles, ({ data }) => data.publishedAt.slice(0, 4))];
  return [
    { base: '/news/', parts: [], articles: [...articles] },
    ...[...categories].map(([value, list]) => group('category', value, list)),
    ...(years.length > 1 ? years : [])
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
      .map(([value, list]) => group('year', value, list)),
  ];
}

function group<T extends Dated>(by: 'category' | 'year', value: string, articles: T[]) {
  const key = addressKey(value);
  return { by, value, base: `/news/${by}/${encodeURI(key)}/`, parts: [by, key], articles };
}

export function pagesOf({ articles }: NewsGroup): number {
  return Math.max(1, Math.ceil(articles.length / NEWS_PER_PAGE));
}

/** The articles before and after one in time, whatever their category and whether pinned or not. */
export function neighbours<T extends { slug: string; data: { publishedAt: string } }>(
  articles: readonly T[],
  slug: string,
): { older?: T | undefined; newer?: T | undefined } {
  const sorted = articles.toSorted(
    (a, b) => compare(a.data.publishedAt, b.data.publishedAt) || compare(a.slug, b.slug),
  );
  const index = sorted.findIndex((article) => article.slug === slug);
  return { older: sorted[index - 1], newer: sorted[index + 1] };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
