import { describe, expect, it } from 'vitest';
import { inspectBytes, macros, textBytes } from '../content-fixtures/inspect-bytes.ts';
import { docxOf, oleOf, xlsxOf } from '../content-fixtures/made-files.ts';

const relationship = (type: string, target: string) =>
  `<Relationships><Relationship Id="r1" Type="http://x/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
const words = (flags = 0) => {
  const main = Buffer.alloc(32);
  main.writeUInt16LE(flags, 10);
  return Uint8Array.from(main);
};
/** Workbook globals of one sheet: BOF, its BOUNDSHEET record of a kind, EOF. */
const workbook = (kind: number) =>
  Uint8Array.from(Buffer.from(`0908040000060500850008000000000000${hex(kind)}00000a000000`, 'hex'));
const hex = (value: number) => value.toString(16).padStart(2, '0');
const none = new Uint8Array();

describe('files of Office that do more than they show', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['a docm named docx', 'a.docx', docxOf(macros), '宏'],
    [
      'a macro main part under another name',
      'a.docx',
      docxOf({
        '[Content_Types].xml': '<Types><Override ContentType="x.macroEnabled.main+xml"/></Types>',
      }),
      '宏',
    ],
    ['an xlsm named xlsx', 'a.xlsx', xlsxOf({ 'xl/vbaProject.bin': 'x' }), '宏'],
    ['Excel 4 macros', 'a.xlsx', xlsxOf({ 'xl/macrosheets/sheet1.xml': '<x/>' }), '宏'],
    ['ActiveX', 'a.docx', docxOf({ 'word/activeX/activeX1.xml': '<x/>' }), 'ActiveX'],
    [
      'a template from elsewhere',
      'a.docx',
      docxOf({
        'word/_rels/settings.xml.rels': relationship('attachedTemplate', 'https://x/t.dotm'),
      }),
      '别处取模板',
    ],
    [
      'DDE',
      'a.docx',
      docxOf({
        'word/document.xml':
          '<w:instrText xml:space="preserve"> DDEAUTO c:\\\\cmd "x"</w:instrText>',
      }),
      'DDE',
    ],
    [
      'a workbook with macros in a document',
      'a.docx',
      docxOf({ 'word/embeddings/b.xlsx': xlsxOf({ 'xl/vbaProject.bin': 'x' }) }),
      '宏',
    ],
    [
      'a program in a document',
      'a.docx',
      docxOf({
        'word/embeddings/oleObject1.bin': oleOf({
          '\u0001Ole10Native': textBytes('....\u0002\0安装.exe\0'),
        }),
      }),
      '程序文件',
    ],
    ['a doc with macros', 'a.doc', oleOf({ WordDocument: words(), 'Macros/': none }), '宏'],
    [
      'an xls with macros',
      'a.xls',
      oleOf({ Workbook: workbook(0), '_VBA_PROJECT_CUR/': none }),
      '宏',
    ],
    ['an xls with Excel 4 macros', 'a.xls', oleOf({ Workbook: workbook(1) }), '宏'],
    [
      'a ppt with macros',
      'a.ppt',
      oleOf({
        'PowerPoint Document': Uint8Array.from(
          Buffer.from('020000040c000000010000000100000002000000', 'hex'),
        ),
      }),
      '宏',
    ],
    ['a doc with a password', 'a.doc', oleOf({ WordDocument: words(0x0100) }), '密码'],
    [
      'an xls with a password',
      'a.xls',
      oleOf({ Workbook: Uint8Array.from(Buffer.from('09080400000605002f0002000000', 'hex')) }),
      '密码',
    ],
    ['a docx with a password', 'a.docx', oleOf({ EncryptedPackage: none }), '密码'],
    ['a workbook named doc', 'a.doc', oleOf({ Workbook: workbook(0) }), '不是 Word 文件'],
    ['an installer named doc', 'a.doc', oleOf({ Property: none }), '不是 Word 文件'],
    ['half a doc', 'a.doc', oleOf({ WordDocument: words() }).slice(0, 700), '打不开'],
    ['half a docx', 'a.docx', docxOf().slice(20), '扩展名是 docx'],
  ])('refuses %s', (_name, file, bytes, says) => {
    expect(inspectBytes(file, bytes).fault).toContain(says);
  });

  it.each<[string, string, Uint8Array]>([
    ['a docx', 'a.docx', docxOf()],
    [
      'a docx whose template lay on somebody’s disk',
      'a.docx',
      docxOf({
        'word/_rels/settings.xml.rels': relationship(
          'attachedTemplate',
          'file:///C:\\\\Normal.dotm',
        ),
      }),
    ],
    [
      'a docx with a link',
      'a.docx',
      docxOf({
        'word/_rels/document.xml.rels': relationship('hyperlink', 'https://example.org'),
      }),
    ],
    ['a docx with a chart’s workbook', 'a.docx', docxOf({ 'word/embeddings/b.xlsx': xlsxOf() })],
    ['an xlsx', 'a.xlsx', xlsxOf()],
    ['a doc', 'a.doc', oleOf({ WordDocument: words(), '1Table': none })],
    ['an xls', 'a.xls', oleOf({ Workbook: workbook(0) })],
    ['a ppt', 'a.ppt', oleOf({ 'PowerPoint Document': words() })],
  ])('takes %s', (_name, file, bytes) => {
    expect(inspectBytes(file, bytes)).toEqual({});
  });
});
