import { describe, expect, it } from 'vitest';
import { readDelimited } from '#spreadsheet/read-delimited.ts';

const isColumn = (text: string) => ['代码', '名称', '别名'].includes(text);
const read = (file: string | Buffer) => readDelimited(Buffer.from(file as string), isColumn);
const rows = [
  ['代码', '名称'],
  ['0012', '计算机'],
];

/** 代码,名称 / 0012,计算机 as Excel's plain CSV writes it. */
const GB18030 = Buffer.from('b4fac2eb2cc3fbb3c60d0a303031322cbcc6cbe3bbfa0d0a', 'hex');

describe('a text table', () => {
  it.each([
    ['UTF-8 without a mark', '代码,名称\n0012,计算机\n', 'UTF-8 编码，逗号分隔'],
    ['UTF-8 with a mark', '\ufeff代码,名称\n0012,计算机', 'UTF-8 编码，逗号分隔'],
    ['CRLF', '代码,名称\r\n0012,计算机\r\n', 'UTF-8 编码，逗号分隔'],
    ['CR', '代码,名称\r0012,计算机', 'UTF-8 编码，逗号分隔'],
    ['GB18030', GB18030, 'GB18030（GBK）编码，逗号分隔'],
    [
      'UTF-16, as Excel’s Unicode text',
      Buffer.from('\ufeff代码\t名称\r\n0012\t计算机\r\n', 'utf16le'),
      'UTF-16 编码，制表符分隔',
    ],
    ['semicolons', '代码;名称\n0012;计算机\n', 'UTF-8 编码，分号分隔'],
    ['quotes', '"代码","名称"\n"0012","计算机"\n', 'UTF-8 编码，逗号分隔'],
  ])('is read from %s', (_name, file, how) => {
    const sheet = read(file);
    expect(sheet.rows).toEqual(rows);
    expect(sheet.how).toBe(how);
  });

  it('looks for the header below a title to tell the sign', () => {
    expect(read('课程,2026;年\n代码;名称\n').rows[1]).toEqual(['代码', '名称']);
  });

  it('keeps commas, quotes and line ends within a cell, and empty rows', () => {
    expect(read('代码,名称\n\n1,"甲,""乙""\n丙"\n').rows).toEqual([
      ['代码', '名称'],
      [''],
      ['1', '甲,"乙"\n丙'],
    ]);
  });

  it('knows where characters may have been lost', () => {
    expect(read(GB18030).lossy).toBe(true);
    expect(read('代码').lossy).toBe(false);
  });

  it('names the row of a quote that is never closed', () => {
    expect(() => read('代码,名称\n1,"甲\n2,乙\n')).toThrow('第 2 行起引号不成对');
  });

  it.each([
    ['bytes of neither encoding', Buffer.from('b4fa20ff', 'hex')],
    ['zeros', Buffer.from('a\0b')],
  ])('refuses %s', (_name, bytes) => {
    expect(() => read(bytes)).toThrow('编码认不出来');
  });
});
