import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { warmUp } from '../../../scripts/build/live-bundle.ts';
import { previewEntry } from '../../../scripts/build/preview-entry.ts';
import type { ProseKind } from '../../../site/loader/schemas/prose.ts';
import { download, notice, type SmallBank, siteOf, smallBank, TODAY } from './small-bank.ts';

let bank: SmallBank;
/** The same content with drafts in it, as the service stages it. */
let staged: SmallBank;
beforeAll(async () => {
  bank = smallBank();
  staged = smallBank();
  await bank.build();
});
afterAll(() => {
  bank?.clear();
  staged?.clear();
});

const preview = async (kind: ProseKind, slug: string, { directory } = staged) =>
  (await previewEntry({ directory, dist: bank.dist, kind, slug, now: TODAY })).html;

const answer = '---\ntitle: 草稿里的问题\ncategory: 费用\norder: 9\nsource: 测试\n';
const drafts: [kind: ProseKind, slug: string, text: string, page: string][] = [
  ['news', 'draft', notice('草稿'), 'news/draft/index.html'],
  ['downloads', 'draft', download('草稿表', 'apply.csv'), 'downloads/index.html'],
  ['help', 'draft', `${answer}---\n\n草稿。\n`, 'help/index.html'],
  [
    'pages',
    'draft',
    '---\ntitle: 草稿\nsummary: 摘要\nsource: 测试\n---\n\n草稿。\n',
    'draft/index.html',
  ],
  [
    'nodes',
    'W01',
    '---\nnode: W01\nupdatedAt: 2026-11-22\nsource: 测试\n---\n\n## 草稿规定\n\n新的规定。\n',
    'nodes/W01/index.html',
  ],
];

test.each(drafts)(
  '%s: the page as it is once published, byte for byte',
  async (kind, slug, text, page) => {
    const before = siteOf(bank.dist);
    const file = `${kind}/${slug}.md`;
    staged.put(file, text.replace('\n---\n', "\ndraft: 'true'\n---\n"));
    const html = await preview(kind, slug);
    expect(siteOf(bank.dist)).toEqual(before);
    bank.put(file, text);
    await bank.build();
    expect(html).toBe(readFileSync(join(bank.dist, 'client', page), 'utf8'));
    staged.put(file, text);
  },
);

test('what is to come and what has been shows too, and only the entry asked for', async () => {
  staged.put('news/coming.md', notice('将来的', 'publishedAt: 2099-01-01'));
  staged.put('news/gone.md', notice('过期的', 'expiresAt: 2020-01-01'));
  expect(await preview('news', 'coming')).toContain('将来的的正文');
  const gone = await preview('news', 'gone');
  expect(gone).toContain('过期的的正文');
  expect(gone).not.toContain('将来的');
});

test('two at one time do not see each other’s content', async () => {
  const pages = await Promise.all([
    preview('news', 'coming'),
    preview('news', 'old', bank),
    preview('news', 'gone'),
  ]);
  expect(pages[0]).toContain('将来的的正文');
  expect(pages[1]).toContain('旧通知的正文');
  expect(pages[2]).toContain('过期的的正文');
});

test('a process that has warmed up draws what is, not what was', async () => {
  await warmUp(bank.directory, bank.dist);
  await warmUp(bank.directory, bank.newDist());
  bank.put('news/warm.md', notice('热身以后'));
  await bank.build();
  expect(readFileSync(join(bank.dist, 'client/index.html'), 'utf8')).toContain('热身以后');
});

test('what cannot be drawn is said in words', async () => {
  await expect(preview('news', 'nowhere')).rejects.toThrow('没有地址为 /news/nowhere/ 的页面');
  const nothing = { directory: staged.directory, dist: bank.newDist() };
  await expect(previewEntry({ ...nothing, kind: 'news', slug: 'old' })).rejects.toThrow(
    '网站还没有生成',
  );
  staged.put('news/lost.md', `${notice('缺图')}\n![图](lost.png)\n`);
  await expect(preview('news', 'lost')).rejects.toThrow('找不到文件「lost.png」，请先上传');
  staged.remove('news/lost.md');
  staged.put('news/broken.md', '没有属性区');
  await expect(preview('news', 'old')).rejects.toMatchObject({
    name: 'OperatorError',
    sentences: expect.arrayContaining([expect.stringContaining('news/broken.md')]),
  });
});
