import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { fileKind } from '#spreadsheet/file-kind.ts';
import { readWorkbook } from '#spreadsheet/read-workbook.ts';
import { type RawWorkbook, rawWorkbook, zipOf } from '../content-fixtures/raw-workbook.ts';

const read = (book: RawWorkbook, sheet?: string) => readWorkbook(rawWorkbook(book), sheet);
/** The cells of a workbook of one row. */
const cells = async (row: string, book: Partial<RawWorkbook> = {}) =>
  (await read({ ...book, rows: `<row r="1">${row}</row>` })).rows[0];
const fault = (says: string) => ({ fault: expect.stringContaining(says) });

describe('a workbook as Excel writes it', () => {
  it('reads shared strings, rich text without the phonetic run, and inline strings', async () => {
    const sharedStrings =
      '<si><t>代码</t></si>' +
      '<si><r><rPr><b/></rPr><t>计算机</t></r><r><t xml:space="preserve"> 应用基础</t></r></si>' +
      '<si><t>重庆</t><rPh sb="0" eb="2"><t>チョンチン</t></rPh><phoneticPr fontId="1"/></si>';
    const row =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>' +
      '<c r="E1" t="inlineStr"><is><t>0012</t></is></c>';
    expect(await cells(row, { sharedStrings })).toEqual([
      '代码',
      '计算机 应用基础',
      '重庆',
      '',
      '0012',
    ]);
  });

  it.each([
    ['3', '3'],
    ['2.5', '2.5'],
    ['4.0999999999999996', '4.1'],
    ['0.30000000000000004', '0.3'],
    ['1E-3', '0.001'],
    ['13800000000', '13800000000'],
    ['0', '0'],
    ['-2', '-2'],
  ])('writes the number %s as %s', async (value, text) => {
    expect(await cells(`<c r="A1"><v>${value}</v></c>`)).toEqual([text]);
  });

  it.each(['1E+21', '110105194912310020', '1.1010519491231002E+17'])(
    'does not take %s for what was typed',
    async (value) => {
      expect(await cells(`<c r="A1"><v>${value}</v></c>`)).toMatchObject([fault('15 位')]);
    },
  );

  it('reads what people see: percents, zeros of a number format, booleans, results of formulas', async () => {
    const row =
      '<c r="A1" s="1"><v>0.07</v></c><c r="B1" s="2"><v>12</v></c><c r="C1" t="b"><v>1</v></c>' +
      '<c r="D1" t="str"><f>A2&amp;"x"</f><v>甲x</v></c><c r="E1"><f>1+2</f><v>3</v></c>';
    expect(await cells(row, { formats: ['0%', '0000'] })).toEqual([
      '7%',
      '0012',
      'TRUE',
      '甲x',
      '3',
    ]);
  });

  it.each([
    ['yyyy/m/d', '46027'],
    ['yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', '46027'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '46027'],
    ['yyyy-mm-dd hh:mm', '46027.999'],
  ])('reads a date of format %s', async (format, value) => {
    expect(await cells(`<c r="A1" s="1"><v>${value}</v></c>`, { formats: [format] })).toEqual([
      { date: '2026-01-05' },
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const row = '<c r="A1" s="1"><v>44565</v></c>';
    expect(await cells(row, { formats: ['yyyy/m/d'], date1904: true })).toEqual([
      { date: '2026-01-05' },
    ]);
  });

  it('does not take a time of day for a date', async () => {
    const row = '<c r="A1" s="1"><v>0.375</v></c>';
    expect(await cells(row, { formats: ['h:mm'] })).toMatchObject([fault('时间')]);
  });

  it('names the errors of formulas, even in the last cell of all', async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>' +
      '<row r="3"><c r="C3" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c></row>';
    expect((await read({ rows })).rows[2]).toMatchObject(['', '', fault('#N/A')]);
  });

  it('names a formula that was never calculated', async () => {
    expect(await cells('<c r="A1"><f>B1*2</f></c>')).toMatchObject([fault('没有算出结果')]);
  });

  it('keeps the row numbers of Excel where rows are left out', async () => {
    const rows = '<row r="4"><c r="B4"><v>1</v></c></row>';
    expect((await read({ rows })).rows).toEqual(
      [[], [], [], ['', '1']].map((row) => (row.length ? row : expect.anything())),
    );
  });

  it('tells merged cells and hidden rows', async () => {
    const sheet = await read({
      rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>',
      after: '<mergeCells count="1"><mergeCell ref="B2:AA4"/></mergeCells>',
    });
    expect(sheet.merged).toEqual([{ firstRow: 2, lastRow: 4, firstColumn: 2, lastColumn: 27 }]);
    expect(sheet.notices).toEqual([expect.stringContaining('有 1 行被隐藏')]);
  });

  it('ends lines within a cell with LF', async () => {
    expect(await cells('<c r="A1" t="inlineStr"><is><t>甲_x000D_\n乙</t></is></c>')).toEqual([
      '甲\n乙',
    ]);
  });
});

describe('the sheets of a workbook', () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';

  it('reads the first and says what it left', async () => {
    const sheet = await read({
      rows,
      sheetName: '课程',
      otherSheets: [['说明'], ['旧', 'hidden']],
    });
    expect(sheet.rows).toEqual([['1']]);
    expect(sheet.how).toContain('「课程」');
    expect(sheet.unread).toEqual(['说明']);
    expect(sheet.notices).toEqual([]);
  });

  it('reads the named one, and names all where there is none', async () => {
    expect((await read({ rows, otherSheets: [['说明 &amp; 例']] }, '说明 & 例')).rows).toEqual([]);
    await expect(read({ rows, otherSheets: [['说明']] }, '课程')).rejects.toThrow(
      '「Sheet1」、「说明」',
    );
  });
});

it('reads what another program writes', async () => {
  const bytes = await writeXlsxFile([
    [{ value: '0012' }, { value: 3 }, { value: true }, null],
    [
      { value: new Date(Date.UTC(2026, 0, 5)), type: Date, format: 'yyyy/m/d' },
      { value: 0.4, format: '0%' },
      null,
      null,
    ],
  ]).toBuffer();
  expect(fileKind(bytes)).toBe('workbook');
  const [first, second] = (await readWorkbook(bytes)).rows;
  expect(first?.slice(0, 3)).toEqual(['0012', '3', 'TRUE']);
  expect(second?.slice(0, 2)).toEqual([{ date: '2026-01-05' }, '40%']);
});

it.each([
  ['cut off', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  [
    'with a sheet that is no XML',
    () =>
      zipOf({
        'xl/workbook.xml': '<workbook><sheets><sheet name="a" r:id="rId1"/>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="a.xml"/>',
        'xl/a.xml': '<<<',
      }),
  ],
])('asks to save a workbook anew that is %s', async (_name, damage) => {
  const bytes = damage(rawWorkbook({ rows: '' }));
  await expect(readWorkbook(bytes)).rejects.toThrow('另存为');
});

it('refuses what would fill the memory once unpacked', async () => {
  const bytes = zipOf({ 'xl/workbook.xml': '', 'xl/a.xml': '' });
  const directory = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
  bytes.writeUInt32LE(500 * 1024 * 1024, directory + 24);
  await expect(readWorkbook(bytes)).rejects.toThrow('500 MB');
});
