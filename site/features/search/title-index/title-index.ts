import { Collector, type Found } from './collect-hits.ts';
import { unfoldRange } from './fold-text.ts';
import { makeSoundIndex, matchNear, type SoundIndex } from './match-near.ts';
import { matchPinyin } from './match-pinyin.ts';
import { matchCodeNumber, matchPlain } from './match-plain.ts';
import { matchShortForm, matchSplit, matchWords } from './match-words.ts';
import { type ReadIndex, readTitleIndex } from './read-title-index.ts';
import { splitQuestion } from './split-question.ts';
import { MATCH_RANKS, type TitleAnswer, type TitleHit } from './title-types.ts';

/** The longest query answered, in characters as typed. */
export const LONGEST_QUERY = 100;
const WORD_ENDS = /[\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}，。、；：？！,;:?!]+/u;

export interface TitleIndex {
  /** Number of entries. */
  size: number;
  search(query: string, options?: SearchOptions): TitleAnswer;
}

export interface SearchOptions {
  /** Hits returned at most; default 20. */
  limit?: number;
  /** Keep to these catalogs. */
  catalogs?: readonly string[];
}

/**
 * Titles, codes and aliases that can be asked for as people type them. One answer ranks
 * exact code > exact name > alias > prefix > substring > words in any order > synonym > pinyin >
 * near misses; see `Collector.best` for ties. What ranks lower is only looked for when little was
 * found: a near miss is no answer where there is a real one.
 * @param source the file that `writeTitleIndex` made
 */
export function loadTitleIndex(source: string): TitleIndex {
  const index = readTitleIndex(source);
  let sounds: SoundIndex | undefined;
  const soundIndex = () => {
    sounds ??= makeSoundIndex(index);
    return sounds;
  };
  return {
    size: index.entries.length,
    search: (query, options = {}) => search(index, soundIndex, query, options),
  };
}

const NOTHING: TitleAnswer = { hits: [], total: 0, totals: {}, ignored: '', nearest: false };

function search(
  index: ReadIndex,
  sounds: () => SoundIndex,
  query: string,
  { limit = 20, catalogs }: SearchOptions,
): TitleAnswer {
  const wanted = index.fold(query).text;
  if (wanted === '' || query.length > LONGEST_QUERY) return NOTHING;
  const found = new Collector(index);
  const words = query
    .split(WORD_ENDS)
    .map((word) => index.fold(word).text)
    .filter((word) => word !== '');
  findDirect(index, wanted, words, found);
  let ignored = '';
  if (found.found.size === 0) {
    const question = splitQuestion(wanted);
    if (question.about !== '' && question.about !== wanted) {
      findDirect(index, question.about, [], found);
      ignored = question.ignored;
    }
    if (found.found.size === 0 && question.bare !== '' && question.bare !== wanted) {
      findDirect(index, question.bare, [], found);
    }
    if (found.found.size === 0) ignored = '';
  }
  const direct = found.found.size;
  if (direct < limit && ignored === '') {
    matchSplit(index, sounds(), wanted, found);
    matchNear(index, sounds(), wanted, found);
    if (direct === 0) matchShortForm(index, sounds(), wanted, found);
  }
  return answerOf(index, found, wanted, { limit, catalogs, ignored });
}

/** All that is not a guess at a slip of the finger. */
function findDirect(
  index: ReadIndex,
  wanted: string,
  words: readonly string[],
  found: Collector,
): void {
  matchPlain(index, wanted, found);
  matchCodeNumber(index, wanted, found);
  if (words.length > 1) matchWords(index, words, found);
  matchSynonyms(index, wanted, found);
  matchPinyin(index, wanted, found);
}

function matchSynonyms(index: ReadIndex, wanted: string, found: Collector): void {
  for (const { folded, meaning } of index.synonyms) {
    if (folded === '' || !wanted.includes(folded)) continue;
    const meant = new Collector(index);
    const text = index.fold(meaning).text;
    matchPlain(index, wanted.replace(folded, text), meant);
    for (const { entry, rank, text: place, range } of meant.found.values()) {
      const exact = MATCH_RANKS[rank] === 'name' || MATCH_RANKS[rank] === 'code';
      found.add(entry, exact ? 'alias' : 'synonym', place, range, rank);
    }
  }
}

function answerOf(
  index: ReadIndex,
  found: Collector,
  wanted: string,
  {
    limit,
    catalogs,
    ignored,
  }: { limit: number; catalogs: readonly string[] | undefined; ignored: string },
): TitleAnswer {
  const kept = catalogs && new Set(catalogs);
  const totals: Record<string, number> = {};
  for (const { entry } of found.found.values()) {
    const catalog = index.entries[entry]?.catalog ?? '';
    totals[catalog] = (totals[catalog] ?? 0) + 1;
  }
  const total = Object.entries(totals)
    .filter(([catalog]) => !kept || kept.has(catalog))
    .reduce((sum, [, count]) => sum + count, 0);
  const hits = found.best(limit, kept).map((hit) => hitOf(index, hit, wanted));
  const fuzzy = MATCH_RANKS.indexOf('fuzzy');
  const nearest = hits.length > 0 && [...found.found.values()].every(({ rank }) => rank === fuzzy);
  return { hits, total, totals, ignored, nearest };
}

function hitOf(index: ReadIndex, { entry, rank, text, range }: Found, wanted: string): TitleHit {
  const shown = index.entries[entry] as TitleHit['entry'];
  const { kind } = index.texts[text] as (typeof index.texts)[number];
  const original = kind === 'name' ? shown.name : originalOf(index, entry, text);
  return {
    entry: shown,
    rank: MATCH_RANKS[rank] ?? 'fuzzy',
    matched: kind === 'name' ? undefined : { text: original, kind },
    marks: marksIn(index, original, range, wanted),
  };
}

/** The alias, former name or code as written. */
function originalOf(index: ReadIndex, entry: number, text: number): string {
  const { code, aliases, formerNames } = index.entries[entry] as TitleHit['entry'];
  let first = text;
  while (index.texts[first - 1]?.entry === entry) first -= 1;
  return ['', ...aliases, ...formerNames, code][text - first] ?? code;
}

/** The matched part; for a near miss, the characters that were right. */
function marksIn(
  index: ReadIndex,
  original: string,
  range: [number, number] | undefined,
  wanted: string,
): [number, number][] {
  const folded = index.fold(original);
  if (range) return [unfoldRange(folded, ...range, original)];
  const marks: [number, number][] = [];
  for (let at = 0; at < folded.text.length; at += 1) {
    if (!wanted.includes(folded.text[at] ?? '')) continue;
    const [start, end] = unfoldRange(folded, at, at + 1, original);
    const last = marks.at(-1);
    if (last && last[1] >= start) last[1] = end;
    else marks.push([start, end]);
  }
  return marks;
}
