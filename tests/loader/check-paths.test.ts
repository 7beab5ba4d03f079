import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { checkContent } from '../../site/loader/check-content.ts';
import { describeFaults, file, newsBody, TODAY } from '../content-fixtures/fault-cases.ts';
import { pngOf } from '../content-fixtures/made-files.ts';
import {
  entry,
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

const help = entry({ title: '问？', category: '认识', order: '2', source: '测试' }, '答。');

describeFaults('names of entries', [
  ['a sign that breaks addresses', file('help/a#b.md', help), 'help/a#b.md ', '这些符号'],
  ['a hidden character', file('help/a\u200bb.md', help), 'help/a\u200bb.md ', '看不见'],
  ['a name that is too long', file(`help/${'长'.repeat(80)}.md`, help), 'help/长', '太长'],
  [
    'a text with a picture pasted into it',
    newsBody('字'.repeat(400_000)),
    'news/first.md ',
    '1 MB',
  ],
]);

it('takes Chinese names', () => {
  const draft = minimalContent();
  draft.files['help/怎样开户.md'] = help;
  const directory = writeContent(draft);
  const { problems } = checkContent(directory, TODAY);
  removeContent(directory);
  expect(problems).toEqual([]);
});

let outside = '';
afterEach(() => removeContent(outside));

/** The content with one thing in it that leads to a file elsewhere on the disk. */
function withLink(link: string, target: Uint8Array | string, body = '正文。') {
  outside = writeContent({ ...minimalContent(), files: {} });
  writeFileSync(join(outside, 'elsewhere'), target);
  const draft = minimalContent();
  newsBody(body)(draft);
  const directory = writeContent(draft);
  symlinkSync(join(outside, 'elsewhere'), join(directory, link));
  const { problems } = checkContent(directory, TODAY);
  removeContent(directory);
  return problems;
}

it.each([
  ['an entry', 'help/secret.md', help, '正文。', 'help/secret.md'],
  ['a catalog', 'catalogs/more.csv', 'a', '正文。', 'catalogs/more.csv'],
  ['a picture', 'news/map.png', pngOf(4, 4), '![图](map.png)', 'news/map.png'],
])('publishes nothing from outside the content directory: %s', (_name, link, target, body, at) => {
  const problems = withLink(link, target, body);
  expect(problems).toContainEqual(
    expect.objectContaining({ file: at, message: expect.stringContaining('指向别处') }),
  );
});
