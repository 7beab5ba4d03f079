import { type Input, type Reading, withReading } from '../../site/loader/reading.ts';
import type { MadeOf } from './made-of.ts';
import type { Bundle, Drawable } from './open-bundle.ts';
import type { SiteFiles } from './site-files.ts';
import type { PageRecord, RouteRecord, SiteRecord } from './site-record.ts';

export interface SiteToDraw {
  bundle: Bundle;
  content: Pick<Reading, 'directory' | 'today' | 'kept'>;
  madeOf: MadeOf;
  /** How the release before was made, when it was made with the same frame. */
  before: SiteRecord | undefined;
  files: SiteFiles;
}

export interface DrawnSite {
  routes: SiteRecord['routes'];
  /** How many pages were drawn; the others were taken over. */
  drawn: number;
  /** Whether a page that the full-text search looks into came, changed or went. */
  textsChanged: boolean;
}

/**
 * Draws the pages that may differ from those of the release before and takes over the others. A page
 * may differ when something that was read for it last time (its route's list of pages included) is not
 * the same now: code, which is in the frame, and what it reads are all that a page is made of.
 */
export async function drawSite(site: SiteToDraw): Promise<DrawnSite> {
  const { bundle, before, madeOf } = site;
  const isSame = (reads: readonly Input[]) =>
    before !== undefined && reads.every((input) => before.madeOf[input] === madeOf[input]);
  const taken = new Set<string>();
  const drawn: DrawnSite = { routes: {}, drawn: 0, textsChanged: false };
  const gone = new Set(textsOf(before?.routes ?? {}));
  for (const route of bundle.routes) {
    const known = before?.routes[route.component];
    const listed = await listRoute(
      site,
      route,
      known && !known.overlaps && isSame(known.reads) ? known : undefined,
    );
    const pagesBefore = new Map(known?.pages.map((page) => [page.pathname, page]));
    const pages: PageRecord[] = [];
    let overlaps: true | undefined;
    for (const { cacheKey, ...page } of listed.pages) {
      // Where two routes have the same address, the first has it.
      const file = clientFile(page);
      if (taken.has(file)) {
        overlaps = true;
        continue;
      }
      taken.add(file);
      const last = pagesBefore.get(page.pathname);
      const sameKey = last?.key !== undefined && last.key === cacheKey;
      if (last && (sameKey || isSame(last.reads))) {
        site.files.keep(file);
        pages.push(last);
        gone.delete(page.pathname);
        continue;
      }
      const { record, isNew } = await drawPage(site, page, listed.reads, cacheKey);
      pages.push(record);
      drawn.drawn += 1;
      if (record.text && isNew) drawn.textsChanged = true;
      if (record.text) gone.delete(page.pathname);
    }
    drawn.routes[route.component] = { reads: listed.reads, pages, overlaps };
  }
  if (gone.size > 0) drawn.textsChanged = true;
  return drawn;
}

interface ListedPage extends Drawable {
  cacheKey?: string | undefined;
}

/** @param known the list as it was, when it is still the same */
async function listRoute(
  { bundle, content }: SiteToDraw,
  route: Drawable['route'],
  known: RouteRecord | undefined,
): Promise<{ reads: Input[]; pages: ListedPage[] }> {
  if (known) {
    const pages = known.pages.map(({ pathname, key }) => ({ pathname, route, cacheKey: key }));
    return { reads: known.reads, pages };
  }
  const reads = new Set<Input>();
  const note = (input: Input) => reads.add(input);
  const pages = await withReading({ ...content, note }, () => bundle.list(route));
  return { reads: [...reads], pages };
}

async function drawPage(
  { bundle, content, files }: SiteToDraw,
  page: Drawable,
  listReads: readonly Input[],
  key: string | undefined,
): Promise<{ record: PageRecord; isNew: boolean }> {
  const reads = new Set(listReads);
  const note = (input: Input) => reads.add(input);
  const bytes = await withReading({ ...content, note }, () => bundle.draw(page));
  const isNew = files.write(clientFile(page), bytes);
  const text = bytes.includes('data-pagefind-body') || undefined;
  const unlisted = bytes.includes('<meta name="robots" content="noindex">') || undefined;
  return { record: { pathname: page.pathname, reads: [...reads], key, text, unlisted }, isNew };
}

/** Addresses of the pages that the full-text search looks into. */
export function textsOf(routes: SiteRecord['routes']): string[] {
  return Object.values(routes).flatMap(({ pages }) =>
    pages.filter(({ text }) => text).map(({ pathname }) => pathname),
  );
}

function clientFile({ pathname, route }: Drawable): string {
  return `client/${route.type === 'page' ? pageFile(pathname) : pathname.replace(/^\/|\/$/g, '')}`;
}

/** Where a page lies in `client/`. */
export function pageFile(pathname: string): string {
  const name = pathname.replace(/^\/|\/$/g, '');
  if (name === '404') return '404.html';
  return name === '' ? 'index.html' : `${name}/index.html`;
}
