import { describe, expect, it } from 'vitest';
import { all, type Change, check, describeFaults, file } from '../content-fixtures/fault-cases.ts';
import { entry } from '../content-fixtures/minimal-content.ts';

const asked =
  (requiredIn: string): Change =>
  (draft) => {
    draft.files['bank.yaml'] +=
      `governmentInformation: { publisher: 测试银行, indexNumber: 'CS-{year}-{number:4}', requiredIn: [${requiredIn}] }\n`;
  };

function policy(slug: string, governmentInformation?: string, more = {}): Change {
  const fields = {
    title: '办法',
    category: '政策文件',
    summary: '办法',
    publishedAt: '2026-01-02',
    source: '测试',
    ...(governmentInformation && { governmentInformation }),
    ...more,
  };
  return file(`news/${slug}.md`, entry(fields, '正文。'));
}
const whole = '{ indexNumber: CS-2026-0001, writtenAt: 2026-01-01 }';

describeFaults('what is said of official documents', [
  [
    'no index number',
    all(asked('政策文件'), policy('a', '{ writtenAt: 2026-01-01 }')),
    'news/a.md:7:governmentInformation',
    '缺少索引号',
  ],
  [
    'no date',
    all(asked('政策文件'), policy('a', '{ indexNumber: CS-2026-0001 }')),
    'news/a.md:7:governmentInformation',
    '缺少成文日期',
  ],
  [
    'an index number twice, asked for or not',
    all(policy('a', whole), policy('b', whole)),
    'news/b.md:7:governmentInformation',
    '与 news/a.md 的相同',
  ],
  [
    'a date that is none',
    policy('a', '{ writtenAt: 2026-02-30 }'),
    'news/a.md:7:governmentInformation.writtenAt',
    '没有 2026-02-30',
  ],
  [
    'a heading that there is none of',
    asked('政策文建'),
    'bank.yaml:governmentInformation.requiredIn',
    '没有「政策文建」',
  ],
  [
    'a pattern without a running number',
    (draft) => {
      draft.files['bank.yaml'] +=
        "governmentInformation: { publisher: 甲, indexNumber: 'CS-{year}' }\n";
    },
    'bank.yaml:',
    '流水号',
  ],
]);

describe('official documents', () => {
  it('are taken with what is asked, and drafts without', () => {
    expect(check(all(asked('政策文件'), policy('a', whole)))).toEqual([]);
    expect(check(all(asked('政策文件'), policy('a', undefined, { draft: 'true' })))).toEqual([]);
    expect(check(policy('a'))).toEqual([]);
  });
});

const former = (slug: string, list: string): Change =>
  policy(slug, undefined, { formerSlugs: list });

describeFaults('addresses that lead on', [
  ['the present name', former('a', '[a]'), 'news/a.md:7:formerSlugs', '就是现在的文件名'],
  ['the name of another', former('a', '[FIRST]'), 'news/a.md:7:formerSlugs', '另一篇'],
  [
    'one name for two',
    all(former('a', '[x]'), former('b', '[x]')),
    'news/b.md:7:formerSlugs',
    'news/a.md',
  ],
  ['a way elsewhere', former('a', "['../x']"), 'news/a.md:7:formerSlugs.0', '应是原来的文件名'],
  [
    'the address of a section',
    file(
      'pages/terms.md',
      entry({ title: '条款', summary: '条款', formerSlugs: '[news]', source: '测试' }, '。'),
    ),
    'pages/terms.md:4:formerSlugs',
    '栏目的地址',
  ],
]);

it('takes links to an old address', () => {
  const links = entry(
    { title: '问？', category: '认识', order: '2', source: '测试' },
    '[旧](/news/x/) [锚](/help/#old)',
  );
  const what = entry(
    { title: '这是什么？', category: '认识', order: '1', formerSlugs: '[old]', source: '测试' },
    '见[关于](/about/)。',
  );
  const change = all(former('a', '[x]'), file('help/more.md', links), file('help/what.md', what));
  expect(check(change)).toEqual([]);
});
