import { expect, it } from 'vitest';
import { readProse } from '../../site/loader/read-prose.ts';
import {
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

function read(text: string) {
  const draft = minimalContent();
  draft.files['guides/open.md'] = text;
  const directory = writeContent(draft);
  try {
    return readProse(directory, 'guides');
  } finally {
    removeContent(directory);
  }
}

const GUIDE = `---
title: 申请开户
order: 2
summary: 说明
steps:
  - title: 第一步
    text: 填写
materials: [身份证]
time: 当天
where: 分部
source: 测试
draft: true
---

正文
`;

it.each([
  ['LF', GUIDE],
  ['CRLF', GUIDE.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${GUIDE}`],
])('reads front matter and body with %s', (_name, text) => {
  const { entries, problems } = read(text);
  expect(problems).toEqual([]);
  expect(entries).toMatchObject([
    {
      slug: 'open',
      data: {
        order: 2,
        draft: true,
        steps: [{ title: '第一步', text: '填写' }],
        materials: ['身份证'],
      },
    },
  ]);
  expect(entries[0]?.body.trim()).toBe('正文');
  expect(entries[0]?.bodyLine).toBe(14);
});

it('keeps a version and a date as they are typed', () => {
  const draft = minimalContent();
  draft.files['downloads/form.md'] =
    `---\ntitle: 表\ncategory: 表\nversion: 1.10\npublishedAt: 2026-01-02\nfile: form.csv\nsource: 测试\n---\n`;
  const directory = writeContent(draft);
  const { entries } = readProse(directory, 'downloads');
  removeContent(directory);
  expect(entries[0]?.data).toMatchObject({ version: '1.10', publishedAt: '2026-01-02' });
});

it('says how to save a Markdown file that is not UTF-8', () => {
  const draft = minimalContent();
  draft.files['guides/open.md'] = Uint8Array.of(0xd0, 0xd5, 0xc3, 0xfb);
  const directory = writeContent(draft);
  const { problems } = readProse(directory, 'guides');
  removeContent(directory);
  expect(problems).toMatchObject([{ message: expect.stringContaining('在记事本里') }]);
  expect(problems[0]?.message).not.toContain('CSV');
});

it('names the line of a fault within a list', () => {
  const { problems } = read(GUIDE.replace('    text: 填写', '    texts: 填写'));
  expect(problems).toEqual([
    expect.objectContaining({ column: 'steps.0.text', row: 6 }),
    expect.objectContaining({ column: 'steps.0.texts', row: 6 }),
  ]);
});
