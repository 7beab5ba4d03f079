import type { Bank } from '#domain/bank.ts';

type Pattern = NonNullable<Bank['governmentInformation']>['indexNumber'];

/**
 * The next number (索引号) after those that are taken, by the pattern of bank.yaml. Running numbers start
 * from 1 with each value of `{year}` and `{month}`.
 * @param day `YYYY-MM-DD`
 */
export function nextIndexNumber(pattern: Pattern, day: string, taken: readonly string[]): string {
  const dated = pattern
    .replaceAll('{year}', day.slice(0, 4))
    .replaceAll('{month}', day.slice(5, 7));
  const [, before = '', digits = '1', after = ''] = /^(.*)\{number:(\d)\}(.*)$/.exec(dated) ?? [];
  const numbers = taken
    .filter((one) => one.startsWith(before) && one.endsWith(after))
    .map((one) => one.slice(before.length, one.length - after.length))
    .filter((number) => /^\d{1,15}$/.test(number));
  const next = numbers.reduce((most, number) => Math.max(most, Number(number)), 0) + 1;
  return `${before}${String(next).padStart(Number(digits), '0')}${after}`;
}
