import { describe, expect, it } from 'vitest';
import { checkContent } from '../../site/loader/check-content.ts';
import { formatProblems } from '../../site/loader/problem.ts';
import {
  all,
  type Change,
  check,
  describeFaults,
  newsBody,
  TODAY,
} from '../content-fixtures/fault-cases.ts';
import { docxOf, pngOf, xlsxOf, zipOf } from '../content-fixtures/made-files.ts';
import {
  entry,
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const PDF = bytes('%PDF-1.7\n1 0 obj\n%%EOF\n');
const ZIP = 'PK\x03\x04';
const XLSX = xlsxOf();
const DOCX = docxOf();
const PNG = pngOf(40, 30);
const JPG = bytes('\xff\xd8\xff\xe0');
const GBK = Uint8Array.of(0xd0, 0xd5, 0xc3, 0xfb, 0x0a);

/** The download entry naming another file, and that file. */
function offer(name: string, content: string | Uint8Array): Change {
  return (draft) => {
    delete draft.files['downloads/form.csv'];
    draft.files[`downloads/${name}`] = content;
    const fields = { title: '申请表', category: '申请表', version: '1.0' };
    draft.files['downloads/form.md'] = entry(
      { ...fields, publishedAt: '2026-01-02', file: name, source: '测试' },
      '填写后交回。',
    );
  };
}

const put =
  (path: string, content: string | Uint8Array): Change =>
  (draft) => {
    draft.files[path] = content;
  };

const seal: Change = (draft) => {
  draft.files['bank.yaml'] += 'sealImage: seal.png\n';
};

const PLACE = 'downloads/form.md:6:file 第 6 行「file」（文件）：附件「form.';

describeFaults('files that are not what they say', [
  ['text named pdf', offer('form.pdf', 'x'), PLACE, '内容其实是「纯文本」'],
  ['a workbook named pdf', offer('form.pdf', XLSX), PLACE, '内容其实是「Excel 工作簿」'],
  ['a PDF cut off', offer('form.pdf', bytes('%PDF-1.7\n1 0 obj')), PLACE, '不完整'],
  ['a PDF named xlsx', offer('form.xlsx', PDF), PLACE, '内容其实是「PDF 文档」'],
  ['a Word file named xlsx', offer('form.xlsx', DOCX), PLACE, '内容其实是「Word 文档」'],
  ['a workbook named docx', offer('form.docx', XLSX), PLACE, '内容其实是「Excel 工作簿」'],
  ['a ZIP cut off', offer('form.zip', bytes(`${ZIP}a`)), PLACE, '不完整'],
  ['a workbook named csv', offer('form.csv', XLSX), PLACE, '内容其实是「Excel 工作簿」'],
  ['a CSV in GBK', offer('form.csv', GBK), PLACE, '不是 UTF-8 编码'],
  ['a JPG named png', offer('form.png', JPG), PLACE, '内容其实是「JPG 图片」'],
  ['a PNG named jpg', offer('form.jpg', PNG), PLACE, '内容其实是「PNG 图片」'],
  ['an empty file', offer('form.csv', ''), PLACE, '0 字节'],
  ['a program', offer('form.exe', bytes('MZ')), PLACE, '不能公布'],
  ['a page of HTML', offer('form.html', '<p>表</p>'), PLACE, '不能公布'],
  [
    'a picture that is none',
    all(newsBody('![图](map.png)'), put('news/map.png', 'x')),
    'news/first.md:9 第 9 行：图片「map.png」',
    '内容其实是「纯文本」',
  ],
  ['a seal that is not there', seal, 'bank.yaml:sealImage', '找不到印章图片「seal.png」'],
  ['a seal that is none', all(seal, put('seal.png', PDF)), 'bank.yaml:sealImage', 'PDF 文档'],
  [
    'an entry whose ending the site does not see',
    put('help/more.MD', '---\n---\n'),
    'help/more.MD ',
    '小写的 .md',
  ],
]);

it.each([
  ['form.pdf', PDF],
  ['form.xlsx', XLSX],
  ['form.docx', DOCX],
  ['form.zip', zipOf({ 'a.txt': '表' })],
  ['form.PNG', PNG],
  ['form.jpeg', JPG],
  ['form.txt', '\ufeff姓名\n'],
])('accepts %s with its own bytes', (name, content) => {
  expect(check(offer(name, content))).toEqual([]);
});

describe('files that no page shows', () => {
  function remind(change: Change) {
    const draft = minimalContent();
    change(draft);
    const directory = writeContent(draft);
    const { problems, reminders } = checkContent(directory, TODAY);
    removeContent(directory);
    return { problems, lines: formatProblems(reminders, 'c') };
  }

  it.each([
    ['a Word file in news', put('news/放假通知.docx', DOCX), 'c/news/放假通知.docx 提醒：', '.md'],
    ['a file in downloads', put('downloads/old.pdf', PDF), 'c/downloads/old.pdf 提醒：', 'file'],
    ['a folder within a folder', put('news/2026/a.md', ''), 'c/news/2026 提醒：', '子文件夹'],
    ['a misspelt folder', put('hepl/a.md', ''), 'c/hepl 提醒：', '请核对名称'],
  ])('reminds of %s without a fault', (_name, change, start, says) => {
    const { problems, lines } = remind(change);
    expect(problems).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(start)).toBe(true);
    expect(lines[0]).toContain(says);
  });

  it.each([
    ['nothing', () => {}],
    ['what systems leave', all(put('news/.DS_Store', ''), put('news/~$a.docx', ''))],
    ['a picture in a text', all(newsBody('![图](map.png)'), put('news/map.png', PNG))],
    ['a README', put('README.md', '说明')],
  ])('has no word for %s', (_name, change) => {
    expect(remind(change)).toEqual({ problems: [], lines: [] });
  });
});
