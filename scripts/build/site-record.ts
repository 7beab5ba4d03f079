import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Input } from '../../site/loader/reading.ts';
import type { MadeOf } from './made-of.ts';

/** What a release keeps of how it was made (`made.json`), for the next to take over what is the same. */
export interface SiteRecord {
  madeOf: MadeOf;
  /** Files of `client/` that are the same for all content. */
  frame: string[];
  /** By the route's file, e.g. `site/pages/news/[slug].astro`. */
  routes: Record<string, RouteRecord>;
}

export interface RouteRecord {
  /** What was read to list its pages. */
  reads: Input[];
  pages: PageRecord[];
  /** Whether it also lists addresses that another route has, which are not in `pages`. */
  overlaps?: true | undefined;
}

export interface PageRecord {
  pathname: string;
  /** What was read to list its route and to draw it: as long as that is the same, so is the page. */
  reads: Input[];
  /** Stands for all that the page shows, where its route gives such a key (`cacheKey`): a file's digest. */
  key?: string | undefined;
  /** Whether the full-text search looks into it. */
  text?: true | undefined;
  /** Whether it asks search engines to leave it out. */
  unlisted?: true | undefined;
}

const NAME = 'made.json';

export function writeRecord(release: string, record: SiteRecord): void {
  writeFileSync(path.join(release, NAME), JSON.stringify(record));
}

/** Undefined for a release that was made before there were records. */
export function readRecord(release: string): SiteRecord | undefined {
  try {
    return JSON.parse(readFileSync(path.join(release, NAME), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
