import { expect, it } from 'vitest';
import {
  all,
  check,
  describeFaults,
  file,
  newsBody,
  page,
  without,
} from '../content-fixtures/fault-cases.ts';
import { entry } from '../content-fixtures/minimal-content.ts';

describeFaults('links and files', [
  ['misspelt catalog', file('catalogs/branch.csv', ''), 'catalogs/branch.csv', '不认识的文件'],
  [
    'missing attachment',
    without('downloads/form.csv'),
    'downloads/form.md:6:file',
    '找不到附件「form.csv」',
  ],
  [
    'attachment outside its folder',
    file(
      'downloads/form.md',
      entry(
        {
          title: '表',
          category: '表',
          version: '1',
          publishedAt: '2026-01-02',
          file: '../bank.yaml',
          source: '测试',
        },
        '。',
      ),
    ),
    'downloads/form.md:6:file',
    '应只写文件名',
  ],
  ['dead entity link', newsBody('看[课程](/courses/C9/)。'), 'news/first.md:9', '没有对应的页面'],
  [
    'dead link in a later line',
    newsBody('一\n\n二\n\n[三](/nowhere/)'),
    'news/first.md:13',
    '没有对应的页面',
  ],
  ['dead anchor', newsBody('[问](/help/#nobody)'), 'news/first.md:9', '没有对应的页面'],
  [
    'link without the last slash',
    newsBody('[课程](/courses/C1)'),
    'news/first.md:9',
    '应以 / 结尾',
  ],
  ['relative link', newsBody('[表](form.csv)'), 'news/first.md:9', '请以 / 开头'],
  ['missing picture', newsBody('![图](map.png)'), 'news/first.md:9', '找不到图片「map.png」'],
  ['link around other marks', newsBody('[**图**](/gone/)'), 'news/first.md:9', '没有对应的页面'],
  ['link by definition', newsBody('[课][1]\n\n[1]: /gone/'), 'news/first.md:11', '没有对应的页面'],
  ['script link', newsBody('[点](javascript:alert)'), 'news/first.md:9', '写法不允许'],
  ['script as a bare address', newsBody('<javascript:alert(1)>'), 'news/first.md:9', '写法不允许'],
  [
    'script by definition',
    newsBody('[点][1]\n\n[1]: JAVAscript:x'),
    'news/first.md:11',
    '写法不允许',
  ],
  ['script behind entities', newsBody('[点](java&#115;cript:x)'), 'news/first.md:9', '写法不允许'],
  [
    'an address cut in a character',
    newsBody('[点](/news/%E4%B8/)'),
    'news/first.md:9',
    '% 写法不对',
  ],
  [
    'link to a draft',
    all(newsBody('[新](/terms/)'), page('terms', { draft: 'true' })),
    'news/first.md:9',
    '没有对应的页面',
  ],
  [
    'dead link in the front matter',
    page('terms', { enquiries: '[{ question: 问, desk: 分部, link: /gone/ }]' }),
    'pages/terms.md:5:enquiries.0.link 第 5 行「enquiries」（到哪里问）第 1 项「link」（站内地址）：',
    '没有对应的页面',
  ],
  [
    'link in the front matter to another site',
    page('terms', { milestones: '[{ date: 2026-01-01, text: 上线, link: example.org }]' }),
    'pages/terms.md:5:milestones.0.link',
    '应是以 / 开头的站内地址',
  ],
  [
    'category of the news that has none',
    newsBody('[动态](/news/category/工作动态/)'),
    'news/first.md:9',
    '没有对应的页面',
  ],
  [
    'page of a list that is not there',
    newsBody('[课程](/courses/page/2/)'),
    'news/first.md:9',
    '没有对应的页面',
  ],
  ['page named like a catalog', page('courses'), 'pages/courses.md', '已被本站的栏目占用'],
]);

it.each([
  '/news/category/通知公告/',
  `/news/category/${encodeURI('通知公告')}/`,
  '/courses/sort/credits/',
  '/courses/list.csv',
  '/nodes/N1/majors/M1/',
  '/framework/standards/',
  '/framework/standards/#S1',
  '/search/?q=1%2BX',
  '/data/',
  '/about/#contact',
])('allows %s', (address) => {
  expect(check(newsBody(`[去](${address})`))).toEqual([]);
});

it('leaves lists alone where a fault elsewhere may be why they are not there', () => {
  const problems = check(
    all(newsBody('[课程](/courses/page/2/)'), file('catalogs/courses.csv', 'code\n')),
  );
  expect(problems.filter((problem) => problem.includes('news/'))).toEqual([]);
});
