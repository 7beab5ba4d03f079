import type { Article } from '../../loader/catalogs.ts';
import { prosePath } from '../../loader/routes.ts';

/**
 * The news as an Atom feed (RFC 4287).
 * @param site origin of the public site; entries are named by their address
 */
export function atomFeed(articles: readonly Article<'news'>[], title: string, site: URL): string {
  const newest = articles.map(lastChange).toSorted().at(-1) ?? '1970-01-01';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>${escapeXml(title)}</title>
<id>${escapeXml(new URL('/news/', site).href)}</id>
<link href="${escapeXml(new URL('/news/', site).href)}"/>
<link rel="self" type="application/atom+xml" href="${escapeXml(new URL('/feed.xml', site).href)}"/>
<updated>${atomTime(newest)}</updated>
<author><name>${escapeXml(title)}</name></author>
${articles.map((article) => atomEntry(article, site)).join('\n')}
</feed>
`;
}

function atomEntry(article: Article<'news'>, site: URL): string {
  const { title, summary, category, publishedAt } = article.data;
  const address = escapeXml(new URL(encodeURI(prosePath('news', article.slug)), site).href);
  return `<entry>
<title>${escapeXml(title)}</title>
<id>${address}</id>
<link href="${address}"/>
<published>${atomTime(publishedAt)}</published>
<updated>${atomTime(lastChange(article))}</updated>
<category term="${escapeXml(category)}"/>
<summary>${escapeXml(summary)}</summary>
</entry>`;
}

function lastChange({ data }: Article<'news'>): string {
  return data.updatedAt ?? data.publishedAt;
}

/** A calendar day in China as the instant it begins (RFC 3339). */
function atomTime(day: string): string {
  return `${day}T00:00:00+08:00`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
