import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../../../scripts/build/site-files.ts';
import type { SiteRecord } from '../../../scripts/build/site-record.ts';
import { download, notice, type SmallBank, siteOf, smallBank, TOMORROW } from './small-bank.ts';

let bank: SmallBank;
/** Builds of it in which every page is drawn, whatever was before. */
let whole: string;
let pages: number;

beforeAll(async () => {
  bank = smallBank();
  whole = bank.newDist();
  expect(await bank.build()).toMatchObject({ release: expect.any(String) });
  expect(await bank.build({ dist: whole })).toMatchObject({ release: expect.any(String) });
  pages = pagesOf(readRecord(whole));
  expect(siteOf(bank.dist)).toEqual(siteOf(whole));
});
afterAll(() => bank?.clear());

const recordFile = (dist: string) => join(dist, 'current/made.json');
const readRecord = (dist: string): SiteRecord => JSON.parse(readFileSync(recordFile(dist), 'utf8'));
const pagesOf = ({ routes }: SiteRecord) =>
  Object.values(routes).reduce((sum, { pages: own }) => sum + own.length, 0);

/** Without a record of pages there is nothing to take over but the frame. */
function forgetPages(dist: string): void {
  writeFileSync(recordFile(dist), JSON.stringify({ ...readRecord(dist), routes: {} }));
}

interface Change {
  make: (bank: SmallBank) => void;
  /** Files that cannot be what they were, for the test to be about something. */
  differs: string[];
  /** The most pages that it may take to draw; default: fewer than all. */
  most?: number;
  now?: Date;
}

const answer = (text: string) =>
  `---\ntitle: 新问题？\ncategory: 费用\norder: 9\npublishedAt: 2026-11-01\nsource: 测试\n---\n\n${text}\n`;
const NEWS = 25;
const changes: Record<string, Change> = {
  'a notice with a file comes': {
    make: ({ put }) => {
      put('news/new.md', notice('新通知', 'attachments: [{ file: a.csv, title: 名单 }]'));
      put('news/a.csv', '一\n');
    },
    differs: ['index.html', 'feed.xml', 'news/new/index.html', 'news/new/files/a.csv'],
    most: NEWS,
  },
  'a picture comes into a text': {
    make: ({ put }) => {
      put('help/picture.png', 'the bytes of a picture, and more of them');
      put('help/free.md', answer('![一张图](picture.png)'));
    },
    differs: ['help/index.html', 'pictures/help/picture.png'],
    most: 3,
  },
  'a picture is another under the same name': {
    make: ({ put }) => put('help/picture.png', 'the bytes of another picture, and more of them'),
    differs: ['help/index.html', 'pictures/help/picture.png'],
    most: 3,
  },
  'its file is another under the same name': {
    make: ({ put }) => put('news/a.csv', '二\n'),
    differs: ['news/new/files/a.csv'],
    most: NEWS,
  },
  'a notice has another title': {
    make: ({ change }) => change('news/old.md', '旧通知', '改过的通知'),
    differs: ['news/old/index.html', 'news/index.html'],
    most: NEWS,
  },
  'a notice is pinned': {
    make: ({ change }) => change('news/old.md', 'publishedAt', "pinned: 'true'\npublishedAt"),
    differs: ['index.html', 'news/index.html'],
    most: NEWS,
  },
  'a notice goes': {
    make: ({ remove }) => remove('news/new.md'),
    differs: ['index.html', 'news/new/index.html', 'news/new/files/a.csv'],
    most: NEWS,
  },
  'a notice has another address, to which the old one leads': {
    make: ({ put, remove }) => {
      remove('news/old.md');
      put('news/renamed.md', notice('改过的通知', 'formerSlugs: [old]'));
    },
    differs: ['news/old/index.html', 'news/renamed/index.html', 'sitemap-0.xml', 'feed.xml'],
    most: NEWS,
  },
  'a form that rules name has another title': {
    make: ({ change }) => change('downloads/apply.md', 'title: 转换申请表', 'title: 别的表'),
    differs: ['rules/G001/index.html', 'downloads/index.html'],
  },
  'a form comes that rules name': {
    make: ({ put }) => {
      put('downloads/second.csv', '三\n');
      put('downloads/second.md', download('转换申请表', 'second.csv'));
    },
    differs: ['rules/G001/index.html', 'downloads/index.html', 'downloads/files/second.csv'],
  },
  'a guide has another text': {
    make: ({ change }) => change('guides/deposit.md', 'title: ', 'title: 新'),
    differs: ['guides/deposit/index.html', 'guides/index.html'],
  },
  'a guide that pages lead to goes': {
    make: ({ remove }) => remove('guides/deposit.md'),
    differs: ['guides/deposit/index.html', 'guides/index.html'],
  },
  'an answer comes': {
    make: ({ put }) => put('help/new.md', answer('答。')),
    differs: ['help/index.html'],
    most: 2,
  },
  'a page has another text': {
    make: ({ change }) => change('pages/about.md', 'summary: ', 'summary: 新'),
    differs: ['about/index.html'],
    most: 6,
  },
  'a page comes': {
    make: ({ put }) =>
      put('pages/privacy.md', '---\ntitle: 隐私\nsummary: 摘要\nsource: 测试\n---\n\n正文。\n'),
    differs: ['privacy/index.html', 'sitemap-0.xml'],
    most: 6,
  },
  'a node has other regulations': {
    make: ({ change }) => change('nodes/W01.md', '\n---\n', '\n---\n\n又一条规定。\n'),
    differs: ['nodes/W01/index.html'],
    most: 4,
  },
  'a course has another name': {
    make: ({ change }) => change('catalogs/courses.csv', '计算机应用基础', '计算机新基础'),
    differs: ['courses/index.html', 'search/titles.txt', 'data/courses.csv'],
    most: 10_000,
  },
  'a day passes': {
    make: () => {},
    differs: ['news/from-tomorrow/index.html', 'news/till-today/index.html', 'index.html'],
    most: 10_000,
    now: TOMORROW,
  },
};

