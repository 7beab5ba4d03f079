import type { Collector } from './collect-hits.ts';
import type { ReadIndex } from './read-title-index.ts';

/** A character read like the one meant counts less than another one. */
const HOMOPHONE = 0.25;
/** Characters left out or in the wrong order are all there: likelier than a wrong one. */
const LEFT_OUT = 0.6;
const SWAPPED = 0.7;
/** A title may be off by one character, a long one by two. */
const LONG = 8;

/** Where each sound occurs: made at the first need, since most queries find without it. */
export interface SoundIndex {
  /** Texts in which a sound occurs, by sound. */
  texts: ReadonlyMap<number, Int32Array>;
  /** Sounds of a character: its syllables, or a number of its own. */
  soundsOf: (character: string) => readonly number[];
}

export function makeSoundIndex(index: ReadIndex): SoundIndex {
  const known = new Map<string, readonly number[]>();
  const soundsOf = (character: string) => {
    const sounds = known.get(character) ??
      index.readings.get(character)?.map((syllable) => index.syllables.get(syllable) ?? 0) ?? [
        // Beyond all syllables: letters, digits and characters of unknown reading sound like themselves.
        10_000 + (character.codePointAt(0) ?? 0),
      ];
    known.set(character, sounds);
    return sounds;
  };
  const lists = new Map<number, number[]>();
  for (const [number, { text, kind }] of index.texts.entries()) {
    if (kind === 'code') continue;
    for (const character of text) {
      for (const sound of soundsOf(character)) {
        const list = lists.get(sound);
        if (!list) lists.set(sound, [number]);
        else if (list[list.length - 1] !== number) list.push(number);
      }
    }
  }
  const texts = new Map([...lists].map(([sound, list]) => [sound, Int32Array.from(list)]));
  return { texts, soundsOf };
}

/** Texts that share all but `missing` of the query's sounds. */
export function textsNear(
  { texts, soundsOf }: SoundIndex,
  wanted: readonly string[],
  missing: number,
  size: number,
): number[] {
  const counts = new Uint8Array(size);
  const last = new Int32Array(size);
  for (const [place, character] of wanted.entries()) {
    for (const sound of soundsOf(character)) {
      const list = texts.get(sound) ?? [];
      // Not for … of: these loops run over a large part of all titles.
      for (let at = 0; at < list.length; at += 1) {
        const text = list[at] ?? 0;
        // A character of several readings counts once.
        if (last[text] === place + 1) continue;
        last[text] = place + 1;
        counts[text] = (counts[text] ?? 0) + 1;
      }
    }
  }
  const near: number[] = [];
  for (let text = 0; text < size; text += 1) {
    if ((counts[text] ?? 0) >= wanted.length - missing) near.push(text);
  }
  return near;
}

/** Names with a wrong, missing, surplus or swapped character, or one that sounds alike. */
export function matchNear(
  index: ReadIndex,
  sounds: SoundIndex,
  wanted: string,
  found: Collector,
): void {
  const characters = [...wanted];
  const slack = characters.length >= LONG ? 2 : 1;
  if (characters.length < 2) return;
  // Of two characters one must be right and the other sound right.
  const missing = characters.length < 3 ? 0 : slack;
  for (const text of textsNear(sounds, characters, missing, index.texts.length)) {
    const { entry, text: whole } = index.texts[text] as (typeof index.texts)[number];
    const distance = distanceWithin(characters, [...whole], sounds);
    if (distance > (missing === 0 ? HOMOPHONE : slack)) continue;
    const surplus = Math.abs(whole.length - wanted.length) / 100;
    found.add(entry, 'fuzzy', text, [], distance + surplus);
  }
}

/**
 * The least number of changes (one character put in, left out, replaced or swapped with the next)
 * that turn `wanted` into some part of `text`, each at its weight above; a wrong character counts 1.
 * After Sellers (1980), with the swap of Damerau in its restricted form.
 */
export function distanceWithin(
  wanted: readonly string[],
  text: readonly string[],
  { soundsOf }: Pick<SoundIndex, 'soundsOf'>,
): number {
  const soundsAlike = (a: string, b: string) =>
    soundsOf(a).some((sound) => soundsOf(b).includes(sound));
  let before: number[] = [];
  let previous = text.map(() => 0);
  previous.push(0);
  for (const [row, character] of wanted.entries()) {
    const current = [row + 1];
    for (const [column, other] of text.entries()) {
      const change = character === other ? 0 : soundsAlike(character, other) ? HOMOPHONE : 1;
      let least = Math.min(
        (previous[column] ?? 0) + change,
        (previous[column + 1] ?? 0) + 1,
        (current[column] ?? 0) + LEFT_OUT,
      );
      const swapped =
        row > 0 && column > 0 && character === text[column - 1] && wanted[row - 1] === other;
      if (swapped) least = Math.min(least, (before[column - 1] ?? 0) + SWAPPED);
      current.push(least);
    }
    before = previous;
    previous = current;
  }
  return Math.min(...previous);
}
