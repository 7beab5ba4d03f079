/** A text as it is compared, and where each of its characters stood. */
export interface Folded {
  text: string;
  /** `from[i]` is the offset in the original of the character at `text[i]`. */
  from: number[];
}

const LEFT_OUT = /[\s\p{P}\p{Sm}\p{Sk}]/u;

/** Signs that tell names apart: 1+X, C++, C#. */
const KEPT = /[+#]/;
/** A letter with a tone mark of pinyin or another accent. */
const ACCENTED = /[\u00c0-\u024f]/;

/**
 * One spelling for what people type alike: NFKC (full-width becomes half-width), lower case,
 * letters without tone marks (`ü` as typed: `v`), simplified characters, without white space and
 * punctuation; the signs of 1+X and C# stay.
 * @param simplify the simplified form of a character, or itself
 */
export function foldText(text: string, simplify: (character: string) => string): Folded {
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    for (const part of character.normalize('NFKC').toLowerCase()) {
      if (LEFT_OUT.test(part) && !KEPT.test(part)) continue;
      const simple = ACCENTED.test(part) ? unaccented(part) : simplify(part);
      folded += simple;
      for (let unit = 0; unit < simple.length; unit += 1) from.push(at);
    }
    at += character.length;
  }
  return { text: folded, from };
}

function unaccented(letter: string): string {
  const apart = letter.normalize('NFD');
  return apart.startsWith('u\u0308') ? 'v' : (apart[0] ?? letter);
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
