/** Where the header and footer lead. Labels are verbs: what one comes to do. */
export interface NavigationLink {
  label: string;
  href: string;
}

export const mainNavigation: readonly NavigationLink[] = [
  { label: '查证书', href: '/certificates/' },
  { label: '查课程', href: '/courses/' },
  { label: '查专业', href: '/majors/' },
  { label: '高校网点', href: '/nodes/' },
  { label: '办理指南', href: '/guides/' },
  { label: '核验报告', href: '/verify/' },
];

export const footerNavigation: readonly { title: string; links: readonly NavigationLink[] }[] = [
  {
    title: '查询',
    links: [
      { label: '职业培训证书', href: '/certificates/' },
      { label: '标准课程', href: '/courses/' },
      { label: '专业', href: '/majors/' },
      { label: '文化休闲教育项目', href: '/programs/' },
      { label: '转换规则', href: '/rules/' },
      { label: '算一算能换多少', href: '/planner/' },
    ],
  },
  {
    title: '机构',
    links: [
      { label: '高校网点', href: '/nodes/' },
      { label: '分部', href: '/branches/' },
      { label: '机构名册', href: '/institutions/' },
      { label: '资历框架', href: '/framework/' },
    ],
  },
  {
    title: '办理',
    links: [
      { label: '办理指南', href: '/guides/' },
      { label: '核验报告', href: '/verify/' },
      { label: '文档下载', href: '/downloads/' },
      { label: '常见问题', href: '/help/' },
    ],
  },
  {
    title: '了解',
    links: [
      { label: '怎样获得学分', href: '/how-it-works/' },
      { label: '新闻', href: '/news/' },
      { label: '关于我们', href: '/about/' },
      { label: '开放数据', href: '/data/' },
    ],
  },
];

/** The links of a menu that lead to something: of `empty` lists none is offered. */
export function leadingSomewhere<T extends NavigationLink>(
  links: readonly T[],
  empty: readonly string[],
): T[] {
  return links.filter(({ href }) => !empty.includes(href));
}

/** Which of the header's links leads to a page, or to the section it lies in. */
export interface CurrentLink {
  /** None for a page that no link leads to. */
  href: string | undefined;
  /** The page itself, not one of its section. */
  exactly: boolean;
}

export function currentLink(pathname: string): CurrentLink {
  const href =
    pathname === '/'
      ? pathname
      : mainNavigation.find((link) => pathname.startsWith(link.href))?.href;
  return { href, exactly: href === pathname };
}
