import { type Article, news } from '../../loader/catalogs.ts';
import { NEWS_PER_PAGE, type NewsGroup, newsGroups, pagesOf } from './news-groups.ts';

/** A link that narrows the list, with how many it leads to. */
interface GroupLink {
  label: string;
  href: string;
  count: number;
  current: boolean;
}

/** One static page of the news: all of it, a category or a year. */
export interface NewsPage {
  group: NewsGroup<Article<'news'>>;
  articles: Article<'news'>[];
  page: number;
  pages: number;
  categories: GroupLink[];
  years: GroupLink[];
}

/** Static paths of `/news/[...list]`: `undefined`, `page/2`, `category/通知公告`, `year/2026`. */
export async function newsPaths() {
  const groups = newsGroups(await news());
  return groups.flatMap((group) => {
    const pages = pagesOf(group);
    return Array.from({ length: pages }, (_, index) => {
      const props: NewsPage = {
        group,
        articles: group.articles.slice(index * NEWS_PER_PAGE, (index + 1) * NEWS_PER_PAGE),
        page: index + 1,
        pages,
        categories: linksOf(groups, 'category', group),
        years: linksOf(groups, 'year', group),
      };
      const parts = [...group.parts, ...(index > 0 ? ['page', String(index + 1)] : [])];
      return { params: { list: parts.join('/') || undefined }, props };
    });
  });
}

function linksOf(
  groups: readonly NewsGroup[],
  by: 'category' | 'year',
  shown: NewsGroup,
): GroupLink[] {
  const all = groups.filter((group) => group.by === undefined);
  return [...all, ...groups.filter((group) => group.by === by)].map((group) => ({
    label: group.value === undefined ? '全部' : by === 'year' ? `${group.value} 年` : group.value,
    href: group.base,
    count: group.articles.length,
    current: group === shown || (group.by === undefined && shown.by !== by),
  }));
}
