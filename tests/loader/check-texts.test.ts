import { describe, expect, it } from 'vitest';
import { checkContent } from '../../site/loader/check-content.ts';
import { formatProblems } from '../../site/loader/problem.ts';
import {
  type Change,
  cell,
  check,
  describeFaults,
  file,
  newsBody,
  page,
  TODAY,
} from '../content-fixtures/fault-cases.ts';
import { pngOf } from '../content-fixtures/made-files.ts';
import {
  entry,
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

const ID = '310101199001010012';

/** The news item with other words in its front matter. */
function newsFields(fields: Record<string, string>): Change {
  const given = {
    title: '上线',
    category: '通知公告',
    summary: '本站上线',
    publishedAt: '2026-01-02',
    source: '测试',
  };
  return file('news/first.md', entry({ ...given, ...fields }, '正文。'));
}

function remindersOf(change: Change): string[] {
  const draft = minimalContent();
  change(draft);
  const directory = writeContent(draft);
  const { problems, reminders } = checkContent(directory, TODAY);
  removeContent(directory);
  expect(problems).toEqual([]);
  return formatProblems(reminders, 'c');
}

describeFaults('HTML in Markdown', [
  ['a script', newsBody('文\n\n<script>alert(1)</script>'), 'news/first.md:11 ', '不能放进网页'],
  [
    'a script after marks that look like code',
    newsBody('\\`<script src=x>\\`'),
    'news/first.md:9 ',
    '<script',
  ],
  [
    'a frame',
    newsBody('<iframe src="https://example.org"></iframe>'),
    'news/first.md:9 ',
    '<iframe',
  ],
  ['a handler', newsBody('文<img src=x onerror=alert(1)>'), 'news/first.md:9 ', '<img'],
  ['a link in HTML', newsBody('<a href="/gone/">去</a>'), 'news/first.md:9 ', '<a'],
  [
    'a table in HTML',
    newsBody('<table>\n<tr><td>一</td></tr>\n</table>'),
    'news/first.md:9 ',
    '<table',
  ],
  ['HTML in a table', newsBody('| 甲 |\n|---|\n| 一<br>二 |'), 'news/first.md:11 ', '<br'],
  ['a comment', newsBody('文\n\n<!-- 先不要发 -->'), 'news/first.md:11 ', '会随网页公布'],
  ['HTML in a title', newsFields({ title: '上<b>线</b>' }), 'news/first.md:2:title', 'HTML'],
]);

describeFaults('what Word leaves behind', [
  ['its own marks', newsBody('文<o:p></o:p>'), 'news/first.md:9 ', 'Word'],
  ['its styles', newsBody('p { mso-style-name: x }'), 'news/first.md:9 ', 'Word'],
  ['its clipboard', newsBody('<!--StartFragment-->文'), 'news/first.md:9 ', 'Word'],
  ['its bullets', newsBody('文\n\n\uf0b7 第一条'), 'news/first.md:11 ', '私用符号'],
  ['rows of spaces', newsBody('甲&nbsp;&nbsp;&nbsp;乙'), 'news/first.md:9 ', '一串空格'],
  ['rows of spaces as characters', newsBody('甲\u00a0\u00a0乙'), 'news/first.md:9 ', '一串空格'],
  ['lost characters', newsBody('甲\ufffd乙'), 'news/first.md:9 ', '乱码'],
  ['a turned text', newsBody('甲\u202e乙'), 'news/first.md:9 ', '控制符'],
  [
    'its bullets in a summary',
    newsFields({ summary: '\uf0b7 上线' }),
    'news/first.md:4:summary',
    '私用符号',
  ],
]);

describeFaults('numbers of persons', [
  ['in a text', newsBody(`公示：某，${ID}。`), 'news/first.md:9 ', '身份证'],
  ['in code', newsBody(`\`${ID}\``), 'news/first.md:9 ', '身份证'],
  ['with spaces', newsBody('公示：310101 19900101 0012'), 'news/first.md:9 ', '身份证'],
  [
    'in full-width digits',
    newsBody('３１０１０１１９９００１０１００１２'),
    'news/first.md:9 ',
    '身份证',
  ],
  ['in a summary', newsFields({ summary: `某 ${ID}` }), 'news/first.md:4:summary', '身份证'],
  [
    'deep in the front matter',
    page('terms', { enquiries: `[{ question: 某 ${ID}, desk: 分部 }]` }),
    'pages/terms.md:5:enquiries.0.question',
    '身份证',
  ],
  [
    'in a catalog',
    cell('branches', 0, 'address', `某 ${ID}`),
    'catalogs/branches.csv:2:address',
    '身份证',
  ],
]);

describeFaults('pictures', [
  [
    'without words',
    (draft) => {
      newsBody('![](map.png)')(draft);
      draft.files['news/map.png'] = pngOf(40, 30);
    },
    'news/first.md:9 ',
    '没有文字说明',
  ],
  ['from elsewhere', newsBody('![图](https://example.org/a.png)'), 'news/first.md:9 ', '不在本站'],
  ['from another folder', newsBody('![图](../bank.png)'), 'news/first.md:9 ', '只写文件名'],
  [
    'written into the text',
    newsBody('![图](data:image/png;base64,AAAA)'),
    'news/first.md:9 ',
    '不在本站',
  ],
  [
    'by an address cut in a character',
    newsBody('![图](%E4%B8.png)'),
    'news/first.md:9 ',
    '找不到图片',
  ],
]);

it('never writes a number out in full', () => {
  expect(check(newsBody(`某 ${ID}`)).join()).not.toContain(ID);
});

describe('what is only worth a look', () => {
  it.each<[string, Change, string, string]>([
    ['half-width comma', newsBody('甲,乙'), 'c/news/first.md:9 提醒', '「，」'],
    [
      'half-width colon in a later line',
      newsBody('甲\n乙:丙'),
      'c/news/first.md:10 提醒',
      '「：」',
    ],
    ['half-width bracket in a list', newsBody('- 甲(乙)'), 'c/news/first.md:9 提醒', '「（」'],
    [
      'half-width mark in a title',
      newsFields({ title: '上线,开放' }),
      'c/news/first.md:2:title',
      '「，」',
    ],
    ['mobile number', newsBody('联系 13800138000'), 'c/news/first.md:9 提醒', '手机号码'],
  ])('reminds of a %s', (_name, change, start, says) => {
    const lines = remindersOf(change);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(start)).toBe(true);
    expect(lines[0]).toContain(says);
  });

  it.each<[string, Change]>([
    ['signs between Latin letters and figures', newsBody('见 A,B：12:30，1.5 学分，Node.js')],
    ['signs in code', newsBody('`甲,乙`\n\n```\n丙:丁\n```')],
    ['angle brackets that are none', newsBody('3 < 5，a \\<b> c，`<b>`')],
    ['bare addresses', newsBody('<https://example.org> 和 <a@example.org>')],
    [
      'report numbers and other long figures',
      newsBody('3226 4817 3920 5516 4307，310101199001010013'),
    ],
    ['the example of the standard', newsBody('如 11010519491231002X')],
    ['an office’s telephone', newsBody('021-12345678，2026-0138-0013-8000')],
    ['one unbroken space', newsBody('甲&nbsp;乙')],
  ])('has no word for %s', (_name, change) => {
    expect(remindersOf(change)).toEqual([]);
  });
});
