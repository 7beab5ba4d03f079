import { type Article, news } from '../../loader/catalogs.ts';
import { addressKey } from '../catalogs/address-key.ts';
import type { FacetLink } from '../catalogs/list-pages.ts';

const PAGE_SIZE = 20;

/** One static page of the news: all of it, or one category. */
export interface NewsPage {
  category?: string | undefined;
  articles: Article<'news'>[];
  total: number;
  page: number;
  pages: number;
  /** Address of its first page; the others are at `{base}page/{n}/`. */
  base: string;
  all: FacetLink;
  categories: FacetLink[];
}

/** Static paths of `/news/[...list]`: `undefined`, `page/2`, `category/通知公告`. */
export async function newsPaths() {
  const articles = await news();
  const categories = Map.groupBy(articles, ({ data }) => data.category);
  const groups: [string | undefined, Article<'news'>[]][] = [[undefined, articles], ...categories];
  return groups.flatMap(([category, list]) => {
    const pages = Math.max(1, Math.ceil(list.length / PAGE_SIZE));
    return Array.from({ length: pages }, (_, index) => {
      const props: NewsPage = {
        category,
        articles: list.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
        total: list.length,
        page: index + 1,
        pages,
        base: addressOf(category),
        all: {
          label: '全部',
          href: '/news/',
          count: articles.length,
          current: category === undefined,
        },
        categories: [...categories].map(([name, { length }]) => ({
          label: name,
          href: addressOf(name),
          count: length,
          current: name === category,
        })),
      };
      const parts = [
        ...(category === undefined ? [] : ['category', addressKey(category)]),
        ...(index > 0 ? ['page', String(index + 1)] : []),
      ];
      return { params: { list: parts.join('/') || undefined }, props };
    });
  });
}

function addressOf(category: string | undefined): string {
  return category === undefined ? '/news/' : `/news/category/${encodeURI(addressKey(category))}/`;
}
