/** Something with a page of its own that a title search finds. */
export interface TitleEntry {
  catalog: string;
  code: string;
  name: string;
  aliases: readonly string[];
  formerNames: readonly string[];
  /** Entries no longer in force come after those that are. */
  current: boolean;
  /** Breaks ties: more credits first. */
  credits?: number | undefined;
  /** A few words that tell like-named entries apart. */
  about: string;
}

/** What stands for what: `会计证` for `会计专业技术资格`. From `content/search/synonyms.csv`. */
export interface Synonym {
  term: string;
  meaning: string;
}

/** How an entry matched, best first; the order in which hits are ranked. */
export const MATCH_RANKS = [
  'code',
  'name',
  'alias',
  'prefix',
  'substring',
  'words',
  'synonym',
  'pinyin',
  'fuzzy',
] as const;
export type MatchRank = (typeof MATCH_RANKS)[number];

export interface TitleHit {
  entry: TitleEntry;
  rank: MatchRank;
  /** The alias, former name or code that matched, when the name itself did not. */
  matched?: { text: string; kind: 'alias' | 'former' | 'code' } | undefined;
  /** Matched parts of the name, or of `matched.text`: offsets in UTF-16 units, end excluded. */
  marks: [start: number, end: number][];
  /** What stood for a part of the query, when it was found by that. */
  synonym?: Synonym | undefined;
}

export interface TitleAnswer {
  hits: TitleHit[];
  /** Entries found in all, those beyond the limit included. */
  total: number;
  /** How many of each catalog. */
  totals: Record<string, number>;
  /** Words of a question that were left out of the search. */
  ignored: string;
  /** True when nothing fits and the hits are only the nearest names. */
  nearest: boolean;
}
