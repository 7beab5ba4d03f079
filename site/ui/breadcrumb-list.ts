import type { NavigationLink } from './navigation.ts';

/** https://schema.org/BreadcrumbList */
export interface BreadcrumbList {
  '@type': 'BreadcrumbList';
  itemListElement: { '@type': 'ListItem'; position: number; name: string; item?: string }[];
}

/**
 * The way from the home page to a page. The page itself comes last, by its name alone.
 * @param crumbs the pages between
 * @param site origin of the public site
 */
export function breadcrumbList(
  crumbs: readonly NavigationLink[],
  title: string,
  site: URL | undefined,
  home = '首页',
): BreadcrumbList {
  const links = [{ label: home, href: '/' }, ...crumbs];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [
      ...links.map(({ label, href }, index) => ({
        '@type': 'ListItem' as const,
        position: index + 1,
        name: label,
        item: new URL(href, site).href,
      })),
      { '@type': 'ListItem', position: links.length + 1, name: title },
    ],
  };
}
