/**
 * Chinese is written without spaces, and Pagefind cuts pages and queries with two different
 * segmenters, so that a phrase on a page is often not found. Here every Chinese character is made a
 * word of its own, on both sides, and a phrase is a quoted query of neighbouring words.
 */
const TOKENS =
  /<(?:"[^"]*"|'[^']*'|[^'">])*>|&#?\w+;|\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/**
 * HTML (or plain text) with a space before every Chinese character, and before a Latin word or a
 * number that follows one: `复议，NCRE一级` becomes ` 复 议， NCRE 一 级`. Punctuation stays with the
 * word before it. Tags and entities are left as they are.
 */
export function partCharacters(html: string): string {
  let afterHan = false;
  return html.replace(TOKENS, (token) => {
    if (/^[<&]./.test(token)) return token;
    const han = /^\p{Script=Han}$/u.test(token);
    const parted = han || afterHan ? ` ${token}` : token;
    afterHan = han;
    return parted;
  });
}

/**
 * The exact searches that a query asks for, one for each part that the reader set apart by spaces:
 * `三十日 复议` → `['"三 十 日"', '"复 议"']`. Full-width forms are folded (NFKC), punctuation is
 * dropped; none for a query without letters or digits.
 */
export function phraseQueries(query: string): string[] {
  return query
    .normalize('NFKC')
    .split(/\s+/)
    .map((part) => partCharacters(part.replace(/[^\p{L}\p{N}]+/gu, '')).trim())
    .filter((words) => words !== '')
    .map((words) => `"${words}"`);
}

/** Parted words as they were written. */
export function joinWords(words: readonly string[]): string {
  return words.reduce((text, word) => text + gapBetween(text, word) + word, '');
}

/** A space between Latin words; none beside a Chinese character or Chinese punctuation. */
export function gapBetween(before: string, after: string): '' | ' ' {
  return /[\x21-\x7e]$/.test(before) && /^[\x21-\x7e]/.test(after) ? ' ' : '';
}