test.each(Object.entries(changes))(
  '%s: what is taken over is as if drawn anew, in every file',
  async (_name, { make, differs, most = pages - 1, now }) => {
    const before = siteOf(bank.dist);
    make(bank);
    const answer = await bank.build(now && { now });
    expect(answer).toMatchObject({ drawn: expect.any(Number) });
    expect((answer as { drawn: number }).drawn).toBeLessThanOrEqual(most);
    forgetPages(whole);
    const anew = await bank.build({ dist: whole, ...(now && { now }) });
    expect((anew as { drawn: number }).drawn).toBe(pagesOf(readRecord(whole)));
    const [partly, wholly] = [siteOf(bank.dist), siteOf(whole)];
    expect([...partly.keys()]).toEqual([...wholly.keys()]);
    expect([...partly].filter(([file, text]) => wholly.get(file) !== text)).toEqual([]);
    expect(readRecord(bank.dist)).toEqual(readRecord(whole));
    for (const file of differs) expect(partly.get(file), file).not.toBe(before.get(file));
  },
);

test('and is what a first build makes of the same content', async () => {
  const first = bank.newDist();
  await bank.build({ dist: first, now: TOMORROW });
  expect(siteOf(first)).toEqual(siteOf(bank.dist));
});

test('a bank with other facts has everything drawn anew, by code bundled anew', async () => {
  bank.change('bank.yaml', '申江终身教育学分银行', '浦江终身教育学分银行');
  const { drawn } = (await bank.build({ now: TOMORROW })) as { drawn: number };
  expect(drawn).toBe(pagesOf(readRecord(bank.dist)));
  const html = filesBelow(join(bank.dist, 'client')).filter((file) => file.endsWith('.html'));
  for (const file of html) {
    const text = readFileSync(join(bank.dist, 'client', file), 'utf8');
    expect(text.includes('浦江终身教育学分银行'), file).toBe(true);
  }
});
