import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import { siteMap } from '../../site/features/search-engines/site-map.ts';
import { beginRelease, currentRelease } from '../../verify-api/publishing/releases.ts';
import { sentencesOf } from './build-faults.ts';
import { lockBuild } from './build-lock.ts';
import { type DrawnSite, drawSite, pageFile, textsOf } from './draw-site.ts';
import { indexProse } from './index-prose.ts';
import { keptFor } from './kept-catalogs.ts';
import { isUpToDate, type MadeOf, madeOf, writtenStamp } from './made-of.ts';
import { makeFrame } from './make-frame.ts';
import { type Bundle, openBundle } from './open-bundle.ts';
import { SiteFiles } from './site-files.ts';
import { readRecord, type SiteRecord, writeRecord } from './site-record.ts';

export interface BuildRequest {
  /** Absolute path of a content directory that has been checked: the live one or a staged copy. */
  directory: string;
  /** Where releases are, inside the project: what draws pages finds its packages above itself. */
  dist: string;
  siteUrl: string;
  /** Everything anew, also when nothing has changed. */
  force?: boolean;
  now?: Date;
  /** One line of progress for the operator's screen. */
  onProgress?: (line: string) => void;
  /** Told of each part when it is done, for whoever measures. */
  onPart?: (part: BuildPart) => void;
}

export type BuildPart = 'compared' | 'bundled' | 'drawn' | 'indexed' | 'live';

/** `drawn`: how many pages were drawn; the others were taken over. */
export type BuildAnswer = { release: string; drawn: number } | { faults: string[] };

/**
 * Builds the site from a content directory and makes it the live release, which a running service
 * serves at once. What cannot differ from the live release is taken over from it (draw-site.ts); when
 * nothing differs, the live release is the answer. What was live stays so when anything fails:
 * `faults` says what is wrong with the content, in sentences for an editor; for any other reason (a
 * full disk) it throws. Waits for another build that is under way.
 */
export async function buildRelease(request: BuildRequest): Promise<BuildAnswer> {
  const { dist, force = false, onProgress = () => {} } = request;
  try {
    mkdirSync(dist, { recursive: true });
    const unlock = await lockBuild(dist, onProgress);
    try {
      const made = await madeOf(request);
      const live = currentRelease(dist);
      if (!force && live && isUpToDate(dist, made, request.siteUrl)) {
        return { release: live, drawn: 0 };
      }
      return await makeRelease(request, made, live);
    } finally {
      unlock();
    }
  } catch (error) {
    const faults = sentencesOf(error);
    if (faults === undefined) throw error;
    return { faults };
  }
}

/** From the live release what is the same in it, or all anew. */
async function makeRelease(
  request: BuildRequest,
  made: MadeOf,
  live: string | undefined,
): Promise<BuildAnswer> {
  request.onPart?.('compared');
  const directory = live && path.join(request.dist, 'releases', live);
  const record = directory && !request.force ? readRecord(directory) : undefined;
  if (!directory || record?.madeOf.frame !== made.frame) return fill(request, made);
  try {
    return await fill(request, made, { directory, record });
  } catch (error) {
    // Somebody has taken files out of the live release.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return fill(request, made);
  }
}

async function fill(
  request: BuildRequest,
  made: MadeOf,
  before?: { directory: string; record: SiteRecord },
): Promise<BuildAnswer> {
  const { directory, dist, siteUrl, now = new Date(), onPart = () => {} } = request;
  const release = await beginRelease(dist, now);
  try {
    const files = new SiteFiles(release.directory, before?.directory);
    const frame = await makeFrame(files, before?.record, { directory, siteUrl, name: made.frame });
    onPart('bundled');
    const bundle = await openBundle(before?.directory ?? release.directory, made.frame);
    const content = { directory, today: made.day, kept: keptFor(made) };
    const drawn = await bundle.alone(() =>
      drawSite({ bundle, content, madeOf: made, before: before?.record, files }),
    );
    onPart('drawn');
    writeSiteMap(files, bundle, drawn, siteUrl);
    await makeIndex(files, drawn, before !== undefined);
    onPart('indexed');
    writeRecord(release.directory, { madeOf: made, frame, routes: drawn.routes });
    const stamp = writtenStamp(made, siteUrl);
    writeFileSync(path.join(release.directory, stamp.name), stamp.text);
    const id = await release.publish();
    onPart('live');
    return { release: id, drawn: drawn.drawn };
  } catch (error) {
    await release.discard();
    throw error;
  }
}

function writeSiteMap(files: SiteFiles, bundle: Bundle, drawn: DrawnSite, siteUrl: string): void {
  const pages = bundle.routes
    .filter(({ type }) => type === 'page')
    .flatMap(({ component }) => drawn.routes[component]?.pages ?? [])
    .filter(({ unlisted }) => !unlisted)
    .map(({ pathname }) => `${pathname.replace(/\/$/, '')}/`);
  for (const [name, text] of siteMap(pages, siteUrl)) {
    files.write(`client/${name}`, Buffer.from(text));
  }
}

/** Pagefind writes an index whole or not at all. */
async function makeIndex(
  files: SiteFiles,
  { routes, textsChanged }: DrawnSite,
  hasBefore: boolean,
): Promise<void> {
  if (hasBefore && !textsChanged) {
    files.keepAll('client/pagefind');
    return;
  }
  const client = path.join(files.directory, 'client');
  const pages = textsOf(routes).map(pageFile);
  const texts = await indexProse(client, pages, path.join(client, 'pagefind'));
  if (texts === 0) throw new OperatorError('网站没有生成：没有一篇可以检索的文章。');
}
