import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { makeReportNumber } from '#domain/report-number.ts';
import { readManyFile, readManyText } from '../../../site/features/verify/many/read-many.ts';

const number = makeReportNumber('31', 2026, '48173920551643');
const spaced = number.replace(/(\d{4})(?=\d)/g, '$1 ');
const code = '7K3M-9QXD-4T2A-W8RE';
const pairs = ({ rows }: { rows: { number: string; code: string }[] }) =>
  rows.map((row) => [row.number.replaceAll(' ', ''), row.code]);

describe('many reports, however they are written', () => {
  test.each([
    ['commas', `${number},${code}`],
    ['a tab', `${number}\t${code}`],
    ['the code first', `${code}\t${spaced}`],
    ['a serial number and a name before', `1\t王小明\t${spaced}\t${code}`],
    ['words around', `报告编号 ${spaced} 验证码 ${code}，谢谢`],
    ['a semicolon in full width', `${number}；${code}`],
    ['a header', `编号\t验证码\n${number}\t${code}`],
    ['quotes', `"${number}"\t"${code}"`],
  ])('%s', (_, text) => {
    expect(pairs(readManyText(text))).toEqual([[number, code]]);
  });

  test('keeps the columns as they came', () => {
    const { header, rows } = readManyText(`姓名\t报告编号\t验证码\n王小明\t${number}\t\n`);
    expect(header).toEqual(['姓名', '报告编号', '验证码']);
    expect(rows).toEqual([{ cells: ['王小明', number, ''], number, code: '' }]);
  });

  test('reads a workbook, and tells of a number whose digits the spreadsheet has lost', async () => {
    const book = await writeExcelFile([
      ['报告编号', '验证码'],
      [number, code],
      [Number(number), code],
    ]).toBuffer();
    const { rows } = await readManyFile(book);
    expect(rows[0]).toMatchObject({ number, code });
    expect(rows[0]?.fault).toBeUndefined();
    expect(rows[1]?.fault).toContain('位以后的数字已经丢了');
  });

  test('no more than 500, and not none', () => {
    const lines = (count: number) => Array.from({ length: count }, () => number).join('\n');
    expect(readManyText(lines(500)).rows).toHaveLength(500);
    expect(() => readManyText(lines(501))).toThrow('有 501 行，一次最多核验 500 行');
    expect(() => readManyText('报告编号,验证码\n')).toThrow('没有要核验的报告');
  });
});
