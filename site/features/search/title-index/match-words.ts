import { Collector } from './collect-hits.ts';
import { type SoundIndex, textsNear } from './match-near.ts';
import { matchPinyin } from './match-pinyin.ts';
import { isSentence, matchPlain } from './match-plain.ts';
import type { ReadIndex } from './read-title-index.ts';

const SHORT_SCHOOL = /^\p{Script=Han}{2,4}$/u;
const SCHOOL = /(大学|学院|学校)$/;

/** Entries in which each word occurs, in any order, in whatever text: `电工 二级`, `caiwu 会计`. */
export function matchWords(index: ReadIndex, words: readonly string[], found: Collector): void {
  const [first, ...others] = words.map((word) => entriesWith(index, word));
  if (!first || others.length === 0) return;
  const rank = [first, ...others].some(({ read }) => read) ? 'pinyin' : 'words';
  for (const [entry, { text, ranges }] of first.found) {
    const places = others.map((list) => list.found.get(entry));
    if (places.includes(undefined)) continue;
    const same = places.flatMap((place) => (place?.text === text ? place.ranges : []));
    found.add(entry, rank, text, [...ranges, ...same]);
  }
}

/** `read`: the word was only found by its readings. */
function entriesWith(index: ReadIndex, word: string) {
  const hits = new Collector(index);
  matchPlain(index, word, hits);
  const read = hits.found.size === 0;
  if (read) matchPinyin(index, word, hits);
  return { found: hits.found, read };
}

/**
 * Two words run together, in either order: `二级电工` for 电工二级. Each part has two characters or
 * more, both stand in one text.
 */
export function matchSplit(
  index: ReadIndex,
  sounds: SoundIndex,
  wanted: string,
  found: Collector,
): void {
  const characters = [...wanted];
  if (characters.length < 4) return;
  for (const text of textsNear(sounds, characters, 0, index.texts.length)) {
    const { entry, text: whole } = index.texts[text] as (typeof index.texts)[number];
    for (let at = 2; at <= characters.length - 2; at += 1) {
      const left = characters.slice(0, at).join('');
      const right = characters.slice(at).join('');
      const [one, other] = [whole.indexOf(left), whole.indexOf(right)];
      if (one >= 0 && other >= 0) {
        const ranges: [number, number][] = [
          [one, one + left.length],
          [other, other + right.length],
        ];
        found.add(entry, 'words', text, ranges, isSentence(index, entry) ? 2 : 1);
        break;
      }
    }
  }
}

/** Short forms made of a name's characters in their order: 二工大 for 上海第二工业大学. */
export function matchShortForm(
  index: ReadIndex,
  sounds: SoundIndex,
  wanted: string,
  found: Collector,
): void {
  const characters = [...wanted];
  if (characters.length < 2 || characters.length > 6 || /[a-z\d]/.test(wanted)) return;
  for (const text of textsNear(sounds, characters, 0, index.texts.length)) {
    const { entry, text: whole } = index.texts[text] as (typeof index.texts)[number];
    const span = spanOf(characters, whole);
    if (span !== undefined) found.add(entry, 'fuzzy', text, [], 2 + span / 100);
  }
}

/**
 * Schools by what people make of their names: 北邮 for 北京邮电大学, 南航大 for 南京航空航天大学. The
 * first character is the name's first, the others follow in their order.
 */
export function matchSchool(
  index: ReadIndex,
  sounds: SoundIndex,
  wanted: string,
  found: Collector,
): void {
  const characters = [...wanted];
  if (!SHORT_SCHOOL.test(wanted)) return;
  for (const text of textsNear(sounds, characters, 0, index.texts.length)) {
    const { entry, text: whole } = index.texts[text] as (typeof index.texts)[number];
    if (!SCHOOL.test(whole) || whole[0] !== characters[0]) continue;
    const span = spanOf(characters, whole);
    if (span !== undefined) found.add(entry, 'fuzzy', text, [], whole.length / 1000);
  }
}

/** Length of the shortest part of `text` that holds the characters in their order. */
function spanOf(characters: readonly string[], text: string): number | undefined {
  const [first = ''] = characters;
  let best: number | undefined;
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    let at = start;
    for (const character of characters.slice(1)) {
      at = text.indexOf(character, at + 1);
      if (at < 0) return best;
    }
    best = Math.min(best ?? Number.POSITIVE_INFINITY, at - start + 1);
  }
  return best;
}
