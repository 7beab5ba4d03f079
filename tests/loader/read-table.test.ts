import { afterEach, describe, expect, it } from 'vitest';
import { readTable } from '../../site/loader/read-table.ts';
import {
  minimalContent,
  removeContent,
  tableText,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

const written: string[] = [];
afterEach(() => {
  for (const directory of written.splice(0)) removeContent(directory);
});

const rows = minimalContent().tables.branches;
const text = tableText('branches', rows);
const [header = '', line = ''] = text.replace('\ufeff', '').split('\n');

function read(file: string | Uint8Array) {
  const draft = minimalContent();
  draft.files['catalogs/branches.csv'] = file;
  const directory = writeContent(draft);
  written.push(directory);
  return readTable(directory, 'branches');
}

describe('readTable', () => {
  it.each([
    ['with a byte order mark', text],
    ['without a byte order mark', text.replace('\ufeff', '')],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    [
      'with CRLF after a quoted cell',
      text.replace('2026-01-01', '"2026-01-01"').replaceAll('\n', '\r\n'),
    ],
    ['without a last line end', text.trimEnd()],
    ['with empty rows that Excel leaves', `${text},,,\n\n`],
    ['with blanks around cells', text.replace('浦东分部', ' 浦东分部　')],
    [
      'with the columns in another order',
      `source,${header.replace(',source', '')}\n测试,${line.replace(',测试', '')}`,
    ],
  ])('reads a file %s', (_name, file) => {
    const { rows: found, problems } = read(file);
    expect(problems).toEqual([]);
    expect(found).toMatchObject([
      { code: 'B1', name: '浦东分部', district: '310115', sampleFields: [] },
    ]);
  });

  it('keeps quoted commas, quotes and line ends within a cell', () => {
    const { rows: found } = read(text.replace('浦东分部', '"浦东""东""分部,\n二楼"'));
    expect(found[0]?.name).toBe('浦东"东"分部,\n二楼');
  });

  it('counts rows as Excel does: a cell of two lines is one row, an empty row is one', () => {
    const bad = line.replace('310115', '浦东').replace('B1', 'B2');
    const { problems } = read(`${header}\n${line.replace('浦东分部', '"浦东\n分部"')}\n\n${bad}\n`);
    expect(problems).toMatchObject([{ row: 4, column: 'district' }]);
  });

  it('gives undefined for an empty cell and numbers as numbers', () => {
    const { rows: found } = read(text);
    expect(found[0]?.address).toBeUndefined();
  });

  it('tells an editor how to save a file that is not UTF-8', () => {
    const gb18030 = Uint8Array.of(0xb4, 0xfa, 0xc2, 0xeb, 0x0a);
    expect(read(gb18030)).toMatchObject({
      readable: false,
      problems: [{ rank: 'unreadable', message: expect.stringContaining('CSV UTF-8') }],
    });
  });

  it.each([
    ['tabs', '\t', '制表符'],
    ['semicolons', ';', '英文分号'],
    ['wide commas', '，', '中文逗号'],
  ])('says that columns are parted by %s, and nothing else', (_name, sign, says) => {
    const { readable, problems } = read(text.replaceAll(',', sign));
    expect(readable).toBe(false);
    expect(problems).toMatchObject([
      { rank: 'unreadable', row: 1, message: expect.stringContaining(says) },
    ]);
  });

  it('knows a workbook that was only renamed', () => {
    expect(read(Uint8Array.from(Buffer.from('PK\u0003\u0004xl/')))).toMatchObject({
      problems: [{ rank: 'unreadable', message: expect.stringContaining('只是改了扩展名') }],
    });
  });

  it('names the column meant by a Chinese title', () => {
    expect(read(text.replace('status', '状态')).problems).toMatchObject([
      { rank: 'header', row: 1, message: '表头里的「状态」请写成 status' },
    ]);
  });

  it('names all missing columns in one line', () => {
    const { problems } = read('code,name\nB1,浦东分部\n');
    expect(problems).toMatchObject([{ message: expect.stringMatching(/status.*updatedAt/) }]);
  });

  it('reads a file that leaves out columns which may be empty', () => {
    const { rows: found, problems } = read(
      'code,name,status,district,source,updatedAt\nB1,浦东分部,current,310115,测试,2026-01-01\n',
    );
    expect(problems).toEqual([]);
    expect(found).toMatchObject([{ code: 'B1', aliases: [], sampleFields: [] }]);
    expect(found[0]?.phone).toBeUndefined();
  });

  it('names a misspelt column even if it could be left out', () => {
    expect(read(text.replace('openingHours', 'openingHour')).problems).toMatchObject([
      { rank: 'header', row: 1, column: 'openingHour' },
    ]);
  });

  it('says that the header is gone', () => {
    const { problems } = read(`${line}\n`);
    expect(problems).toMatchObject([{ row: 1, message: expect.stringContaining('这里应是表头') }]);
  });

  it('names the row of a quote that is never closed', () => {
    const { problems } = read(`${header}\n${line}\n${line.replace('浦东分部', '"浦东')}\n`);
    expect(problems).toMatchObject([{ rank: 'unreadable', row: 3 }]);
  });

  it('names a row with more cells than the header', () => {
    const { problems } = read(`${header}\n${line},多出来的\n`);
    expect(problems).toMatchObject([{ rank: 'cell', row: 2 }]);
  });

  it('says what an empty file lacks', () => {
    expect(read('')).toMatchObject({ problems: [{ rank: 'header', row: 1 }] });
  });
});
