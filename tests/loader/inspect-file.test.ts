import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { fileNameFault } from '../../site/loader/check/files/file-name-fault.ts';
import { checkFile } from '../../site/loader/desk/check-file.ts';
import { inspectBytes, macros, textBytes } from '../content-fixtures/inspect-bytes.ts';
import { docxOf, pngOf, xlsxOf, zipOf } from '../content-fixtures/made-files.ts';

describe('archives', () => {
  it.each<[string, Record<string, string | Uint8Array>, string]>([
    ['a program', { '工具/安装.EXE': 'MZ' }, '安装.EXE'],
    ['an archive', { 'a/b.zip': 'PK' }, '不能检查'],
    ['a file that goes elsewhere', { '../../etc/a.txt': 'x' }, '放到别处'],
    ['a document with macros', { 'a/表.docx': docxOf(macros) }, '宏'],
  ])('are refused with %s', (_name, parts, says) => {
    expect(inspectBytes('a.zip', zipOf(parts)).fault).toContain(says);
  });

  it('are refused with a password', () => {
    const bytes = Buffer.from(zipOf({ 'a.txt': 'x' }));
    const central = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt16LE(1, central + 8);
    expect(inspectBytes('a.zip', bytes).fault).toContain('密码');
  });

  it('are taken with documents', () => {
    expect(inspectBytes('a.zip', zipOf({ 'a/表.docx': docxOf(), 'a/说明.txt': '说明' }))).toEqual(
      {},
    );
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
    expect(inspectBytes('a.pdf', bytes).fault).toContain('脚本');
  });

  it('are refused when a name is written otherwise', async () => {
    const bytes = await pdf((document) => document.addJavaScript('x', 'y'), false);
    const written = Buffer.from(bytes).toString('latin1');
    const other = written.replaceAll('/JavaScript', '/J#61vaScript').replaceAll('/JS', '/J#53');
    expect(inspectBytes('a.pdf', Buffer.from(other, 'latin1')).fault).toContain('脚本');
  });

  it('are refused when they start a program', async () => {
    expect(inspectBytes('a.pdf', await pdf(launch)).fault).toContain('别的程序');
  });

  it('are refused with a program attached, under any name', async () => {
    const named = await pdf((document) => document.attach(textBytes('x'), '安装.exe'));
    const hidden = await pdf((document) => document.attach(textBytes('MZ\u0090\0'), 'a.txt'));
    expect(inspectBytes('a.pdf', named).fault).toContain('程序文件');
    expect(inspectBytes('a.pdf', hidden).fault).toContain('程序文件');
  });

  it('are taken with another file attached, with a reminder', async () => {
    const bytes = await pdf((document) => document.attach(textBytes('<x/>'), '数据.xml'));
    expect(inspectBytes('a.pdf', bytes)).toEqual({ reminder: expect.stringContaining('1 个文件') });
  });

  it('are refused with a password', async () => {
    const bytes = Buffer.from(await pdf(() => {}, false)).toString('latin1');
    const locked = bytes.replace('trailer\n<<', 'trailer\n<<\n/Encrypt 9 0 R');
    expect(locked).not.toBe(bytes);
    expect(inspectBytes('a.pdf', Buffer.from(locked, 'latin1')).fault).toContain('密码');
  });

  it('are taken otherwise, also when a picture in them holds such words', async () => {
    const harmless = await pdf((document) => {
      document.context.register(document.context.stream('/JavaScript /JS /Launch /Encrypt 1'));
    });
    expect(inspectBytes('a.pdf', harmless)).toEqual({});
  });
});

describe('pictures', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['too wide', 'a.png', pngOf(4001, 10), '4001'],
    ['too high', 'a.png', pngOf(10, 9000), '9000'],
    ['without a width', 'a.png', pngOf(0, 10), '打不开'],
    ['too heavy', 'a.png', pngOf(10, 10, 2 * 1024 * 1024), '上限 2 MB'],
    ['a JPG without its head', 'a.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), '打不开'],
    ['a drawing with a script', 'a.svg', textBytes('<svg><script>1</script></svg>'), '脚本'],
    ['a drawing that acts', 'a.svg', textBytes('<svg onload="x()"/>'), '脚本'],
    [
      'a drawing from elsewhere',
      'a.svg',
      textBytes('<svg><image href="http://x/y.png"/></svg>'),
      '别处',
    ],
  ])('are refused: %s', (_name, file, bytes, says) => {
    expect(inspectBytes(file, bytes, 'picture').fault).toContain(says);
  });

  it.each<[string, Uint8Array]>([
    ['a.png', pngOf(4000, 3000)],
    ['a.gif', Uint8Array.from(Buffer.from('474946383961100020000000', 'hex'))],
    ['a.jpg', Uint8Array.from(Buffer.from('ffd8ffe000040000ffc2000b08002000100300', 'hex'))],
    [
      'a.webp',
      Uint8Array.from(Buffer.from('524946461a000000574542505650384c0d0000002f0f4007000000', 'hex')),
    ],
    ['a.svg', textBytes('<svg viewBox="0 0 9 9"><use href="#a"/><rect fill="url(#b)"/></svg>')],
  ])('are taken: %s', (file, bytes) => {
    expect(inspectBytes(file, bytes, 'picture')).toEqual({});
  });
});

describe('numbers of persons in files', () => {
  const number = '310101199001010012';

  it('keep a table back, wherever they stand', () => {
    const shared = { 'xl/sharedStrings.xml': `<sst><si><t>${number}</t></si></sst>` };
    expect(inspectBytes('a.xlsx', xlsxOf(shared)).fault).toContain('身份证');
    expect(inspectBytes('a.csv', textBytes(`姓名,证件\n某,${number}\n`)).fault).toContain('身份证');
    const runs = `<w:t>310101</w:t><w:t>19900101</w:t></w:r><w:r><w:t>0012</w:t></w:p>`;
    expect(inspectBytes('a.docx', docxOf({ 'word/document.xml': runs })).fault).toContain('身份证');
  });

  it('are looked for in no sheet that only a bomb can be', () => {
    const sheet = { 'xl/worksheets/sheet1.xml': new Uint8Array(65 * 1024 * 1024) };
    expect(inspectBytes('a.xlsx', xlsxOf(sheet)).fault).toContain('太大');
  });

  it('are told from other long numbers, and from the example of the standard', () => {
    const others = '310101199001010013,32264817392055164307,11010519491231002X';
    expect(inspectBytes('a.csv', textBytes(others))).toEqual({});
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
    expect(inspectBytes('a.pdf', bytes).fault).toContain('上限 20 MB');
  });
});

describe('what an editor is told of a file', () => {
  const room = mkdtempSync(join(tmpdir(), 'inspected-'));
  afterAll(() => rmSync(room, { recursive: true }));

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
