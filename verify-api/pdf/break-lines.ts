import type { PlacedGlyph } from './shape-text.ts';

/** May not begin a line (W3C clreq section 3.1.7.3 and the usual units). */
const NEVER_FIRST = new Set('，。、；：？！）》〉】』」〕〗｝’”…—·•・／,.;:?!)]}%％‰℃°〜～-');
/** May not end a line. */
const NEVER_LAST = new Set('（《〈【『「〔〖｛‘“([{￥$#＃№');
/** A word longer than a line is cut behind one of these if it has any. */
const CUT_AFTER = new Set('-/_@.');
const CHINESE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef—…·“”‘’]/u;

/**
 * Cuts a shaped text into lines of at most `width` (thousandths of the type size), spaces at the
 * ends of lines left out. A word longer than a line is cut.
 */
export function breakLines(glyphs: PlacedGlyph[], width: number): PlacedGlyph[][] {
  const lines: PlacedGlyph[][] = [];
  let start = 0;
  let used = 0;
  let lastBreak = 0;
  for (let at = 0; at < glyphs.length; at += 1) {
    const glyph = glyphs[at] as PlacedGlyph;
    if (at > start && mayBreak(glyphs, at)) lastBreak = at;
    while (used + glyph.advance > width && at > start && !isSpace(glyph)) {
      const end = lastBreak > start ? lastBreak : cutWord(glyphs, start, at);
      lines.push(trimSpaces(glyphs.slice(start, end)));
      start = end;
      used = lineWidth(glyphs.slice(start, at));
    }
    used += glyph.advance;
  }
  lines.push(trimSpaces(glyphs.slice(start)));
  return lines;
}

/** Where to cut a word of which `start` to `end` fill the line. */
function cutWord(glyphs: PlacedGlyph[], start: number, end: number): number {
  for (let at = end; at > start + 1; at -= 1) {
    if (CUT_AFTER.has((glyphs[at - 1] as PlacedGlyph).text)) return at;
  }
  return end;
}

/** Thousandths of the type size. */
export function lineWidth(line: readonly PlacedGlyph[]): number {
  return line.reduce((sum, { advance }) => sum + advance, 0);
}

/** The widest stretch that `breakLines` keeps together. */
export function widestUnbreakable(glyphs: PlacedGlyph[]): number {
  let widest = 0;
  let used = 0;
  glyphs.forEach((glyph, at) => {
    used = mayBreak(glyphs, at) ? glyph.advance : used + glyph.advance;
    if (!isSpace(glyph)) widest = Math.max(widest, used);
  });
  return widest;
}

/** Whether a line may end before the glyph `at`. Spaces there do not lift the rules for punctuation. */
function mayBreak(glyphs: PlacedGlyph[], at: number): boolean {
  const after = glyphs[at] as PlacedGlyph;
  if (isSpace(after) || NEVER_FIRST.has(after.text)) return false;
  let last = at - 1;
  while (last >= 0 && isSpace(glyphs[last] as PlacedGlyph)) last -= 1;
  const before = glyphs[last];
  if (before === undefined || NEVER_LAST.has(before.text)) return false;
  return last < at - 1 || CHINESE.test(before.text) || CHINESE.test(after.text);
}

const isSpace = ({ text }: PlacedGlyph) => /^\p{Zs}$/u.test(text);

function trimSpaces(line: PlacedGlyph[]): PlacedGlyph[] {
  let start = 0;
  let end = line.length;
  while (start < end && isSpace(line[start] as PlacedGlyph)) start += 1;
  while (end > start && isSpace(line[end - 1] as PlacedGlyph)) end -= 1;
  return line.slice(start, end);
}
