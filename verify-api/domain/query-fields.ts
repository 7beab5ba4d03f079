import { isCalendarDate } from './china-date.ts';
import { z } from './chinese-schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const day = z.string().refine(isCalendarDate, '日期应如 2026-11-22');

/** The instant at which a day begins in China. */
function startOf(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`);
}

/** A query's first day, as the instant at which it begins. */
export const fromDay = day.transform(startOf);

/** A query's last day, itself included: as the instant at which the next one begins. */
export const toDay = day.transform((date) => new Date(startOf(date).getTime() + DAY_MS));

/** `?q=&page=` sends empty fields as a form does: nothing was asked of them. */
export function withoutBlanks(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''));
}
