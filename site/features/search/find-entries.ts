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
export const matchRanks = ['code', 'name', 'prefix', 'contains'] as const;
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
 * lower case, no white space.
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/**
 * Entries whose code, name, alias or former name contains the query, grouped by catalog.
 * Groups with the better match come first, then in the order in which `entries` first names them.
 * An empty query finds nothing.
 */
export function findEntries<E extends SearchEntry>(
  entries: readonly E[],
  query: string,
): SearchGroup<E>[] {
  const wanted = foldText(query);
  if (wanted === '') return [];
  const groups = new Map<string, SearchHit<E>[]>();
  for (const entry of entries) {
    const hit = matchEntry(entry, wanted);
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
  return order(group.hits[0]?.rank ?? 'contains');
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
