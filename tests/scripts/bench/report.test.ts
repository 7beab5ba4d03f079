import { expect, test } from 'vitest';
import type { BuildResult } from '../../../scripts/bench/build.ts';
import { barsOf, mainTable, partsTable } from '../../../scripts/bench/build-report.ts';
import { formatTable, screenWidth } from '../../../scripts/bench/format-table.ts';

const GIGABYTE = 1024 ** 3;

function result(size: number, ours: number, bare: number, peak = 1): BuildResult {
  return {
    size,
    entries: size,
    rows: size * 6,
    pages: size,
    pageBytes: size * 10_000,
    ours: {
      cpuSeconds: ours,
      peakBytes: peak * GIGABYTE,
      wallSeconds: ours,
      parts: { 检查内容: ours / 4, 画条目页: (ours * 3) / 4 },
    },
    bare: { cpuSeconds: bare, peakBytes: GIGABYTE, wallSeconds: bare },
    floor: { cpuSeconds: bare / 2, peakBytes: GIGABYTE, wallSeconds: bare / 2 },
  };
}

test('columns stand under each other though Chinese is twice as wide', () => {
  expect(screenWidth('条目 a（1）')).toBe(11);
  const lines = formatTable([
    ['', '一'],
    ['条目', '1000'],
    ['页', '7'],
  ]).split('\n');
  expect(lines.map(screenWidth)).toEqual([10, 10, 10, 10]);
  expect(lines[3]).toBe('页       7');
});

test('the tables name each size, both ratios and the share of each part', () => {
  const results = [result(1000, 12, 8), result(10_000, 80, 100)];
  expect(mainTable(results)).toMatch(/与空白站点之比\s+1\.50\s+0\.80/);
  expect(mainTable(results)).toMatch(/与下限之比（不设标准）\s+3\.00\s+1\.60/);
  expect(partsTable(results)).toMatch(/检查内容\s+3\.0 {2}25%\s+20\.0 {2}25%/);
});

test('each bar is judged by itself', () => {
  const kept = barsOf([result(1000, 12, 8), result(10_000, 120, 80)]);
  expect(kept.map((bar) => bar.kept)).toEqual([true, true, true, true, true]);
  const over = barsOf([result(1000, 12.2, 8), result(10_000, 160, 120, 3.1)]);
  expect(over.map((bar) => bar.kept)).toEqual([false, true, true, false, false]);
});
