import { Collector, type Place } from './collect-hits.ts';
import { matchPlain } from './match-plain.ts';
import type { ReadIndex } from './read-title-index.ts';
import { EDGES } from './split-question.ts';

/** Parts a stretch that is to be searched from words left out of a question. */
export const CUT = '\0';
/** Entries that hold this share of what the best one holds are near it. */
const NEAR_BEST = 0.7;
/** What holds less of the query than this, weighed by rarity, is no answer. */
const LEAST_SHARE = 0.3;
const LETTERS = /^[a-z]{2}$/;
const DIGITS = /^\d{2}$/;

interface Piece {
  start: number;
  end: number;
  /** Where it was found, by entry; undefined for a description, which is not marked. */
  places: Map<number, Place | undefined>;
  weight: number;
}

/**
 * Entries that hold the query in pieces of two characters or more, in any order, in whatever text
 * and in the description: a pasted title, a level that is written elsewhere, a word too many.
 * All pieces: `words`. Else, unless `whole`, those with the most and the rarest: `fuzzy`.
 * Returns what of the query the best entry lacks.
 */
export function matchPieces(
  index: ReadIndex,
  wanted: string,
  found: Collector,
  whole: boolean,
): string {
  const size = [...wanted].filter((character) => character !== CUT).length;
  const spans = cutIntoPieces(index, wanted);
  const covered = spans.reduce((sum, [start, end]) => sum + end - start, 0);
  if (spans.length === 0 || (whole && covered < size)) return '';
  const pieces = spans.map((span) => readPiece(index, wanted, span));
  const scores = new Map<number, { weight: number; characters: number }>();
  for (const { places, weight, start, end } of pieces) {
    for (const entry of places.keys()) {
      const score = scores.get(entry) ?? { weight: 0, characters: 0 };
      score.weight += weight;
      score.characters += end - start;
      scores.set(entry, score);
    }
  }
  const missing = wanted.length - covered - countOutside(wanted, spans);
  const least =
    LEAST_SHARE *
    (pieces.reduce((sum, { weight }) => sum + weight, 0) +
      missing * Math.log(1 + index.entries.length));
  const most = Math.max(...[...scores.values()].map(({ weight }) => weight));
  let best: number | undefined;
  for (const [entry, { weight, characters }] of scores) {
    const all = characters === size;
    if (whole ? !all : weight < most * NEAR_BEST) continue;
    if (!all && weight < least) continue;
    const [text, ranges] = placeOf(pieces, entry);
    if (text === undefined) continue;
    if (weight === most) best ??= entry;
    if (all) found.add(entry, 'words', text, ranges, 2);
    else found.add(entry, 'fuzzy', text, ranges, 3 + (most - weight) / most);
  }
  return best === undefined ? '' : lacking(wanted, pieces, best);
}

/** Characters in no piece that a question may have anyway. */
function countOutside(wanted: string, spans: readonly [number, number][]): number {
  const outside = (at: number) => !spans.some(([start, end]) => start <= at && at < end);
  return [...wanted].filter(
    (character, at) => (character === CUT || EDGES.includes(character)) && outside(at),
  ).length;
}

/** The text in which the heaviest piece stands, and all pieces that stand there. */
function placeOf(pieces: readonly Piece[], entry: number): [number | undefined, Place['ranges']] {
  const places = pieces
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ places: all }) => all.get(entry) ?? []);
  const text = places[0]?.text;
  const ranges = places.filter((place) => place.text === text).flatMap((place) => place.ranges);
  return [text, ranges.toSorted(([a], [b]) => a - b)];
}

function lacking(wanted: string, pieces: readonly Piece[], entry: number): string {
  const characters = [...wanted].map((character) => (character === CUT ? '' : character));
  for (const { start, end, places } of pieces) {
    if (places.has(entry)) characters.fill(CUT, start, end);
  }
  return characters.join('').split(CUT).filter(Boolean).join('、');
}

function readPiece(index: ReadIndex, wanted: string, [start, end]: [number, number]): Piece {
  const text = wanted.slice(start, end);
  const hits = new Collector(index);
  const meanings = index.synonyms.filter(({ folded }) => folded === text);
  const texts = [text, ...meanings.map(({ meant }) => meant)];
  for (const each of texts) matchPlain(index, each, hits);
  const places = new Map<number, Place | undefined>(hits.found);
  for (const { text: about, entries } of index.abouts) {
    if (!texts.some((each) => about.includes(each))) continue;
    for (const entry of entries) if (!places.has(entry)) places.set(entry, undefined);
  }
  const rarity = Math.log(1 + index.entries.length / Math.max(1, places.size));
  return { start, end, places, weight: (end - start) * rarity };
}

/**
 * The query in stretches that occur somewhere: as many of its characters as can be, in as long
 * stretches as can be.
 */
function cutIntoPieces(index: ReadIndex, wanted: string): [number, number][] {
  const longest = longestFrom(index, wanted);
  const best: { value: number; next: number }[] = [];
  for (let at = wanted.length; at >= 0; at -= 1) {
    let choice = { value: best[at + 1]?.value ?? 0, next: at + 1 };
    const ends = new Set<number>();
    for (let end = at + 2; end <= (longest[at] ?? 0); end += 1) {
      if (!insideWord(wanted, at) && !insideWord(wanted, end)) ends.add(end);
    }
    for (const { folded } of index.synonyms) {
      if (folded.length > 1 && wanted.startsWith(folded, at)) ends.add(at + folded.length);
    }
    for (const end of ends) {
      const length = end - at;
      const value = length * 10_000 + length ** 2 + (best[end]?.value ?? 0);
      if (value > choice.value) choice = { value, next: end };
    }
    best[at] = choice;
  }
  const spans: [number, number][] = [];
  for (let at = 0; at < wanted.length; ) {
    const { next } = best[at] ?? { next: wanted.length };
    if (next - at > 1) spans.push([at, next]);
    at = next;
  }
  return spans;
}

/** Whether a place is in the middle of letters or of digits. */
function insideWord(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - 1), at + 1);
  return LETTERS.test(around) || DIGITS.test(around);
}

/** For each place of the query the end of the longest stretch from there that occurs somewhere. */
function longestFrom({ joined, aboutText }: ReadIndex, wanted: string): number[] {
  const ends: number[] = [];
  let end = 0;
  for (let at = 0; at < wanted.length; at += 1) {
    end = Math.max(end, at);
    while (end < wanted.length && wanted[end] !== CUT) {
      const longer = wanted.slice(at, end + 1);
      if (!joined.includes(longer) && !aboutText.includes(longer)) break;
      end += 1;
    }
    ends.push(end);
  }
  return ends;
}
