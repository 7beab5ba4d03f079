import { type ExcerptPiece, proseExcerpt } from './prose-excerpt.ts';
import { joinWords, phraseQueries } from './single-characters.ts';

/** What of Pagefind's browser module is used (`/pagefind/pagefind.js`). */
export interface Pagefind {
  search(term: string): Promise<{ results: PagefindResult[] }>;
}
interface PagefindResult {
  id: string;
  score: number;
  /** Positions of the matched words in the text; none when only the title matched. */
  words: number[];
  data(): Promise<{ url: string; content: string; meta: Record<string, string> }>;
}

export interface ProseHit {
  href: string;
  title: string;
  /** 新闻, 帮助, 办理指南 … */
  kind: string;
  excerpt: ExcerptPiece[];
}

export interface ProseAnswer {
  /** How many texts hold every phrase of the query. */
  total: number;
  /** The best of them, at most `limit`. */
  hits: ProseHit[];
}

/** Texts that hold every phrase of the query, best first. Rejects when the index cannot be read. */
export async function findProse(
  pagefind: Pagefind,
  query: string,
  limit: number,
): Promise<ProseAnswer> {
  const phrases = phraseQueries(query);
  const [first = [], ...others] = await Promise.all(
    phrases.map(async (phrase) => (await pagefind.search(phrase)).results),
  );
  const found = first.flatMap((result) => {
    const same = others.map((results) => results.find(({ id }) => id === result.id));
    if (same.includes(undefined)) return [];
    return [{ result, words: [result, ...same].flatMap((each) => each?.words ?? []) }];
  });
  const ranks = found.length > 1 ? await scores(pagefind, phrases) : new Map<string, number>();
  const best = found
    .sort((a, b) => (ranks.get(b.result.id) ?? 0) - (ranks.get(a.result.id) ?? 0))
    .slice(0, limit);
  return { total: found.length, hits: await Promise.all(best.map(readHit)) };
}

/** An exact search says yes or no; the same words unquoted are scored. */
async function scores(
  pagefind: Pagefind,
  phrases: readonly string[],
): Promise<Map<string, number>> {
  const { results } = await pagefind.search(phrases.join(' ').replaceAll('"', ''));
  return new Map(results.map(({ id, score }) => [id, score]));
}

async function readHit(found: { result: PagefindResult; words: number[] }): Promise<ProseHit> {
  const { url, content, meta } = await found.result.data();
  return {
    href: url,
    title: joinWords((meta['title'] ?? url).split(' ')),
    kind: meta['kind'] ?? '',
    excerpt: proseExcerpt(content, found.words),
  };
}
