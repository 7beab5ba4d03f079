import path from 'node:path';
import { runNode } from './run-node.ts';
import { filesBelow, type SiteFiles } from './site-files.ts';
import type { SiteRecord } from './site-record.ts';

/** Astro's key for server islands, of which there are none; drawn anew, it would make the same code differ. */
const ASTRO_KEY = Buffer.alloc(32).toString('base64');

/**
 * Puts into a new release what is the same for all content: taken over from the release before when
 * that has the same, else bundled.
 * @returns the files of it that are served, relative to the release
 */
export async function makeFrame(
  files: SiteFiles,
  before: SiteRecord | undefined,
  { directory, siteUrl, name }: { directory: string; siteUrl: string; name: string },
): Promise<string[]> {
  if (before) {
    for (const folder of ['server', 'prerender']) files.keepAll(folder);
    for (const file of before.frame) files.keep(file);
    return before.frame;
  }
  await runNode([path.resolve('scripts/build/bundle-site.ts'), files.directory, name], {
    ...{ CONTENT_DIR: directory, SITE_URL: siteUrl, ASTRO_KEY, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const client = path.join(files.directory, 'client');
  return filesBelow(client).map((file) => path.join('client', file));
}
