import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../../../scripts/build/site-files.ts';
import {
  currentRelease,
  listReleases,
  rollBack,
  rolledBackTo,
} from '../../../verify-api/publishing/releases.ts';
import { notice, type SmallBank, siteOf, smallBank } from './small-bank.ts';

let bank: SmallBank;
beforeAll(async () => {
  bank = smallBank();
  await bank.build();
});
afterAll(() => bank?.clear());

const live = (file: string) => join(bank.dist, 'current', file);
const released = async (...given: Parameters<SmallBank['build']>) => {
  const answer = await bank.build(...given);
  if ('faults' in answer) throw new Error(answer.faults.join('\n'));
  return answer;
};

test('the same content from another place is up to date: the live release is the answer', async () => {
  const before = currentRelease(bank.dist);
  const copy = smallBank();
  try {
    const answer = await bank.build();
    expect(answer).toEqual({ release: before, drawn: 0 });
    rmSync(join(copy.directory, '.git'), { recursive: true, force: true });
    copy.put('.git/HEAD', 'a repository has files of its own');
    expect(await copy.build({ dist: bank.dist })).toEqual({ release: before, drawn: 0 });
  } finally {
    copy.clear();
  }
});

test('what is the same is the same file in both releases, and takes no space twice', async () => {
  const before = currentRelease(bank.dist) ?? '';
  bank.put('news/linked.md', notice('又一条'));
  const { release } = await released();
  const inode = (id: string, file: string) => statSync(join(bank.dist, 'releases', id, file)).ino;
  for (const file of ['client/courses/index.html', 'server/entry.mjs']) {
    expect(inode(release, file), file).toBe(inode(before, file));
  }
  expect(inode(release, 'client/index.html')).not.toBe(inode(before, 'client/index.html'));
});

test('content at fault leaves the live release as it is, and says why', async () => {
  const before = [currentRelease(bank.dist), siteOf(bank.dist)];
  bank.put('news/broken.md', notice('坏的').replace('category: 通知公告', 'category: 没有的分类'));
  const answer = await bank.build();
  expect(answer).toMatchObject({
    faults: [expect.stringContaining('内容有误'), expect.anything()],
  });
  expect(JSON.stringify(answer)).toContain('news/broken.md');
  expect([currentRelease(bank.dist), siteOf(bank.dist)]).toEqual(before);
  expect(existsSync(join(bank.dist, 'releases/building'))).toBe(false);
  bank.remove('news/broken.md');
});

test('any other failure is thrown, and leaves the live release as it is', async () => {
  const before = [currentRelease(bank.dist), siteOf(bank.dist)];
  bank.put('news/linked.md', notice('改了'));
  // Nothing can be written below a file.
  rmSync(join(bank.dist, 'releases/building'), { recursive: true, force: true });
  const blocked = join(bank.newDist(), 'file');
  writeFileSync(blocked, '');
  await expect(bank.build({ dist: join(blocked, 'dist') })).rejects.toThrow('ENOTDIR');
  expect([currentRelease(bank.dist), siteOf(bank.dist)]).toEqual(before);
});

test('files that somebody has taken out of the live release are made anew', async () => {
  rmSync(live('client/courses/index.html'));
  bank.put('news/linked.md', notice('改了两次'));
  await released();
  expect(readFileSync(live('client/courses/index.html'), 'utf8')).toContain('标准课程');
});

test('two builds at one time come one after the other', async () => {
  const known = listReleases(bank.dist).length;
  bank.put('news/linked.md', notice('一'));
  const first = bank.build();
  const second = bank.build({ force: true });
  const [one, two] = await Promise.all([first, second]);
  expect(one).toMatchObject({ release: expect.any(String) });
  expect(two).toMatchObject({ release: expect.any(String) });
  expect(one).not.toEqual(two);
  expect(listReleases(bank.dist)).toHaveLength(known + 2);
  expect(existsSync(join(bank.dist, 'building.lock'))).toBe(false);
});

test('after going back, a further change is built from what is live', async () => {
  bank.put('news/linked.md', notice('后来撤回的一版'));
  await released();
  await rollBack(bank.dist);
  expect(readFileSync(live('client/news/linked/index.html'), 'utf8')).not.toContain('后来撤回');
  bank.put('news/linked.md', notice('再来一版'));
  await released();
  expect(readFileSync(live('client/news/linked/index.html'), 'utf8')).toContain('再来一版');
  expect(await rolledBackTo(bank.dist)).toBeUndefined();
});

test('nothing of what is not published is in any file of the site', async () => {
  const secret = '尚未公开的话';
  const entries = {
    'news/draft.md': notice(secret, "draft: 'true'", 'attachments: [{ file: s1.csv, title: x }]'),
    'news/future.md': notice(
      secret,
      'publishedAt: 2027-01-01',
      'attachments: [{ file: s2.csv, title: x }]',
    ),
    'news/past.md': notice(
      secret,
      'expiresAt: 2026-11-21',
      'attachments: [{ file: s3.csv, title: x }]',
    ),
  };
  for (const [file, text] of Object.entries(entries)) bank.put(file, text);
  for (const name of ['s1', 's2', 's3', 'unnamed']) bank.put(`news/${name}.csv`, `${secret}\n`);
  await released();
  const files = filesBelow(live('.'));
  expect(files).toContain('client/news/linked/index.html');
  const found = files.filter(
    (file) =>
      /(draft|future|past|s[123]|unnamed)(\/|\.csv)/.test(file) ||
      readFileSync(live(file)).includes(secret),
  );
  expect(found).toEqual([]);
});
