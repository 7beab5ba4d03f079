/**
 * Answers, other orders of a list, the office, the API: these pages say noindex, and no search engine
 * should fetch them.
 */
const UNLISTED = /\/(search|verify\/(en\/)?((receipt|many)\/)?result|sort|staff|api)\/|^\/404\/?$/;

/** Addresses a file, the most that the protocol allows. */
const MOST = 50_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const SCHEMA = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * The site map (sitemaps.org, protocol 0.9) as files by name: an index and the lists it names.
 * @param paths addresses of pages, not encoded: `/news/x/`
 * @param site where the site is, e.g. `https://bank.example.org`
 */
export function siteMap(paths: readonly string[], site: string): Map<string, string> {
  const addresses = paths
    .filter((path) => !UNLISTED.test(path))
    .map((path) => new URL(encodeURI(path), site).href)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const lists = Array.from({ length: Math.ceil(addresses.length / MOST) }, (_, index) => ({
    name: `sitemap-${index}.xml`,
    urls: addresses.slice(index * MOST, (index + 1) * MOST),
  }));
  return new Map([
    ...lists.map(({ name, urls }): [string, string] => [
      name,
      `${HEAD}<urlset xmlns="${SCHEMA}">${urls.map((url) => `<url>${locationOf(url)}</url>`).join('')}</urlset>`,
    ]),
    [
      'sitemap-index.xml',
      `${HEAD}<sitemapindex xmlns="${SCHEMA}">${lists
        .map(({ name }) => `<sitemap>${locationOf(new URL(`/${name}`, site).href)}</sitemap>`)
        .join('')}</sitemapindex>`,
    ],
  ]);
}

function locationOf(url: string): string {
  return `<loc>${url.replaceAll('&', '&amp;').replaceAll("'", '&apos;')}</loc>`;
}
