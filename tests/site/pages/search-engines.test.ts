import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { htmlFiles, movedPages, SITE, siteFiles } from './built-site.ts';
import { type PageHead, readHead } from './read-head.ts';

/** What each page says of itself in its head, by address; the HTML is not kept. */
const heads: ReadonlyMap<string, PageHead> = new Map(
  htmlFiles.map((file) => [
    `/${file.replace(/index\.html$/, '')}`,
    readHead(readFileSync(path.join(SITE, file), 'utf8')),
  ]),
);
const listed = [...heads].filter(([, { robots }]) => robots === undefined);
const origin = new URL(heads.get('/')?.canonical ?? '').origin;

function xml(file: string): string {
  return readFileSync(path.join(SITE, file), 'utf8');
}

const addressesIn = (text: string) =>
  [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);

/** Values that several pages share, with the pages. */
function shared(of: (head: PageHead) => string | undefined): [string | undefined, string[]][] {
  return [...Map.groupBy(listed, ([, head]) => of(head))]
    .filter(([, pages]) => pages.length > 1)
    .map(([value, pages]) => [value, pages.map(([address]) => address)]);
}

test('no two pages share a title', () => {
  expect(shared(({ title }) => title)).toEqual([]);
});

test('no two pages share a description', () => {
  expect(shared(({ description }) => description)).toEqual([]);
});

test('each page that may be listed names itself as the one to list, once', () => {
  const wrong = listed.filter(
    ([address, { canonical }]) => canonical !== new URL(encodeURI(address), origin).href,
  );
  expect(wrong.map(([address, { canonical }]) => `${address}: ${canonical}`)).toEqual([]);
});

test('a page that may not be listed names no other in its place', () => {
  const hidden = [...heads].filter(
    ([address, { robots }]) => robots !== undefined && !movedPages.has(address),
  );
  expect(hidden.map(([address]) => address)).toContain('/404.html');
  expect(hidden.filter(([, { robots, canonical }]) => robots !== 'noindex' || canonical)).toEqual(
    [],
  );
});

test('an old address leads on at once, and is not listed', () => {
  expect(movedPages.size).toBeGreaterThan(0);
  for (const [address, present] of movedPages) {
    const html = xml(`${address.slice(1)}index.html`);
    expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${encodeURI(present)}">`);
    expect(html).toContain(`href="${encodeURI(present)}"`);
    const head = heads.get(address);
    expect(head?.canonical).toBe(new URL(encodeURI(present), origin).href);
    expect(head?.robots).toBe('noindex');
    expect(heads.get(present)?.robots).toBeUndefined();
  }
});

test('the sitemap has every page that may be listed, and no other', () => {
  const maps = addressesIn(xml('sitemap-index.xml'));
  expect(maps.length).toBeGreaterThan(0);
  const named = maps.flatMap((map) => {
    expect(new URL(map).origin).toBe(origin);
    return addressesIn(xml(new URL(map).pathname.slice(1)));
  });
  expect(new Set(named).size).toBe(named.length);
  const wanted = new Set(listed.map(([, { canonical }]) => canonical));
  expect(named.filter((address) => !wanted.has(address))).toEqual([]);
  expect([...wanted].filter((address) => !named.includes(address ?? ''))).toEqual([]);
});

test('robots.txt names the sitemap', () => {
  expect(xml('robots.txt')).toContain(`\nSitemap: ${origin}/sitemap-index.xml\n`);
});

test('a shared link shows title, description, address and a picture', () => {
  const wrong = listed.filter(([, { title, description, canonical, og }]) => {
    const picture = new URL(og.get('og:image') ?? '', origin);
    return !(
      title.startsWith(og.get('og:title') ?? '-') &&
      og.get('og:description') === description &&
      og.get('og:url') === canonical &&
      picture.origin === origin &&
      siteFiles.has(picture.pathname.slice(1))
    );
  });
  expect(wrong.map(([address]) => address)).toEqual([]);
});

test('news are articles, all else is not', () => {
  const articles = listed.filter(([, { og }]) => og.get('og:type') === 'article');
  const news = listed.filter(([address]) => /^\/news\/[^/]+\/$/.test(address));
  expect(news.length).toBeGreaterThan(0);
  expect(articles).toEqual(news);
  expect(listed.every(([, { og }]) => /^(article|website)$/.test(og.get('og:type') ?? ''))).toBe(
    true,
  );
});

test('the picture for shared links is 1200 × 630 and light', () => {
  const picture = readFileSync(path.join(SITE, 'share.png'));
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(picture.length).toBeLessThanOrEqual(40 * 1024);
});
