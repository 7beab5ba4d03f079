import { describe, expect, it } from 'vitest';
import type { SheetCell } from '#spreadsheet/sheet.ts';
import { cellReaders } from '../../../site/loader/import/read-cell.ts';
import { type TableName, tables } from '../../../site/loader/schemas/tables.ts';

const read = (table: TableName, column: string, cell: SheetCell) =>
  cellReaders(tables[table])[column]?.(cell);

/** Cells that read as something, by column. */
function reads(name: string, table: TableName, column: string, cases: [SheetCell, string][]) {
  it.each(cases)(`${name}: %j reads as %j`, (cell, text) => {
    expect(read(table, column, cell)).toEqual({ text });
  });
}

/** Cells that are sent back. */
function refuses(name: string, table: TableName, column: string, cases: [SheetCell, string][]) {
  it.each(cases)(`${name}: %j is sent back`, (cell, says) => {
    expect(read(table, column, cell)?.fault).toContain(says);
  });
}

describe('a cell', () => {
  reads('date', 'courses', 'effectiveFrom', [
    ...[
      '2026-01-05',
      '2026/1/5',
      '2026.1.5',
      '2026-1-5',
      '2026年1月5日',
      '2026 年 1 月 5 日',
      '２０２６／１／５',
      '20260105',
      '2026/1/5 0:00',
      '2026-01-05 00:00:00',
      '2026-01-05T00:00:00.000Z',
    ].map((text): [SheetCell, string] => [text, '2026-01-05']),
    [{ date: '2026-01-05' }, '2026-01-05'],
    ['2026/2/30', '2026-02-30'],
    ['今年', '今年'],
    ['', ''],
  ]);
  refuses('date', 'courses', 'effectiveFrom', [
    ['1/5/2026', '哪个是年'],
    ['26-1-5', '哪个是年'],
    ['46027', '（2026-01-05）'],
    ['2026年1月', '请写到日'],
    ['2026', '请写到日'],
    ['2026/1', '请写到日'],
  ]);
  reads('code', 'courses', 'code', [
    ['0012', '0012'],
    [' ＫＣ０００１　', 'KC0001'],
    ['KC\u200b0001', 'KC0001'],
    ["'0012", '0012'],
    ['="0012"', '0012'],
    ['KC 0001', 'KC 0001'],
  ]);
  refuses('code', 'courses', 'code', [
    ['4.13101E+11', '当成数字'],
    ['1月2日', '当成了日期'],
    ['2-Jan', '当成了日期'],
    [{ date: '2026-01-02' }, '当成了日期（2026-01-02）'],
    [{ shown: '#N/A', fault: '公式出错' }, '公式出错'],
  ]);
  reads('number', 'courses', 'credits', [
    ['3', '3'],
    ['3.0', '3'],
    ['03', '3'],
    ['2.50', '2.5'],
    ['10', '10'],
    ['１．５', '1.5'],
    ['三', '三'],
    ['3 学分', '3 学分'],
  ]);
  reads('percent', 'rules', 'ratio', [
    ['40', '40'],
    ['40%', '40'],
    ['４０％', '40'],
    ['100.0%', '100'],
    ['0.5%', '0.5'],
  ]);
  refuses('percent', 'rules', 'ratio', [['0.4', '是不是 40%']]);
  reads('choice', 'courses', 'status', [
    ['现行', 'current'],
    ['Current', 'current'],
    ['停用 ', 'retired'],
    ['在用', '在用'],
  ]);
  reads('choice of Chinese words', 'certificates', 'kind', [
    ['1＋x职业技能等级', '1+X职业技能等级'],
  ]);
  reads('list', 'courses', 'aliases', [
    ['甲|乙', '甲|乙'],
    ['甲 ｜ 乙｜', '甲|乙'],
    ['甲\n乙\n', '甲|乙'],
    ['甲、乙|', '甲、乙'],
    ['甲、乙|丙', '甲、乙|丙'],
    ['甲', '甲'],
  ]);
  refuses('list', 'courses', 'aliases', [
    ['甲、乙', '「、」'],
    ['甲；乙', '「；」'],
    ['甲,乙', '「,」'],
  ]);
  reads('sentences', 'courses', 'learningOutcomes', [
    ['能写文字、表格，会用键盘', '能写文字、表格，会用键盘'],
  ]);
  refuses('sentences', 'courses', 'learningOutcomes', [['能写；能算', '「；」']]);
  reads('list of choices', 'institutions', 'roles', [
    ['发证机构、高校网点', 'issuer|node'],
    ['issuer， node', 'issuer|node'],
  ]);
  reads('list of columns', 'courses', 'sampleFields', [
    ['银行学分、hours|没有的列', 'credits|hours|没有的列'],
  ]);
  reads('text', 'courses', 'name', [
    ['\u00a0计算机　', '计算机'],
    ['第１部分', '第１部分'],
    ['甲\n乙', '甲\n乙'],
  ]);
  refuses('text', 'courses', 'name', [
    ['计算�', '乱码'],
    ['长'.repeat(10_001), '最多 10000 个字'],
    [{ date: '2026-03-01' }, '设为「文本」'],
    ['1.38E+10', '当成数字'],
  ]);
});
