import type { Collector } from './collect-hits.ts';
import { textAt } from './match-plain.ts';
import type { ReadIndex } from './read-title-index.ts';

/** Letters from which on one slip is forgiven, and two; more than fit a machine word are cut off. */
const ONE_SLIP = 5;
const TWO_SLIPS = 9;
const MOST = 30;

/** How all names are spelled in pinyin, made at the first need. */
export interface Spelled {
  joined: string;
  starts: Int32Array;
}

export function spellTexts({ texts, readings }: ReadIndex): Spelled {
  const starts = new Int32Array(texts.length);
  let joined = '';
  for (const [number, { text, kind }] of texts.entries()) {
    starts[number] = joined.length;
    if (kind !== 'code') joined += spell(text, readings);
    joined += '\n';
  }
  return { joined, starts };
}

/** Every character by its usual reading. */
function spell(text: string, readings: ReadIndex['readings']): string {
  return [...text].map((character) => readings.get(character)?.[0] ?? character).join('');
}

/**
 * Names spelled nearly as `wanted`, which is pinyin, or in part: one letter wrong, missing or too
 * many, from nine letters on two of them or two swapped. After Wu and Manber (1992).
 */
export function matchSpelling(
  index: ReadIndex,
  { joined, starts }: Spelled,
  wanted: string,
  found: Collector,
): void {
  if (!/[a-z]{4}/.test(wanted)) return;
  const pattern = spell(wanted, index.readings).slice(0, MOST);
  if (pattern.length < ONE_SLIP) return;
  const masks = new Map<number, number>();
  for (let at = 0; at < pattern.length; at += 1) {
    const code = pattern.charCodeAt(at);
    masks.set(code, (masks.get(code) ?? 0) | (1 << at));
  }
  const end = 1 << (pattern.length - 1);
  const most = pattern.length < TWO_SLIPS ? 1 : 2;
  // Bit i of the state for n slips: the first i + 1 letters have been read with n slips at most.
  let [none, one, two] = [0, 1, 3];
  let text = 0;
  for (let at = 0; at < joined.length; at += 1) {
    const code = joined.charCodeAt(at);
    if (code === 10) {
      [none, one, two] = [0, 1, 3];
      continue;
    }
    const mask = masks.get(code) ?? 0;
    const [oldNone, oldOne] = [none, one];
    none = ((none << 1) | 1) & mask;
    one = (((one << 1) | 1) & mask) | (oldNone << 1) | oldNone | (none << 1) | 1;
    two = (((two << 1) | 1) & mask) | (oldOne << 1) | oldOne | (one << 1) | 3;
    const slips = one & end ? 1 : most > 1 && two & end ? 2 : 0;
    if (slips === 0) continue;
    text = textAt(starts, at, text);
    const start = starts[text] ?? 0;
    const rest = Math.abs((starts[text + 1] ?? joined.length) - 1 - start - pattern.length);
    const entry = index.texts[text]?.entry ?? 0;
    found.add(entry, 'fuzzy', text, [], slips + Math.min(rest, 90) / 100);
  }
}
