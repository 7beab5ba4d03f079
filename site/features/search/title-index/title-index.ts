import { Collector, type Found } from './collect-hits.ts';
import { unfoldRange } from './fold-text.ts';
import { makeSoundIndex, matchNear, type SoundIndex } from './match-near.ts';
import { CUT, matchPieces } from './match-pieces.ts';
import { matchPinyin } from './match-pinyin.ts';
import { matchCodeNumber, matchPlain } from './match-plain.ts';
import { matchSpelling, type Spelled, spellTexts } from './match-spelling.ts';
import { matchSchool, matchShortForm, matchSplit, matchWords } from './match-words.ts';
import { type ReadIndex, readTitleIndex } from './read-title-index.ts';
import { spellingsOf } from './spellings.ts';
import { type Topic, topicsOf, withoutAsking } from './split-question.ts';
import { MATCH_RANKS, type TitleAnswer, type TitleHit } from './title-types.ts';

/** The longest query answered, in characters as typed. */
export const LONGEST_QUERY = 100;
/** Guesses at what a question is about. */
const MOST_TOPICS = 12;
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
 *
 * 1. `code`: the whole code, also without its prefix or leading zeros;
 * 2. `name`: the whole name;
 * 3. `alias`: a whole alias or former name, or what a synonym stands for is the whole name;
 * 4. `prefix`: a name, alias or former name begins so;
 * 5. `substring`: it stands further on, or in a code; names that are sentences (rules) come after
 *    all others of this rank;
 * 6. `words`: all words or pieces of the query occur, in any order;
 * 7. `synonym`: what a synonym stands for is a part of the name;
 * 8. `pinyin`: read so, whole before part, syllables before initials;
 * 9. `fuzzy`: a slip of the finger, a homophone, a short form, or the most and rarest pieces.
 *
 * An entry counts by its best match. For ties see `Collector.best`: what is in force, more credits,
 * the shorter name, the code. Numbers count as written in any way (`2级`, `Ⅱ级`, 二级). When the
 * query as it stands names nothing, it is taken for a question (`topicsOf`) and what it is about is
 * looked for in the same order. Near misses are only looked for where less than `limit` was found.
 * @param source the file that `writeTitleIndex` made
 */
export function loadTitleIndex(source: string): TitleIndex {
  const index = readTitleIndex(source);
  let sounds: SoundIndex | undefined;
  let spelled: Spelled | undefined;
  const later: Later = {
    sounds: () => {
      sounds ??= makeSoundIndex(index);
      return sounds;
    },
    spelled: () => {
      spelled ??= spellTexts(index);
      return spelled;
    },
  };
  return {
    size: index.entries.length,
    search: (query, options = {}) => search(index, later, query, options),
  };
}

/** What only some queries need, made for the first of them. */
interface Later {
  sounds: () => SoundIndex;
  spelled: () => Spelled;
}

const NOTHING: TitleAnswer = { hits: [], total: 0, totals: {}, ignored: '', nearest: false };

function search(
  index: ReadIndex,
  later: Later,
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
  if (found.found.size > 0) {
    if (found.found.size < limit) findNear(index, later, wanted, found);
    return answerOf(index, found, wanted, { limit, catalogs, ignored: '' });
  }
  const parted = wordsApart(words);
  const ignored = findAround(index, later, wanted, parted, found);
  // Pieces may fit by chance where a slip was meant.
  if (ignored === '' && found.found.size < limit) findNear(index, later, wanted, found);
  return answerOf(index, found, wanted, { limit, catalogs, ignored });
}

/**
 * Where the query as it stands names nothing: what a question is about, its pieces in another
 * order, a slip, in this order. Returns what was left out.
 */
function findAround(
  index: ReadIndex,
  later: Later,
  wanted: string,
  parted: string,
  found: Collector,
): string {
  const topics = topicsOf(wanted).slice(0, MOST_TOPICS);
  const whole = { about: wanted, ignored: '' };
  const attempts: [Topic[], (about: string) => unknown][] = [
    [topics, (about) => findDirect(index, about, [], found)],
    [
      [whole, ...topics],
      (about) => {
        matchSplit(index, later.sounds(), about, found);
        for (const spelling of spellingsOf(about)) matchPieces(index, spelling, found, true);
      },
    ],
    [[whole, ...topics.slice(0, 2)], (about) => findNear(index, later, about, found)],
    [[whole], (about) => matchShortForm(index, later.sounds(), about, found)],
    [[whole], (about) => matchSpelling(index, later.spelled(), about, found)],
  ];
  for (const [list, attempt] of attempts) {
    for (const { about, ignored } of list) {
      attempt(about);
      if (found.found.size > 0) return ignored;
    }
  }
  return matchPieces(index, withoutAsking(parted, CUT), found, false);
}

/** The words in one, but for Latin ones, which a space keeps apart. */
function wordsApart(words: readonly string[]): string {
  return words.reduce((text, word) =>
    /[a-z\d]$/.test(text) && /^[a-z\d]/.test(word) ? text + CUT + word : text + word,
  );
}

/** All that is not a guess at a slip of the finger. */
function findDirect(
  index: ReadIndex,
  wanted: string,
  words: readonly string[],
  found: Collector,
): void {
  for (const spelling of spellingsOf(wanted)) {
    matchPlain(index, spelling, found);
    matchSynonyms(index, spelling, found);
  }
  matchCodeNumber(index, wanted, found);
  if (words.length > 1) matchWords(index, words, found);
  matchPinyin(index, wanted, found);
}

function findNear(index: ReadIndex, later: Later, wanted: string, found: Collector): void {
  matchSplit(index, later.sounds(), wanted, found);
  matchSchool(index, later.sounds(), wanted, found);
  matchNear(index, later.sounds(), wanted, found);
}

function matchSynonyms(index: ReadIndex, wanted: string, found: Collector): void {
  for (const { folded, meant, term, meaning } of index.synonyms) {
    if (folded === '' || !wanted.includes(folded)) continue;
    const hits = new Collector(index);
    // 1+X证书 means 职业技能等级证书, not 职业技能等级证书证书.
    const plain = wanted.replace(folded, meant).replace(/(证书|证|专业|课程)\1/, '$1');
    matchPlain(index, plain, hits);
    for (const { entry, rank, text, ranges } of hits.found.values()) {
      const exact = MATCH_RANKS[rank] === 'name' || MATCH_RANKS[rank] === 'code';
      found.add(entry, exact ? 'alias' : 'synonym', text, ranges, rank, { term, meaning });
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

function hitOf(
  index: ReadIndex,
  { entry, rank, text, ranges, synonym }: Found,
  wanted: string,
): TitleHit {
  const shown = index.entries[entry] as TitleHit['entry'];
  const { kind } = index.texts[text] as (typeof index.texts)[number];
  const original = kind === 'name' ? shown.name : originalOf(index, entry, text);
  return {
    entry: shown,
    rank: MATCH_RANKS[rank] ?? 'fuzzy',
    matched: kind === 'name' ? undefined : { text: original, kind },
    marks: marksIn(index, original, ranges, wanted),
    synonym,
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
  ranges: readonly [number, number][],
  wanted: string,
): [number, number][] {
  const folded = index.fold(original);
  const given =
    ranges.length > 0
      ? ranges.toSorted(([a], [b]) => a - b)
      : [...folded.text].flatMap((character, at) =>
          wanted.includes(character) ? [[at, at + 1] as [number, number]] : [],
        );
  const marks: [number, number][] = [];
  for (const range of given) {
    const [start, end] = unfoldRange(folded, ...range, original);
    const last = marks.at(-1);
    if (last && last[1] >= start) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}
