import type { Typefaces } from './load-typefaces.ts';
import type { Glyph, Typeface } from './typeface.ts';

export type Weight = 'regular' | 'bold';

/** A character with the font and glyph that print it. */
export interface PlacedGlyph extends Glyph {
  face: Typeface;
  /** The character. */
  text: string;
}

/** Thrown for texts that no font can print; `characters` are those of `unprintableCharacters`. */
export class UnprintableTextError extends Error {
  readonly characters: string[];
  constructor(characters: string[]) {
    super(`no font has ${characters.map(nameCharacter).join(', ')}`);
    this.name = 'UnprintableTextError';
    this.characters = characters;
  }
}

/** `𪚥 (U+2A6A5)` */
function nameCharacter(character: string): string {
  const points = [...character].map((c) => (c.codePointAt(0) as number).toString(16).toUpperCase());
  return `${character} (${points.map((point) => `U+${point.padStart(4, '0')}`).join(' ')})`;
}

/** A base with the marks and variation selectors that follow it. */
const CLUSTERS = /\P{M}\p{M}*|\p{M}+/gu;
const NEVER_PRINTED = /[\p{C}\p{Zl}\p{Zp}]/u;
const SPACE = /^\p{Zs}$/u;
const LETTERS = /[\p{L}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u;
const QUOTE_IN_WORD = /(?<=[\p{Script=Latin}\p{N}])’(?=\p{Script=Latin})/gu;

/**
 * The glyphs of a text in Unicode NFC, one a character, in reading order. Positioning by the
 * font's features is not used: Chinese needs none, and what a PDF shows is then what was measured.
 * Throws UnprintableTextError.
 */
export function shapeText(text: string, weight: Weight, faces: Typefaces): PlacedGlyph[] {
  const normal = text.normalize('NFC');
  const missing = unprintableCharacters([normal], faces);
  if (missing.length > 0) throw new UnprintableTextError(missing);
  const latin = !HAN.test(normal);
  const inRareFont = rareWords(normal, weight, faces);
  const wordQuotes = new Set([...normal.matchAll(QUOTE_IN_WORD)].map((match) => match.index));
  const glyphs: PlacedGlyph[] = [];
  let index = 0;
  for (const character of normal) {
    const codePoint = character.codePointAt(0) as number;
    const narrow = latin || wordQuotes.has(index);
    const order = inRareFont(index) ? [faces.rare, faces[weight]] : [faces[weight], faces.rare];
    glyphs.push(place(character, codePoint, narrow, order));
    index += character.length;
  }
  return glyphs;
}

function place(text: string, codePoint: number, narrow: boolean, order: Typeface[]): PlacedGlyph {
  for (const face of order) {
    const glyph = (narrow && face.narrowQuote(codePoint)) || face.glyph(codePoint);
    if (glyph !== undefined) return { ...glyph, face, text };
  }
  const face = order[0] as Typeface;
  const space = SPACE.test(text) ? face.glyph(0x20) : undefined;
  if (space === undefined) throw new UnprintableTextError([text]);
  return { ...space, face, text };
}

/** A Latin, Greek or Cyrillic word is set in one font: all of it in the rare one if a letter needs it. */
function rareWords(text: string, weight: Weight, faces: Typefaces): (index: number) => boolean {
  const has = (face: Typeface, c: string) => face.glyph(c.codePointAt(0) as number) !== undefined;
  const spans: [number, number][] = [];
  for (const { 0: word, index } of text.matchAll(LETTERS)) {
    if (HAN.test(word) || [...word].every((c) => has(faces[weight], c))) continue;
    if ([...word].every((c) => has(faces.rare, c))) spans.push([index, index + word.length]);
  }
  return (at) => spans.some(([start, end]) => at >= start && at < end);
}

/**
 * What no font has, once each in order of appearance. Checked in Unicode NFC. A base with marks
 * that do not compose, or with a variation selector, is one entry: fonts place the first badly and
 * would drop the second silently, and a name must not change its shape.
 */
export function unprintableCharacters(texts: readonly string[], faces: Typefaces): string[] {
  const missing = new Set<string>();
  for (const text of texts) {
    for (const [cluster] of text.normalize('NFC').matchAll(CLUSTERS)) {
      if (!isPrintable(cluster, faces)) missing.add(cluster);
    }
  }
  return [...missing];
}

function isPrintable(cluster: string, { regular, bold, rare }: Typefaces): boolean {
  const codePoint = cluster.codePointAt(0) as number;
  if (cluster.length !== String.fromCodePoint(codePoint).length) return false;
  if (NEVER_PRINTED.test(cluster) || /\p{M}/u.test(cluster)) return false;
  if (SPACE.test(cluster)) return true;
  const common = regular.glyph(codePoint) !== undefined && bold.glyph(codePoint) !== undefined;
  return common || rare.glyph(codePoint) !== undefined;
}
