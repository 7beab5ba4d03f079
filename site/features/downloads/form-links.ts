import type { TextPiece } from '../provenance/split-addresses.ts';

const NAMED = /《([^《》]+)》/g;

/**
 * Finds the names of forms in a text: those that can be downloaded lead there.
 * @param downloads what can be downloaded, by title
 */
export function linkForms(
  text: string,
  downloads: readonly { slug: string; data: { title: string } }[],
): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(NAMED)) {
    const found = downloads.find(({ data }) => data.title === match[1]);
    if (!found) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], href: `/downloads/#${found.slug}` });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
