import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import { siteMap } from '../../site/features/search-engines/site-map.ts';
import { beginRelease, currentRelease } from '../../verify-api/publishing/releases.ts';
import { describeBuildFault } from './build-faults.ts';
import { lockBuild } from './build-lock.ts';
import { type DrawnSite, drawSite, pageFile, textsOf } from './draw-site.ts';
import { indexProse } from './index-prose.ts';
import { keptFor } from './kept-catalogs.ts';
import { isUpToDate, type MadeOf, madeOf, writtenStamp } from './made-of.ts';
import { makeFrame } from './make-frame.ts';
import { type Bundle, openBundle } from './open-bundle.ts';
import { SiteFiles } from './site-files.ts';
import { readRecord, writeRecord } from './site-record.ts';

export interface BuildRequest {
  /** Absolute path of a content directory that has been checked: the live one or a staged copy. */
  directory: string;
  /** Where releases are, inside the project: what draws pages finds its packages above itself. */
  dist: string;
  siteUrl: string;
  /** Everything anew, also when nothing has changed. */
  force?: boolean;
  /** One line of progress for the operator's screen. */
  onProgress?: (line: string) => void;
}

export type BuildAnswer = { release: string } | { faults: string[] };

/**
 * Builds the site from a content directory and makes it the live release, which a running service
 * serves at once. What cannot differ from the live release is taken over from it (draw-site.ts); when
 * nothing differs, the live release is the answer. What was live stays so when anything fails;
 * `faults` then says why, in sentences for an editor. Waits for another build that is under way.
 */
export async function buildRelease(request: BuildRequest): Promise<BuildAnswer> {
  const { dist, force = false, onProgress = () => {} } = request;
  try {
    mkdirSync(dist, { recursive: true });
    const unlock = await lockBuild(dist, onProgress);
    try {
      const made = await madeOf(request);
      const live = currentRelease(dist);
      if (!force && live && isUpToDate(dist, made, request.siteUrl)) return { release: live };
      return { release: await makeRelease(request, made, live) };
    } finally {
      unlock();
    }
  } catch (error) {
    return { faults: describeBuildFault(error) };
  }
}

async function makeRelease(
  { directory, dist, siteUrl, force = false, onProgress = () => {} }: BuildRequest,
  made: MadeOf,
  live: string | undefined,
): Promise<string> {
  const before = live === undefined ? undefined : path.join(dist, 'releases', live);
  const last = before === undefined || force ? undefined : readRecord(before);
  const sameFrame = last?.madeOf.frame === made.frame ? last : undefined;
  const release = await beginRelease(dist, new Date());
  try {
    const files = new SiteFiles(release.directory, sameFrame && before);
    const frame = await makeFrame(files, sameFrame, {
      directory,
      siteUrl,
      frame: made.frame,
    });
    const bundle = await openBundle((sameFrame && before) ?? release.directory, made.frame);
    const content = { directory, today: made.day, kept: keptFor(made) };
    const drawn = await bundle.alone(() =>
      drawSite({ bundle, content, madeOf: made, before: sameFrame, files }),
    );
    writeSiteMap(files, bundle, drawn, siteUrl);
    await makeIndex(files, drawn, sameFrame !== undefined);
    onProgress(`新画 ${drawn.drawn} 页。`);
    writeRecord(release.directory, { madeOf: made, frame, routes: drawn.routes });
    const stamp = writtenStamp(made, siteUrl);
    writeFileSync(path.join(release.directory, stamp.name), stamp.text);
    return await release.publish();
  } catch (error) {
    await release.discard();
    throw error;
  }
}

function writeSiteMap(files: SiteFiles, bundle: Bundle, drawn: DrawnSite, siteUrl: string): void {
  const pages = bundle.routes
    .filter(({ type }) => type === 'page')
    .flatMap(({ component }) => drawn.routes[component]?.pages ?? [])
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
