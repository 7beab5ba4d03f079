import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beginRelease, currentRelease } from '../../verify-api/publishing/releases.ts';
import { describeBuildFault } from './build-faults.ts';
import { lockBuild } from './build-lock.ts';
import { isUpToDate, STAMP, stampOf } from './built-from.ts';
import { bundleSite, indexProse } from './make-site.ts';

export interface BuildRequest {
  /** Absolute path of a content directory that has been checked: the live one or a staged copy. */
  directory: string;
  /** Where releases are, inside the project: what draws pages finds its packages above itself. */
  dist: string;
  siteUrl: string;
  /** Also when nothing has changed. */
  force?: boolean;
  /** One line of progress for the operator's screen. */
  onProgress?: (line: string) => void;
}

export type BuildAnswer = { release: string } | { faults: string[] };

/**
 * Builds the site from a content directory and makes it the live release, which a running service
 * serves at once. Answers with the live release when that was already made of the same. What was live
 * stays so when anything fails; `faults` then says why, in sentences for an editor. Waits for another
 * build that is under way.
 */
export async function buildRelease(request: BuildRequest): Promise<BuildAnswer> {
  const { dist, directory, siteUrl, force = false, onProgress = () => {} } = request;
  mkdirSync(dist, { recursive: true });
  const unlock = await lockBuild(dist, onProgress);
  try {
    const stamp = await stampOf({ directory, siteUrl });
    const live = currentRelease(dist);
    if (!force && live !== undefined && (await isUpToDate(dist, stamp))) return { release: live };
    const release = await beginRelease(dist, new Date());
    try {
      await bundleSite({ directory, siteUrl, outDir: release.directory });
      onProgress(await indexProse(path.join(release.directory, 'client')));
      await writeFile(path.join(release.directory, STAMP), stamp);
      return { release: await release.publish() };
    } catch (error) {
      await release.discard();
      throw error;
    }
  } catch (error) {
    return { faults: describeBuildFault(error) };
  } finally {
    unlock();
  }
}
