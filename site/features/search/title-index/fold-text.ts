/** A text as it is compared, and where each of its characters stood. */
export interface Folded {
  text: string;
  /** `from[i]` is the offset in the original of the character at `text[i]`. */
  from: number[];
}

const LEFT_OUT = /[\s\p{P}\p{Sm}\p{Sk}]/u;

/**
 * One spelling for what people type alike: NFKC (full-width becomes half-width), lower case,
 * simplified characters, without white space and punctuation; the plus sign of 1+X stays.
 * @param simplify the simplified form of a character, or itself
 */
export function foldText(text: string, simplify: (character: string) => string): Folded {
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    for (const part of character.normalize('NFKC').toLowerCase()) {
      if (part !== '+' && LEFT_OUT.test(part)) continue;
      const simple = simplify(part);
      folded += simple;
      for (let unit = 0; unit < simple.length; unit += 1) from.push(at);
    }
    at += character.length;
  }
  return { text: folded, from };
}

/** The offsets in the original of a part of the folded text. */
export function unfoldRange(folded: Folded, start: number, end: number, original: string) {
  const first = folded.from[start] ?? 0;
  const last = folded.from[end - 1] ?? first;
  const width = String.fromCodePoint(original.codePointAt(last) ?? 0).length;
  return [first, last + width] as [number, number];
}

/** The folded text alone, characters as they are. */
export function foldPlain(text: string): string {
  return foldText(text, (character) => character).text;
}
