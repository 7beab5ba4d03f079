import path from 'node:path';
import { chinaDate } from '#domain/china-date.ts';
import { type Reading, withReading } from '../../site/loader/reading.ts';
import { currentRelease } from '../../verify-api/publishing/releases.ts';
import { keptFor } from './kept-catalogs.ts';
import { digestOf } from './made-of.ts';
import { type Bundle, openBundle } from './open-bundle.ts';
import { readRecord } from './site-record.ts';

export interface LiveBundle {
  bundle: Bundle;
  /** Its digest. */
  frame: string;
}

/** The pages' code of the live release; undefined when there is none. */
export async function openLiveBundle(dist: string): Promise<LiveBundle | undefined> {
  const live = currentRelease(dist);
  const release = live && path.join(dist, 'releases', live);
  const frame = release && readRecord(release)?.madeOf.frame;
  return release && frame ? { bundle: await openBundle(release, frame), frame } : undefined;
}

/** To draw single pages that go into no release. */
export async function readingOf({
  directory,
  frame,
  preview,
  now = new Date(),
}: Pick<Reading, 'directory' | 'preview'> & { frame: string; now?: Date }): Promise<Reading> {
  const today = chinaDate(now);
  const catalogs = await digestOf(directory, 'catalogs');
  return { directory, today, preview, kept: keptFor({ frame, catalogs, day: today }), note() {} };
}

/**
 * Reads the pages' code and the catalogs into this process and draws the home page once, so that a build
 * that comes soon has less to do. Nothing comes of it when there is no release yet.
 */
export async function warmUp(directory: string, dist: string): Promise<void> {
  const live = await openLiveBundle(dist);
  const route = live?.bundle.routes.find(({ pathname }) => pathname === '/');
  if (!live || !route) return;
  const reading = await readingOf({ directory, frame: live.frame });
  await live.bundle.alone(() =>
    withReading(reading, () => live.bundle.draw({ pathname: '/', route })),
  );
}
