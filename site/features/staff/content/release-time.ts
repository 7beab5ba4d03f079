import { formatChineseDate } from '#domain/china-date.ts';

/** `20261122-203938`, when a release was made in China, in words; any other id as it is. */
export function releaseTime(id: string): string {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})/.exec(id) ?? [];
  if (year === undefined) return id;
  return `${formatChineseDate(`${year}-${month}-${day}`)} ${hour}:${minute}:${second}`;
}
