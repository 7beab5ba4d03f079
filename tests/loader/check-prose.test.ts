import { expect, it } from 'vitest';
import {
  add,
  all,
  type Change,
  cell,
  check,
  describeFaults,
  file,
  newsBody,
  page,
  repeat,
  TODAY,
  without,
} from '../content-fixtures/fault-cases.ts';
import { entry } from '../content-fixtures/minimal-content.ts';

const help = (fields: Record<string, string>, body = '答。') =>
  file(
    'help/what.md',
    entry({ title: '这是什么？', category: '认识', order: '1', source: '测试', ...fields }, body),
  );
const bank =
  (line: string): Change =>
  (draft) => {
    draft.files['bank.yaml'] += `${line}\n`;
  };
const news = (fields: Record<string, string>) =>
  file(
    'news/first.md',
    entry(
      {
        title: '上线',
        category: '通知公告',
        summary: '本站上线',
        publishedAt: '2026-01-02',
        source: '测试',
        ...fields,
      },
      '。',
    ),
  );

describeFaults('what must be written', [
  [
    'a node without regulations',
    repeat('nodes', 0, { code: 'N2' }),
    'catalogs/nodes.csv:3:code 第 3 行「代码」列：',
    '没有规定，请在 nodes 文件夹里补上 N2.md',
  ],
  [
    'regulations that are a draft',
    file(
      'nodes/N1.md',
      entry({ node: 'N1', source: '测试', updatedAt: '2026-01-01', draft: 'true' }, '规定'),
    ),
    'catalogs/nodes.csv:2:code',
    '还是草稿',
  ],
  ['a folder of regulations that is gone', without('nodes/N1.md'), 'nodes ', 'nodes 文件夹'],
  ['a folder of answers that is gone', without('help/what.md'), 'help ', '常见问题'],
  ['a folder of guides that is gone', without('guides/open.md'), 'guides ', '办事指南'],
  [
    'a page the navigation leads to',
    without('pages/how-it-works.md'),
    'pages/how-it-works.md ',
    '缺少这个文件',
  ],
  ['an empty answer', help({}, '  \n'), 'help/what.md:7 第 7 行：', '没有正文'],
  ['an answer of comments only', help({}, '<!-- 待写\n -->'), 'help/what.md:8', '会随网页公布'],
  [
    'a number for a category',
    help({ category: '30' }),
    'help/what.md:3:category 第 3 行「category」（分类）：',
    '「30」不像分类',
  ],
  [
    'a category outside the list of the bank',
    all(help({ category: '认识一下' }), bank('categories: { help: [认识, 开户] }')),
    'help/what.md:3:category 第 3 行「category」（分类）：',
    '可填：认识、开户',
  ],
  [
    'a category twice in the list of the bank',
    bank('categories: { help: [认识, 认识] }'),
    'bank.yaml:19:categories.help',
    '有重复的分类',
  ],
  [
    'a category of the news that exists nowhere',
    news({ category: '通告' }),
    'news/first.md:3:category',
    '可填：通知公告、工作动态、政策文件、规则更新',
  ],
  [
    'publication in ten years',
    news({ publishedAt: '2036-01-02' }),
    'news/first.md:5:publishedAt 第 5 行「publishedAt」（发布日期）：',
    '2036年1月2日在一年以后',
  ],
  [
    'publication in a year and a day',
    news({ publishedAt: '2027-06-02' }),
    'news/first.md:5:publishedAt',
    '一年以后',
  ],
]);

it('allows a bank without standards', () => {
  expect(
    check((draft) => {
      delete (draft.tables as Partial<typeof draft.tables>).standards;
    }),
  ).toEqual([]);
});

it.each([
  ['publication in a year', news({ publishedAt: '2027-06-01' })],
  ['a category of the list', bank('categories: { help: [开户, 认识] }')],
  ['a draft without a body', page('terms', { draft: 'true' })],
  [
    'an empty draft',
    file(
      'help/later.md',
      '---\ntitle: 问\ncategory: 认识\norder: 2\nsource: 测\ndraft: true\n---\n',
    ),
  ],
  ['a closed node without regulations', repeat('nodes', 0, { code: 'N2', status: 'retired' })],
])('allows %s', (_name, change) => {
  expect(TODAY).toBe('2026-06-01');
  expect(check(change)).toEqual([]);
});

describeFaults('one fault is told once, whatever hangs on it', [
  [
    'a catalog parted by semicolons that links and codes lead to',
    (draft) => {
      file('catalogs/courses.csv', 'code;name;status\nC1;计算机;current\n')(draft);
    },
    'catalogs/courses.csv:1 第 1 行：',
    '英文分号',
  ],
  ['a folder of answers that links lead to', without('help/what.md'), 'help ', '没有常见问题'],
  [
    'a catalog that lost its rows',
    (draft) => {
      draft.tables.courses = [];
    },
    'catalogs/courses.csv ',
    '只有表头，没有内容',
  ],
  [
    'a faulty offer of a major that a course table belongs to',
    cell('node-majors', 0, 'credits', '八十'),
    'catalogs/node-majors.csv:2:credits',
    '「八十」应是数字',
  ],
  [
    'a row with one comma too many that others point to',
    (draft) => {
      const rows =
        'code,name,parent,mapColumn,mapRow,source\n310000,上海市,,,,测试,\n310115,浦东新区,310000,,,测试\n';
      file('catalogs/districts.csv', rows)(draft);
    },
    'catalogs/districts.csv:2',
    '比表头的 6 列多',
  ],
  [
    'a faulty download whose file is linked to',
    all(
      newsBody('[表](/downloads/files/form.csv)'),
      file(
        'downloads/form.md',
        entry(
          {
            title: '申请表',
            category: '12',
            version: '1.0',
            publishedAt: '2026-01-02',
            file: 'form.csv',
            source: '测试',
          },
          '。',
        ),
      ),
    ),
    'downloads/form.md:3:category',
    '不像分类',
  ],
  [
    'a date in ten years of a page that others link to',
    all(newsBody('[条款](/terms/)'), page('terms', { publishedAt: '2036-01-01' })),
    'pages/terms.md:5:publishedAt',
    '一年以后',
  ],
]);

const OFFER = { node: 'N1', credits: '80', conversionCap: '32', source: '测试' };

describeFaults('zeros that a spreadsheet dropped', [
  [
    'in a reference',
    all(repeat('majors', 0, { code: '040106' }), add('node-majors', { ...OFFER, major: '40106' })),
    'catalogs/node-majors.csv:3:major 第 3 行「专业」列：',
    '「40106」开头少了 0，专业（majors.csv）里是「040106」',
  ],
  [
    'in the catalog, once for all that point to it',
    all(
      repeat('majors', 0, { code: '40106' }),
      add('node-majors', { ...OFFER, major: '040106' }),
      add('major-courses', {
        major: '040106',
        course: 'C1',
        nature: '必修',
        credits: '3',
        source: '测试',
      }),
      newsBody('[专业](/majors/040106/)'),
    ),
    'catalogs/majors.csv:3:code',
    '「40106」开头少了 0，major-courses.csv 里是「040106」',
  ],
]);
