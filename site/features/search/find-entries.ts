/** The longest query answered, in characters as typed. */
export const LONGEST_QUERY = 100;

/** What can be found: one entry of a catalog. */
export interface SearchEntry {
  catalog: string;
  code: string;
  name: string;
  /** Aliases and former names. */
  otherNames: readonly string[];
  /** Entries no longer in force come after those that are. */
  current: boolean;
}

/** How an entry matched, best first. */
export const matchRanks = ['code', 'name', 'prefix', 'contains', 'words'] as const;
export type MatchRank = (typeof matchRanks)[number];

export interface SearchHit<E extends SearchEntry> {
  entry: E;
  rank: MatchRank;
  /** The alias or former name that matched, when the name itself did not. */
  matchedName?: string;
}

export interface SearchGroup<E extends SearchEntry> {
  catalog: string;
  hits: SearchHit<E>[];
}

/**
 * One spelling for what people type alike: NFKC (full-width digits and letters become half-width),
 * lower case, without white space, brackets and other punctuation (the plus sign of 1+X stays).
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
}

/** The words of a query, folded: what white space or brackets part. */
function foldedWords(query: string): string[] {
  return query
    .normalize('NFKC')
    .split(/[\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}]+/u)
    .map(foldText)
    .filter((word) => word !== '');
}

/**
 * Entries whose code, name, alias or former name contains the query, or else each of its words in
 * any order, grouped by catalog.
 * Groups with the better match come first, then in the order in which `entries` first names them.
 * An empty query finds nothing.
 */
export function findEntries<E extends SearchEntry>(
  entries: readonly E[],
  query: string,
): SearchGroup<E>[] {
  const wanted = foldText(query);
  if (wanted === '') return [];
  const words = foldedWords(query);
  const groups = new Map<string, SearchHit<E>[]>();
  for (const entry of entries) {
    const hit = matchEntry(entry, wanted) ?? matchWords(entry, words);
    const group = groups.get(entry.catalog) ?? [];
    groups.set(entry.catalog, group);
    if (hit) group.push(hit);
  }
  return [...groups]
    .filter(([, hits]) => hits.length > 0)
    .map(([catalog, hits]) => ({ catalog, hits: hits.sort(compareHits) }))
    .sort((a, b) => bestRank(a) - bestRank(b));
}

function matchEntry<E extends SearchEntry>(entry: E, wanted: string): SearchHit<E> | undefined {
  const code = foldText(entry.code);
  if (code === wanted) return { entry, rank: 'code' };
  const best = matchText(foldText(entry.name), wanted);
  if (best === 'name') return { entry, rank: best };
  let found: SearchHit<E> | undefined = best && { entry, rank: best };
  for (const other of entry.otherNames) {
    const rank = matchText(foldText(other), wanted);
    if (rank && (!found || order(rank) < order(found.rank))) {
      found = { entry, rank, matchedName: other };
    }
  }
  if (found) return found;
  const rank = matchText(code, wanted);
  return rank && { entry, rank };
}

function matchWords<E extends SearchEntry>(
  entry: E,
  words: readonly string[],
): SearchHit<E> | undefined {
  if (words.length < 2) return undefined;
  const text = [entry.name, entry.code, ...entry.otherNames].map(foldText).join(' ');
  return words.every((word) => text.includes(word)) ? { entry, rank: 'words' } : undefined;
}

function matchText(text: string, wanted: string): MatchRank | undefined {
  const at = text.indexOf(wanted);
  if (at < 0) return undefined;
  if (at > 0) return 'contains';
  return text.length === wanted.length ? 'name' : 'prefix';
}

function order(rank: MatchRank): number {
  return matchRanks.indexOf(rank);
}

function bestRank<E extends SearchEntry>(group: SearchGroup<E>): number {
  return order(group.hits[0]?.rank ?? 'words');
}

/** Better match first, then entries in force, then shorter names, then by code. */
function compareHits<E extends SearchEntry>(a: SearchHit<E>, b: SearchHit<E>): number {
  return (
    order(a.rank) - order(b.rank) ||
    Number(b.entry.current) - Number(a.entry.current) ||
    a.entry.name.length - b.entry.name.length ||
    (a.entry.code < b.entry.code ? -1 : 1)
  );
}
