import type { ReadIndex } from './read-title-index.ts';
import { MATCH_RANKS, type MatchRank, type Synonym } from './title-types.ts';

export interface Place {
  text: number;
  /** In the folded text, end excluded; none when no part can be pointed at. */
  ranges: [number, number][];
}

/** The best match of an entry so far. */
export interface Found extends Place {
  entry: number;
  rank: number;
  /** Finer than the rank: 0 is best. */
  distance: number;
  /** What stood for a part of the query. */
  synonym?: Synonym | undefined;
}

/** Keeps the best match of each entry, and puts them in order. */
export class Collector {
  readonly found = new Map<number, Found>();
  private readonly index: ReadIndex;

  constructor(index: ReadIndex) {
    this.index = index;
  }

  add(
    entry: number,
    rank: MatchRank,
    text: number,
    ranges: Place['ranges'],
    distance = 0,
    synonym?: Synonym,
  ): void {
    const number = MATCH_RANKS.indexOf(rank);
    const known = this.found.get(entry);
    if (known && (known.rank - number || known.distance - distance) <= 0) return;
    this.found.set(entry, { entry, rank: number, distance, text, ranges, synonym });
  }

  /**
   * Best first: rank, distance, in force before the others, more credits first, the shorter name,
   * the earlier catalog, then by code. `catalogs` keeps to some.
   */
  best(limit: number, catalogs?: ReadonlySet<string>): Found[] {
    const { entries } = this.index;
    const kept = catalogs
      ? [...this.found.values()].filter(({ entry }) => catalogs.has(entries[entry]?.catalog ?? ''))
      : [...this.found.values()];
    return kept.sort((a, b) => this.compare(a, b)).slice(0, limit);
  }

  private compare(a: Found, b: Found): number {
    const one = this.index.entries[a.entry];
    const other = this.index.entries[b.entry];
    if (!one || !other) return 0;
    return (
      a.rank - b.rank ||
      a.distance - b.distance ||
      Number(other.current) - Number(one.current) ||
      (other.credits ?? 0) - (one.credits ?? 0) ||
      one.name.length - other.name.length ||
      // Of one name the earlier catalog: a node before the institution that runs it.
      (one.catalog === other.catalog ? 0 : a.entry - b.entry) ||
      (one.code < other.code ? -1 : one.code > other.code ? 1 : a.entry - b.entry)
    );
  }
}
