import { read } from './reading.ts';

export interface Publishable {
  draft?: boolean | undefined;
  publishedAt?: string | undefined;
  expiresAt?: string | undefined;
}

/**
 * Whether the public may see an entry on a day. The only place that decides it: pages, lists,
 * feeds and attached files all ask here.
 * @param today `YYYY-MM-DD`, China; `expiresAt` is the last day it is shown
 */
export function isPublished(entry: Publishable, today: string): boolean {
  if (entry.draft) return false;
  if (entry.publishedAt !== undefined && entry.publishedAt > today) return false;
  return entry.expiresAt === undefined || entry.expiresAt >= today;
}

/** The calendar day for which pages are made, China. */
export function buildDay(): string {
  return read('day').today;
}
