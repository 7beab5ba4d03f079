import { describeFaults, file, page, without } from '../content-fixtures/fault-cases.ts';
import { entry } from '../content-fixtures/minimal-content.ts';

describeFaults('Markdown entries', [
  ['no front matter', file('help/what.md', '正文\n'), 'help/what.md:1', '缺少属性区'],
  [
    'broken YAML',
    file('help/more.md', '---\ntitle: "半个引号\n---\n正文\n'),
    'help/more.md:2',
    '属性区写法有误',
  ],
  ['unknown field', page('about', { sumary: '错' }), 'pages/about.md:5:sumary', '不认识的字段'],
  [
    'missing field',
    file('pages/about.md', entry({ title: '关于', source: '测试' }, '。')),
    'pages/about.md:1:summary',
    '必须填写',
  ],
  [
    'impossible date in front matter',
    page('about', { updatedAt: '2026-02-30' }),
    'pages/about.md:5:updatedAt',
    '没有 2026-02-30 这一天',
  ],
  ['missing bank', without('bank.yaml'), 'bank.yaml', '缺少这个文件'],
  ['broken bank', file('bank.yaml', 'name: [\n'), 'bank.yaml', 'YAML 写法有误'],
]);
