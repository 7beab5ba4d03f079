import type { Collector } from './collect-hits.ts';
import { textAt } from './match-plain.ts';
import type { ReadIndex } from './read-title-index.ts';

/** How readings were typed: whole syllables before initials. */
const INITIAL = 1;
const PREFIX = 0.5;
/** Two letters are the least that say something: `dz`. */
const LEAST_LETTERS = 2;

/**
 * Texts read as `wanted`: syllables, initials, or a mixture of both with characters
 * (`dianzishangwu`, `dzsw`, `dz商务`); the last syllable may be unfinished.
 */
export function matchPinyin(index: ReadIndex, wanted: string, found: Collector): void {
  if ((wanted.match(/[a-z]/g)?.length ?? 0) < LEAST_LETTERS) return;
  const { joined, starts, texts } = index;
  const opening = openingCharacters(index, wanted[0] ?? '');
  let text = 0;
  for (let at = 0; at < joined.length; at += 1) {
    if (!opening[joined.charCodeAt(at)]) continue;
    const match = readAt(index, at, wanted, 0);
    if (!match) continue;
    text = textAt(starts, at, text);
    const { entry, text: whole, kind } = texts[text] as (typeof texts)[number];
    if (kind === 'code') continue;
    const start = at - (starts[text] ?? 0);
    const rest = whole.length - (match.end - at);
    // The whole text read so comes before a part of it, a beginning before a middle.
    const distance = match.cost + (rest === 0 ? 0 : start === 0 ? 10 : 20);
    found.add(entry, 'pinyin', text, [[start, start + match.end - at]], distance);
  }
}

interface Reading {
  end: number;
  /** Initials and unfinished syllables in it. */
  cost: number;
}

/** The cheapest way to read `wanted` from `typed` on at an offset of the joined texts. */
function readAt(index: ReadIndex, at: number, wanted: string, typed: number): Reading | undefined {
  if (typed === wanted.length) return { end: at, cost: 0 };
  const character = index.joined[at];
  if (character === undefined || character === '\n') return undefined;
  let best: Reading | undefined;
  const follow = (letters: number, cost: number) => {
    const rest = readAt(index, at + 1, wanted, typed + letters);
    if (rest && (!best || rest.cost + cost < best.cost)) {
      best = { end: rest.end, cost: rest.cost + cost };
    }
  };
  if (character === wanted[typed]) follow(1, 0);
  for (const syllable of index.readings.get(character) ?? []) {
    if (wanted.startsWith(syllable, typed)) follow(syllable.length, 0);
    if (syllable[0] !== wanted[typed]) continue;
    if (syllable.length > 1) follow(1, INITIAL);
    if (/^[zcs]h/.test(syllable) && wanted[typed + 1] === 'h') follow(2, INITIAL);
    const left = wanted.length - typed;
    if (left > 1 && left < syllable.length && syllable.startsWith(wanted.slice(typed))) {
      follow(left, PREFIX);
    }
  }
  return best;
}

/** 1 for the UTF-16 units with which a text can begin that is typed with this letter or character. */
function openingCharacters(index: ReadIndex, letter: string): Uint8Array {
  const opening = new Uint8Array(0x10000);
  opening[letter.charCodeAt(0)] = 1;
  for (const [character, syllables] of index.readings) {
    if (syllables.some((syllable) => syllable[0] === letter)) {
      opening[character.charCodeAt(0)] = 1;
    }
  }
  return opening;
}
