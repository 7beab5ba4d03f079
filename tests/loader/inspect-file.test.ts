import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { fileNameFault } from '../../site/loader/check/files/file-name-fault.ts';
import { inspectFile } from '../../site/loader/check/files/inspect-file.ts';
import { checkFile } from '../../site/loader/desk/check-file.ts';
import { docxOf, oleOf, pngOf, xlsxOf, zipOf } from '../content-fixtures/made-files.ts';

const room = mkdtempSync(join(tmpdir(), 'inspected-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));
let count = 0;

function inspect(name: string, bytes: Uint8Array, use: 'file' | 'picture' = 'file') {
  count += 1;
  const path = join(room, `${count}${extname(name)}`);
  writeFileSync(path, bytes);
  return inspectFile(path, name, use);
}

const text = (value: string) => Uint8Array.from(Buffer.from(value));
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
const macros = { 'word/vbaProject.bin': 'x' };

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
          '\u0001Ole10Native': text('....\u0002\0安装.exe\0'),
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
    expect(inspect(file, bytes).fault).toContain(says);
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
    expect(inspect(file, bytes)).toEqual({});
  });
});

describe('archives', () => {
  it.each<[string, Record<string, string | Uint8Array>, string]>([
    ['a program', { '工具/安装.EXE': 'MZ' }, '安装.EXE'],
    ['an archive', { 'a/b.zip': 'PK' }, '不能检查'],
    ['a file that goes elsewhere', { '../../etc/a.txt': 'x' }, '放到别处'],
    ['a document with macros', { 'a/表.docx': docxOf(macros) }, '宏'],
  ])('are refused with %s', (_name, parts, says) => {
    expect(inspect('a.zip', zipOf(parts)).fault).toContain(says);
  });

  it('are refused with a password', () => {
    const bytes = Buffer.from(zipOf({ 'a.txt': 'x' }));
    const central = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt16LE(1, central + 8);
    expect(inspect('a.zip', bytes).fault).toContain('密码');
  });

  it('are taken with documents', () => {
    expect(inspect('a.zip', zipOf({ 'a/表.docx': docxOf(), 'a/说明.txt': '说明' }))).toEqual({});
  });
});

describe('PDF files', () => {
  async function pdf(change: (document: PDFDocument) => void | Promise<void>, packed = true) {
    const document = await PDFDocument.create();
    document.addPage([200, 200]);
    await change(document);
    return document.save({ useObjectStreams: packed });
  }
  const launch = (document: PDFDocument) =>
    document.catalog.set(
      PDFName.of('OpenAction'),
      document.context.obj({ S: 'Launch', F: PDFString.of('cmd.exe') }),
    );

  it.each([true, false])('are refused with scripts, packed or not (%s)', async (packed) => {
    const bytes = await pdf((document) => document.addJavaScript('x', 'app.alert(1)'), packed);
    expect(inspect('a.pdf', bytes).fault).toContain('脚本');
  });

  it('are refused when a name is written otherwise', async () => {
    const bytes = await pdf((document) => document.addJavaScript('x', 'y'), false);
    const written = Buffer.from(bytes).toString('latin1');
    const other = written.replaceAll('/JavaScript', '/J#61vaScript').replaceAll('/JS', '/J#53');
    expect(inspect('a.pdf', Buffer.from(other, 'latin1')).fault).toContain('脚本');
  });

  it('are refused when they start a program', async () => {
    expect(inspect('a.pdf', await pdf(launch)).fault).toContain('别的程序');
  });

  it('are refused with a program attached, under any name', async () => {
    const named = await pdf((document) => document.attach(text('x'), '安装.exe'));
    const hidden = await pdf((document) => document.attach(text('MZ\u0090\0'), 'a.txt'));
    expect(inspect('a.pdf', named).fault).toContain('程序文件');
    expect(inspect('a.pdf', hidden).fault).toContain('程序文件');
  });

  it('are taken with another file attached, with a reminder', async () => {
    const bytes = await pdf((document) => document.attach(text('<x/>'), '数据.xml'));
    expect(inspect('a.pdf', bytes)).toEqual({ reminder: expect.stringContaining('1 个文件') });
  });

  it('are refused with a password', async () => {
    const bytes = Buffer.from(await pdf(() => {}, false)).toString('latin1');
    const locked = bytes.replace('trailer\n<<', 'trailer\n<<\n/Encrypt 9 0 R');
    expect(locked).not.toBe(bytes);
    expect(inspect('a.pdf', Buffer.from(locked, 'latin1')).fault).toContain('密码');
  });

  it('are taken otherwise, also when a picture in them holds such words', async () => {
    const harmless = await pdf((document) => {
      document.context.register(document.context.stream('/JavaScript /JS /Launch /Encrypt 1'));
    });
    expect(inspect('a.pdf', harmless)).toEqual({});
  });
});

