import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { currentRelease } from '../publishing/releases.ts';
import type { SiteHandler } from './app-environment.ts';
import { describeError } from './describe-error.ts';
import { createSiteHandler, type PageHandler } from './serve-site.ts';

export interface BuiltSite {
  /** Where `npm run build` has put its releases. */
  dist: string;
  siteUrl: string;
  log: (line: string) => void;
  /** How often to look whether another release is live; default half a second. */
  lookEveryMs?: number;
}

interface OpenRelease {
  id: string;
  /** Of all that draws pages on demand. */
  codeDigest: string;
  pages: PageHandler;
  handler: SiteHandler;
}

/**
 * The built site, or undefined (said in one line) when there is none: the API works alone. When another
 * release becomes the live one, it is served from then on; what is being answered is answered from the
 * one before.
 */
export async function openSite(site: BuiltSite): Promise<SiteHandler | undefined> {
  const id = currentRelease(site.dist);
  if (id === undefined || !existsSync(entryOf(site.dist, id))) {
    console.log('网站尚未生成（npm run build），现在只提供接口。');
    return undefined;
  }
  await warnOfOtherAddress(site, id);
  let live = await openRelease(site, id);
  let opening = false;
  const look = async () => {
    const wanted = currentRelease(site.dist);
    if (opening || wanted === undefined || wanted === live.id) return;
    opening = true;
    try {
      live = await openRelease(site, wanted, live);
      site.log(`site ${wanted} is live`);
    } catch (error) {
      site.log(`error site ${wanted} could not be opened: ${describeError(error)}`);
    } finally {
      opening = false;
    }
  };
  setInterval(look, site.lookEveryMs ?? 500).unref();
  return (c, api) => live.handler(c, api);
}

/**
 * Code once imported stays in memory, so a release whose code is that of the one before, as it is
 * when only content has changed, goes on with it.
 */
async function openRelease(
  { dist, siteUrl, log }: BuiltSite,
  id: string,
  before?: OpenRelease,
): Promise<OpenRelease> {
  const directory = path.join(dist, 'releases', id);
  const codeDigest = await digestOf(path.join(directory, 'server'));
  const pages =
    before?.codeDigest === codeDigest ? before.pages : await importPages(entryOf(dist, id));
  const clientDir = path.join(directory, 'client');
  return { id, codeDigest, pages, handler: createSiteHandler({ clientDir, pages, siteUrl, log }) };
}

async function importPages(entry: string): Promise<PageHandler> {
  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: PageHandler };
  return handler;
}

const entryOf = (dist: string, id: string) => path.join(dist, 'releases', id, 'server/entry.mjs');

async function digestOf(directory: string): Promise<string> {
  const hash = createHash('sha256');
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name));
  for (const file of paths.sort()) {
    hash.update(`\0${path.relative(directory, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** The pages name the address they were built for; reports name SITE_URL. */
async function warnOfOtherAddress({ dist, siteUrl }: BuiltSite, id: string): Promise<void> {
  const stamp = path.join(dist, 'releases', id, 'built-from.txt');
  const builtFor = existsSync(stamp) ? (await readFile(stamp, 'utf8')).split('\n')[1] : undefined;
  if (builtFor !== undefined && builtFor !== siteUrl) {
    console.log(
      `提醒：网页是为 ${builtFor} 生成的，与 SITE_URL（${siteUrl}）不同；请运行 npm run build。`,
    );
  }
}
