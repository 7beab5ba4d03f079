import type { Collector } from './collect-hits.ts';
import type { ReadIndex } from './read-title-index.ts';

/** Their names are sentences about other entries: what they name comes first. */
const SENTENCES = new Set(['rules']);

export function isSentence({ entries }: ReadIndex, entry: number): boolean {
  return SENTENCES.has(entries[entry]?.catalog ?? '');
}

/** Every text that contains `wanted`, ranked by where it stands. `wanted` is folded, not empty. */
export function matchPlain(index: ReadIndex, wanted: string, found: Collector): void {
  const { joined, starts, texts } = index;
  let text = 0;
  for (let at = joined.indexOf(wanted); at >= 0; ) {
    text = textAt(starts, at, text);
    const { kind, text: whole, entry } = texts[text] as (typeof texts)[number];
    const start = at - (starts[text] ?? 0);
    const ranges: [number, number][] = [[start, start + wanted.length]];
    const exact = whole.length === wanted.length;
    if (kind === 'code') found.add(entry, exact ? 'code' : 'substring', text, ranges);
    else if (exact) found.add(entry, kind === 'name' ? 'name' : 'alias', text, ranges);
    else if (isSentence(index, entry)) {
      found.add(entry, 'substring', text, ranges, 1);
    } else found.add(entry, start === 0 ? 'prefix' : 'substring', text, ranges);
    // The first place in a text is the best one.
    const next = starts[text + 1];
    at = next === undefined ? -1 : joined.indexOf(wanted, next);
  }
}

/**
 * Codes typed without their prefix or leading zeros: `1` and `kc1` for KC0001. The number as a
 * whole, so that `1` does not find every code with a 1 in it.
 */
export function matchCodeNumber(index: ReadIndex, wanted: string, found: Collector): void {
  const typed = /^([a-z]*)0*(\d+)$/.exec(wanted);
  if (!typed) return;
  const [, prefix = '', number = ''] = typed;
  for (const [at, { kind, text, entry }] of index.texts.entries()) {
    if (kind !== 'code' || !text.endsWith(number)) continue;
    const before = text.slice(0, -number.length).replace(/0+$/, '');
    if (before === prefix || (prefix === '' && /^[a-z]*$/.test(before))) {
      found.add(entry, 'code', at, [[text.length - number.length, text.length]]);
    }
  }
}

/** Index of the text that covers an offset of `joined`; `from` is one at or before it. */
export function textAt(starts: Int32Array, offset: number, from = 0): number {
  let low = from;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
