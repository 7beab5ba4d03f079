/**
 * Report number: 20 digits, `32 26 48173920551643 50`:
 * province (GB/T 2260, 2 digits), year (2), random (14), check (2).
 * The check digits are ISO/IEC 7064 MOD 97-10: the whole number is congruent to 1 modulo 97,
 * which catches every single wrong digit and every swap of two neighbours.
 */
export type ReportNumber = string & { readonly __brand: 'ReportNumber' };

export type NumberParse =
  | { ok: true; number: ReportNumber }
  | { ok: false; reason: 'empty' | 'too-long' | 'length' | 'several' | 'check-digits' };

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
  const runs = digitRuns(input);
  if (runs.length === 0) return { ok: false, reason: 'empty' };
  const whole = [...new Set(runs.filter((run) => run.length === 20))];
  if (whole.length === 0) return { ok: false, reason: 'length' };
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
function digitRuns(input: string): string[] {
  const folded = input.normalize('NFKC').replace(/[‐-―−]/g, '-');
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

export const numberFaultMessages: Record<Exclude<NumberParse, { ok: true }>['reason'], string> = {
  empty: '请输入报告编号：20 位数字，印在报告首页右上角。',
  'too-long': '输入内容太长（最多 2000 个字），请只粘贴报告编号。',
  length: '报告编号应为 20 位数字，请对照报告检查是否多输或漏输。',
  several: '输入中有不止一个报告编号，请一次只核验一份报告。',
  'check-digits': '报告编号有误：校验位不符，可能输错了一位或颠倒了相邻两位，请对照报告重新输入。',
};

/** `3226 4817 3920 5516 4350` */
export function formatReportNumber(number: string): string {
  return number.replaceAll(' ', '').replace(/(\d{4})(?=\d)/g, '$1 ');
}