describe('pictures', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['too wide', 'a.png', pngOf(4001, 10), '4001'],
    ['too high', 'a.png', pngOf(10, 9000), '9000'],
    ['without a width', 'a.png', pngOf(0, 10), '打不开'],
    ['too heavy', 'a.png', pngOf(10, 10, 2 * 1024 * 1024), '上限 2 MB'],
    ['a JPG without its head', 'a.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), '打不开'],
    ['a drawing with a script', 'a.svg', text('<svg><script>1</script></svg>'), '脚本'],
    ['a drawing that acts', 'a.svg', text('<svg onload="x()"/>'), '脚本'],
    [
      'a drawing from elsewhere',
      'a.svg',
      text('<svg><image href="http://x/y.png"/></svg>'),
      '别处',
    ],
  ])('are refused: %s', (_name, file, bytes, says) => {
    expect(inspect(file, bytes, 'picture').fault).toContain(says);
  });

  it.each<[string, Uint8Array]>([
    ['a.png', pngOf(4000, 3000)],
    ['a.gif', Uint8Array.from(Buffer.from('474946383961100020000000', 'hex'))],
    ['a.jpg', Uint8Array.from(Buffer.from('ffd8ffe000040000ffc2000b08002000100300', 'hex'))],
    [
      'a.webp',
      Uint8Array.from(Buffer.from('524946461a000000574542505650384c0d0000002f0f4007000000', 'hex')),
    ],
    ['a.svg', text('<svg viewBox="0 0 9 9"><use href="#a"/><rect fill="url(#b)"/></svg>')],
  ])('are taken: %s', (file, bytes) => {
    expect(inspect(file, bytes, 'picture')).toEqual({});
  });
});

describe('numbers of persons in files', () => {
  const number = '310101199001010012';

  it('keep a table back, wherever they stand', () => {
    const shared = { 'xl/sharedStrings.xml': `<sst><si><t>${number}</t></si></sst>` };
    expect(inspect('a.xlsx', xlsxOf(shared)).fault).toContain('身份证');
    expect(inspect('a.csv', text(`姓名,证件\n某,${number}\n`)).fault).toContain('身份证');
    const runs = `<w:t>310101</w:t><w:t>19900101</w:t></w:r><w:r><w:t>0012</w:t></w:p>`;
    expect(inspect('a.docx', docxOf({ 'word/document.xml': runs })).fault).toContain('身份证');
  });

  it('are looked for in no sheet that only a bomb can be', () => {
    const sheet = { 'xl/worksheets/sheet1.xml': new Uint8Array(65 * 1024 * 1024) };
    expect(inspect('a.xlsx', xlsxOf(sheet)).fault).toContain('太大');
  });

  it('are told from other long numbers, and from the example of the standard', () => {
    const others = '310101199001010013,32264817392055164307,11010519491231002X';
    expect(inspect('a.csv', text(others))).toEqual({});
  });
});

describe('the name and size of a file', () => {
  it.each([
    'a\u202Etxt.pdf',
    ' a.pdf',
    'a.pdf.',
    '..a.pdf',
    'a?.pdf',
    'a#1.pdf',
    'con.pdf',
    `${'长'.repeat(80)}.pdf`,
    'a\n.pdf',
  ])('is refused: %j', (name) => expect(fileNameFault(name)).toContain('文件名'));

  it.each(['关于放假的通知（2026年）.pdf', 'A-1_b c.v2.xlsx', '《办法》·附件1.docx'])(
    'is taken: %s',
    (name) => expect(fileNameFault(name)).toBeUndefined(),
  );

  it('has a limit, with what to do', () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024 + 1);
    expect(inspect('a.pdf', bytes).fault).toContain('上限 20 MB');
  });
});

describe('what an editor is told of a file', () => {
  it('is one sentence, or nothing', () => {
    const path = join(room, 'upload');
    writeFileSync(path, 'MZ');
    expect(checkFile({ path, name: '安装.exe', kind: 'news' })).toMatch(
      /^「安装.exe」.*不能公布.*。$/,
    );
    writeFileSync(path, docxOf(macros));
    expect(checkFile({ path, name: '通知.docx', kind: 'news' })).toMatch(/^「通知.docx」带有宏/);
    writeFileSync(path, docxOf());
    expect(checkFile({ path, name: '通知.docx', kind: 'news' })).toBeNull();
    expect(checkFile({ path, name: '通知.docx', kind: 'help' })).toContain('只能放图片');
  });
});
