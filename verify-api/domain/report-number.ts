import { findMistypedNumber, type MistypedNumber } from './mistyped-number.ts';

/**
 * Report number: 20 digits, `32 26 48173920551643 50`:
 * province (GB/T 2260, 2 digits), year (2), random (14), check (2).
 * The check digits are ISO/IEC 7064 MOD 97-10: the whole number is congruent to 1 modulo 97,
 * which catches every single wrong digit and every swap of two neighbours.
 */
export type ReportNumber = string & { readonly __brand: 'ReportNumber' };

export type NumberFault =
  | { reason: 'empty' | 'too-long' | 'length' | 'several' | 'check-digits' }
  | MistypedNumber;

export type NumberParse = { ok: true; number: ReportNumber } | ({ ok: false } & NumberFault);

const LONGEST_INPUT = 2000;

/** The remainder of a decimal string modulo 97, digit by digit so that no precision is lost. */
function modulo97(digits: string): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}

/** The standard yields check digits 02 to 98 only; 00, 01 and 99 would be second spellings of 97, 98 and 02. */
export function hasValidCheckDigits(digits: string): boolean {
  return /^\d{18}(?!00|01|99)\d{2}$/.test(digits) && modulo97(digits) === 1;
}

/**
 * Builds a number. `provinceCode` has 2 digits, `year` is the full year,
 * `random` has 14 decimal digits from a CSPRNG.
 */
export function makeReportNumber(provinceCode: string, year: number, random: string): ReportNumber {
  const body = `${provinceCode}${String(year % 100).padStart(2, '0')}${random}`;
  if (!/^\d{18}$/.test(body)) throw new RangeError('a report number is made of 2 + 2 + 14 digits');
  const check = 98 - modulo97(`${body}00`);
  return `${body}${String(check).padStart(2, '0')}` as ReportNumber;
}

/**
 * Reads what a person typed or pasted: full-width digits, spaces, hyphens and surrounding text
 * are forgiven; anything that is not exactly one run of 20 digits is not guessed at.
 */
export function parseReportNumber(input: string): NumberParse {
  if (input.length > LONGEST_INPUT) return { ok: false, reason: 'too-long' };
  const folded = input.normalize('NFKC').replace(/[‐-―−]/g, '-');
  const runs = digitRuns(folded);
  const whole = [...new Set(runs.filter((run) => run.length === 20))];
  if (whole.length === 0) {
    const mistyped = findMistypedNumber(folded);
    return { ok: false, ...(mistyped ?? { reason: runs.length === 0 ? 'empty' : 'length' }) };
  }
  const good = whole.filter(hasValidCheckDigits);
  if (good.length > 1) return { ok: false, reason: 'several' };
  const [number] = good;
  if (number === undefined) return { ok: false, reason: 'check-digits' };
  return { ok: true, number: number as ReportNumber };
}

/**
 * Runs of digits, joined over single separators. A run of another length than 20 may be a number
 * with something beside it (a code that begins with digits), so each stretch of whole groups
 * that comes to 20 digits is offered too.
 */
function digitRuns(folded: string): string[] {
  const found = folded.match(/(?<![0-9A-Za-z])\d(?:[\s-]{0,2}\d)*(?![0-9A-Za-z])/g) ?? [];
  return found.flatMap((run) => {
    const groups = run.split(/[\s-]+/);
    const whole = groups.join('');
    return whole.length === 20 ? [whole] : [whole, ...stretchesOfTwenty(groups)];
  });
}

function stretchesOfTwenty(groups: string[]): string[] {
  return groups.flatMap((_, start) => {
    let digits = '';
    for (const group of groups.slice(start)) {
      digits += group;
      if (digits.length >= 20) break;
    }
    return digits.length === 20 ? [digits] : [];
  });
}

/** What to do, for the person who typed it. Quotes single letters, never a number. */
export function numberFaultMessage(fault: NumberFault): string {
  return fault.reason === 'not-digits' ? notDigits(fault.characters) : messages[fault.reason];
}

/** The commonest: 0 and 1 copied as letters. */
const LOOKALIKES: Record<string, string> = {
  O: '0',
  o: '0',
  〇: '0',
  '○': '0',
  I: '1',
  l: '1',
  i: '1',
};

function notDigits(characters: readonly string[]): string {
  const quoted = characters.slice(0, 5).map((character) => {
    const digit = LOOKALIKES[character];
    return digit === undefined ? `“${character}”` : `“${character}”（是不是数字 ${digit}？）`;
  });
  return `报告编号只有数字，您输入的${quoted.join('、')}不是数字，请对照报告改正。`;
}

const messages: Record<Exclude<NumberFault['reason'], 'not-digits'>, string> = {
  'id-number':
    '这像是身份证号码，不是报告编号。报告编号是 20 位数字，印在报告首页右上角；核验不需要填写身份证号码。',
  empty: '请输入报告编号：20 位数字，印在报告首页右上角。',
  'too-long': '输入内容太长（最多 2000 个字），请只粘贴报告编号。',
  length: '报告编号应为 20 位数字，请对照报告检查是否多输或漏输。',
  several: '输入中有不止一个报告编号，请一次只核验一份报告。',
  'check-digits': '报告编号有误：可能抄错了一位，或者颠倒了相邻两位，请对照报告逐位核对。',
};

/** `3226 4817 3920 5516 4350` */
export function formatReportNumber(number: string): string {
  return number.replaceAll(' ', '').replace(/(\d{4})(?=\d)/g, '$1 ');
}
