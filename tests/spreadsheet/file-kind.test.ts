import { expect, it } from 'vitest';
import { fileKind } from '#spreadsheet/file-kind.ts';
import { rawWorkbook, zipOf } from '../content-fixtures/raw-workbook.ts';

const hex = (start: string) => Buffer.concat([Buffer.from(start, 'hex'), Buffer.alloc(64, 1)]);
const compound = 'd0cf11e0a1b11ae1';

it('tells workbooks and text by their bytes', () => {
  expect(fileKind(rawWorkbook({ rows: '' }))).toBe('workbook');
  expect(fileKind(Buffer.from('代码,名称\n'))).toBe('text');
  // 代码 in GB18030, which is no UTF-8.
  expect(fileKind(Buffer.from('b4fac2eb0a', 'hex'))).toBe('text');
});

it.each([
  ['an empty file', Buffer.alloc(0), '空的'],
  ['an old workbook', hex(compound), '旧版表格（.xls 或 .et）'],
  [
    'a workbook with a password',
    Buffer.concat([hex(compound), Buffer.from('EncryptedPackage', 'utf16le')]),
    '去掉密码',
  ],
  ['Numbers', zipOf({ 'Index/Document.iwa': '' }), '.numbers'],
  ['a binary workbook', zipOf({ 'xl/workbook.bin': '' }), '.xlsb'],
  ['OpenDocument', zipOf({ 'META-INF/application/opendocument.spreadsheet': '' }), '.ods'],
  ['a Word document', zipOf({ 'word/document.xml': '' }), 'Word 文档'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'PDF 文档'],
  ['a picture', hex('89504e470d0a1a0a'), 'PNG 图片'],
  ['a web page', Buffer.from('\r\n<html><table>'), '网页'],
  ['a web page with a mark', Buffer.from('\ufeff<!DOCTYPE html>'), '网页'],
  ['Excel 2003 XML', Buffer.from('<?xml version="1.0"?><?mso-application?>'), 'XML'],
])('says that %s is none of these', (_name, bytes, says) => {
  expect(() => fileKind(bytes)).toThrow(says);
});
