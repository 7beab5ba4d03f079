import { gapBetween } from './single-characters.ts';

export interface ExcerptPiece {
  text: string;
  marked: boolean;
}

/** In words, which are single characters for the most part. */
const BEFORE = 16;
const LENGTH = 72;
const SENTENCE_END = /[。！？；]$/;

/**
 * What to show of a text around its first match, as plain text in pieces. `content` is parted into
 * words by white space; `locations` are the positions of the matched words, counted from 0, none
 * when only the title matched. An ellipsis says where the text goes on.
 */
export function proseExcerpt(content: string, locations: readonly number[]): ExcerptPiece[] {
  const words = content.split(/\s+/).filter(Boolean).map(endBlock);
  const start = startBefore(words, locations.length > 0 ? Math.min(...locations) : 0);
  const marked = new Set(locations);
  const pieces: ExcerptPiece[] = [];
  if (start > 0 && !SENTENCE_END.test(words[start - 1] ?? '')) add(pieces, '…', false);
  words.slice(start, start + LENGTH).forEach((word, index, shown) => {
    add(pieces, gapBetween(shown[index - 1] ?? '', word), false);
    const letters = marked.has(start + index) ? word.replace(/[^\p{L}\p{N}]+$/u, '') : '';
    add(pieces, letters, true);
    add(pieces, word.slice(letters.length), false);
  });
  if (start + LENGTH < words.length) add(pieces, '…', false);
  return pieces;
}

function add(pieces: ExcerptPiece[], text: string, marked: boolean): void {
  const last = pieces.at(-1);
  if (last?.marked === marked) last.text += text;
  else if (text !== '') pieces.push({ text, marked });
}

/** Pagefind ends a heading or a list item without punctuation with a full stop of its own. */
function endBlock(word: string): string {
  return word.replace(/^(\p{Script=Han})\.$/u, '$1。');
}

/** The beginning of the match's sentence when it is near, else some words before the match. */
function startBefore(words: readonly string[], match: number): number {
  for (let at = match; at > Math.max(0, match - BEFORE * 2); at--) {
    if (SENTENCE_END.test(words[at - 1] ?? '')) return at;
  }
  return match <= BEFORE * 2 ? 0 : match - BEFORE;
}
