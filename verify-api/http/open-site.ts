import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SiteHandler } from './app-environment.ts';
import { createSiteHandler, type PageHandler } from './serve-site.ts';

export interface BuiltSite {
  /** Where `npm run build` has put the site. */
  dist: string;
  siteUrl: string;
  log: (line: string) => void;
}

/** The built site, or undefined (said in one line) when there is none: the API works alone. */
export async function openSite({
  dist,
  siteUrl,
  log,
}: BuiltSite): Promise<SiteHandler | undefined> {
  const entry = path.join(dist, 'server/entry.mjs');
  if (!existsSync(entry)) {
    console.log('网站尚未生成（npm run build），现在只提供接口。');
    return undefined;
  }
  await warnOfOtherAddress(path.join(dist, 'built-from.txt'), siteUrl);
  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: PageHandler };
  return createSiteHandler({ clientDir: path.join(dist, 'client'), pages: handler, siteUrl, log });
}

/** The pages name the address they were built for; reports name SITE_URL. */
async function warnOfOtherAddress(stamp: string, siteUrl: string): Promise<void> {
  const builtFor = existsSync(stamp) ? (await readFile(stamp, 'utf8')).split('\n')[1] : undefined;
  if (builtFor !== undefined && builtFor !== siteUrl) {
    console.log(
      `提醒：网页是为 ${builtFor} 生成的，与 SITE_URL（${siteUrl}）不同；请运行 npm run build。`,
    );
  }
}
