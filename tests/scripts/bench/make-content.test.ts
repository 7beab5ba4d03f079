import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeContent, writeContent } from '../../../scripts/bench/content/make-content.ts';
import { withoutEntryLinks } from '../../../scripts/bench/content/prose.ts';
import { checkContent } from '../../../site/loader/check-content.ts';
import { readTable } from '../../../site/loader/read-table.ts';
import { nameLists } from './name-lists.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jixue-made-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test.each([100, 300, 1000])('content of %i entries is without fault', (entries) => {
  const made = makeContent(nameLists, entries);
  writeContent(directory, made, 'content');
  const { problems, counts } = checkContent(directory);
  expect(problems).toEqual([]);
  expect(counts).toContainEqual({ title: '标准课程', count: made.counts.courses });
});

test('every catalog and every relation has rows, and they read back as they were made', () => {
  const made = makeContent(nameLists, 200);
  writeContent(directory, made, 'content');
  for (const rows of Object.values(made.tables)) expect(rows.length).toBeGreaterThan(0);
  const { rows } = readTable(directory, 'rules');
  expect(rows.map(({ code, name }) => ({ code, name }))).toEqual(
    made.tables.rules.map(({ code, name }) => ({ code, name })),
  );
});

test('the same seed gives the same content, another seed another', () => {
  expect(makeContent(nameLists, 100, 7)).toEqual(makeContent(nameLists, 100, 7));
  expect(makeContent(nameLists, 100, 7)).not.toEqual(makeContent(nameLists, 100, 8));
});

test('ten times the entries have about ten times the rows of each relation', () => {
  const rows = (entries: number) => Object.entries(makeContent(nameLists, entries).tables);
  const many = Object.fromEntries(rows(20_000));
  for (const [name, few] of rows(2_000)) {
    if (['districts', 'branches', 'standards'].includes(name)) continue;
    expect((many[name]?.length ?? 0) / few.length, name).toBeCloseTo(10, 0);
  }
});

test('links to single entries lead to their list, all others stay', () => {
  const text =
    '[甲](/certificates/NCRE-1/) [乙](/nodes/WD01/#majors) [丙](/news/) [丁](/guides/use/)';
  expect(withoutEntryLinks(text)).toBe(
    '[甲](/certificates/) [乙](/nodes/) [丙](/news/) [丁](/guides/use/)',
  );
});
