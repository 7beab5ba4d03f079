import { prosePath } from '../../loader/routes.ts';
import type { ProseFields } from '../../loader/schemas/prose.ts';
import { bankReference, type Reference, type Speaker, type Thing } from './thing.ts';

/** https://schema.org/NewsArticle */
export interface NewsArticleData extends Thing {
  '@type': 'NewsArticle';
  headline: string;
  articleSection: string;
  /** ISO 8601 dates. */
  datePublished: string;
  dateModified: string;
  author: Reference;
  image?: string | undefined;
  inLanguage: 'zh-CN';
}

/** @param image path of the picture for shared links, if there is one */
export function newsArticleData(
  slug: string,
  data: ProseFields['news'],
  image: string | undefined,
  speaker: Speaker,
): NewsArticleData {
  return {
    '@type': 'NewsArticle',
    headline: data.title,
    description: data.summary,
    url: speaker.at(prosePath('news', slug)),
    articleSection: data.category,
    datePublished: data.publishedAt,
    dateModified: data.updatedAt ?? data.publishedAt,
    author: bankReference(speaker),
    image: image === undefined ? undefined : speaker.at(image),
    inLanguage: 'zh-CN',
  };
}
