const NUMERALS = '一二三四五六七八九十';
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const HAN = '\\p{Script=Han}';
/** A number beside a Chinese character: 2级, 英语ii, 第2. Roman ones only after one. */
const NUMBER = new RegExp(
  `(?<![a-z\\d])([1-9]|10)(?=${HAN})|(?<=${HAN})([1-9]|10|[ivx]{1,4})(?![a-z\\d])`,
  'gu',
);
const NUMERAL = new RegExp(`[${NUMERALS}]`, 'gu');

/**
 * A folded text as it is, and with its numbers written the other way: `计算机2级` and `英语ii` with
 * Chinese numerals, `一加x` with digits.
 */
export function spellingsOf(folded: string): string[] {
  const chinese = folded.replace(NUMBER, (written) => {
    const value = ROMAN.indexOf(written) + 1 || Number(written);
    return NUMERALS[value - 1] ?? written;
  });
  const digits = folded.replace(NUMERAL, (numeral) => String(NUMERALS.indexOf(numeral) + 1));
  return [...new Set([folded, chinese, digits])];
}
