import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  beginRelease,
  currentRelease,
  KEPT,
  listReleases,
  rollBack,
  rolledBackTo,
} from '../../verify-api/publishing/releases.ts';

let dist: string;
beforeEach(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'jixue-releases-'));
});
afterEach(() => rm(dist, { recursive: true }));

const NOON = Date.UTC(2026, 10, 22, 4, 0, 0);

async function build(text: string, second: number): Promise<string> {
  const release = await beginRelease(dist, new Date(NOON + second * 1000));
  for (const part of ['client', 'server']) {
    mkdirSync(path.join(release.directory, part));
    writeFileSync(path.join(release.directory, part, 'page.txt'), text);
  }
  return release.publish();
}

const live = () => readFileSync(path.join(dist, 'client/page.txt'), 'utf8');

test('a release is seen whole or not at all, under the time in China', async () => {
  expect(listReleases(dist)).toEqual([]);
  expect(currentRelease(dist)).toBeUndefined();
  expect(await build('one', 0)).toBe('20261122-120000');
  const next = await beginRelease(dist, new Date(NOON + 1000));
  mkdirSync(path.join(next.directory, 'client'));
  expect(live()).toBe('one');
  await next.discard();
  expect(await build('two', 1)).toBe('20261122-120001');
  expect(live()).toBe('two');
  expect(await build('three', 1)).toBe('20261122-120001-2');
  expect(live()).toBe('three');
  expect(listReleases(dist).map(({ id }) => id)).toEqual([
    '20261122-120001-2',
    '20261122-120001',
    '20261122-120000',
  ]);
});

test('what a killed build has left is cleared away by the next', async () => {
  const killed = await beginRelease(dist, new Date(NOON));
  writeFileSync(path.join(killed.directory, 'half'), 'x');
  await build('one', 1);
  expect(readdirSync(path.join(dist, 'releases'))).toEqual(['20261122-120001']);
});

test('a site built before there were releases gives way to the first', async () => {
  mkdirSync(path.join(dist, 'client'));
  writeFileSync(path.join(dist, 'client/page.txt'), 'old');
  await build('one', 0);
  expect(live()).toBe('one');
});

test('the last ten are kept, and the live one whatever its age', async () => {
  for (let second = 0; second < KEPT + 3; second += 1) await build(`${second}`, second);
  expect(listReleases(dist)).toHaveLength(KEPT);
  expect(listReleases(dist).at(-1)?.id).toBe('20261122-120003');
  expect(existsSync(path.join(dist, 'releases/20261122-120002'))).toBe(false);
});

test('one goes back to the release before, or to any that is kept, until the next build', async () => {
  await expect(rollBack(dist)).rejects.toThrow('没有更早的一版');
  await build('one', 0);
  await build('two', 1);
  await build('three', 2);
  expect(await rollBack(dist)).toBe('20261122-120001');
  expect(live()).toBe('two');
  expect(await rolledBackTo(dist)).toBe('20261122-120001');
  expect(await rollBack(dist)).toBe('20261122-120000');
  expect(live()).toBe('one');
  await expect(rollBack(dist)).rejects.toThrow('没有更早的一版');
  await expect(rollBack(dist, '../../etc')).rejects.toThrow('没有保留');
  expect(await rollBack(dist, '20261122-120002')).toBe('20261122-120002');
  expect(live()).toBe('three');
  expect(await rolledBackTo(dist)).toBeUndefined();
  await rollBack(dist);
  await build('four', 3);
  expect(await rolledBackTo(dist)).toBeUndefined();
  expect(live()).toBe('four');
});
