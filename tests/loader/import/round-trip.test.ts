import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnLetters } from '#spreadsheet/sheet.ts';
import { planImport } from '../../../site/loader/import/plan-import.ts';
import { readPresentTable } from '../../../site/loader/import/present-table.ts';
import { STATUS_NAMES } from '../../../site/loader/schemas/entity-columns.ts';
import type { Columns } from '../../../site/loader/schemas/table.ts';
import { TABLE_NAMES, type TableName, tables } from '../../../site/loader/schemas/tables.ts';
import { importInto, TODAY, workbookOf } from '../../content-fixtures/importing.ts';
import { tableText } from '../../content-fixtures/minimal-content.ts';
import { propertyRuns } from '../../support/property-runs.ts';

/** What an editor sees who opens a catalog file: Chinese titles, then the rows. */
function sheetOf(name: TableName, rows: readonly Record<string, string>[]): string[][] {
  const columns: Columns = tables[name].columns;
  return [
    Object.values(columns).map(({ title }) => title),
    ...rows.map((row) => Object.keys(columns).map((column) => row[column] ?? '')),
  ];
}

const textOf = (signs: string) =>
  fc
    .string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 12 })
    .map((text) => text.trim())
    .filter((text) => text !== '');
const words = textOf('甲乙丙丁aB1 ·（）％𠮷é?=+-@\'"');
const prose = textOf('甲乙丙丁aB1 ,，。、；"\n𠮷|\t');
const listOf = (item: fc.Arbitrary<string>) =>
  fc.array(item, { maxLength: 3 }).map((items) => items.join('|'));
const maybe = (value: fc.Arbitrary<string>) => fc.option(value, { nil: '' });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Courses without fault, beside those that the rest of the content needs. */
const course = fc.record({
  code: fc.stringMatching(/^N[A-Za-z0-9-]{1,8}$/),
  name: prose,
  aliases: listOf(words),
  formerNames: listOf(words),
  status: fc.constantFrom('current', 'suspended', 'retired'),
  effectiveFrom: maybe(day),
  level: fc.constantFrom('中职', '本科'),
  frameworkLevel: fc.constantFrom('5', '6'),
  credits: fc.integer({ min: 1, max: 40 }).map((half) => String(half / 2)),
  hours: maybe(fc.integer({ min: 1, max: 500 }).map(String)),
  discipline: maybe(prose),
  nature: fc.constantFrom('必修', '选修', '实践'),
  learningOutcomes: listOf(textOf('甲乙，、 a')),
  source: prose,
  sampleFields: fc.subarray(['credits', 'hours']).map((names) => names.join('|')),
  updatedAt: day,
});
const courses = fc.uniqueArray(course, {
  selector: ({ code }) => code.toLowerCase(),
  minLength: 1,
  maxLength: 8,
});

describe('a catalog that goes out and comes back', () => {
  it('is the same, to the byte, as CSV and as workbook', { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(courses, fc.boolean(), async (rows, asWorkbook) => {
        const bank = importInto();
        const needed = readPresentTable(bank.directory, 'courses').rows.map(({ cells }) => cells);
        const all = [...needed, ...rows];
        const text = tableText('courses', all);
        const file = asWorkbook ? await workbookOf(sheetOf('courses', all)) : text;
        const plan = await bank.run('courses', file);
        expect([...plan.faults, ...plan.consequences]).toEqual([]);
        expect(bank.text('courses')).toBe(text);
        expect((await bank.run('courses', file)).changes).toEqual([]);
        expect(bank.text('courses')).toBe(text);
        bank.remove();
      }),
      propertyRuns(15),
    ),
  );

  it('changes nothing the second time, however its cells are written', { timeout: 600_000 }, () => {
    const sloppy = fc.record({
      rows: courses,
      date: fc.constantFrom('/', '.', '年'),
      padding: fc.constantFrom('', ' ', '　'),
      bar: fc.constantFrom('|', '｜', '\n'),
    });
    return fc.assert(
      fc.asyncProperty(sloppy, async ({ rows, date, padding, bar }) => {
        const written = rows.map((row) => ({
          ...row,
          aliases: row.aliases.replaceAll('|', bar),
          credits: `${padding}${row.credits}${row.credits.includes('.') ? '0' : '.0'}`,
          status: STATUS_NAMES[row.status as keyof typeof STATUS_NAMES],
          effectiveFrom: row.effectiveFrom.replaceAll('-', date === '年' ? '/' : date),
          updatedAt: '',
        }));
        const bank = importInto();
        const file = await workbookOf(sheetOf('courses', written));
        const first = await bank.run('courses', file);
        expect(first.faults).toEqual([]);
        expect(first.changes).toHaveLength(rows.length);
        expect((await bank.run('courses', file, { today: '2026-07-01' })).changes).toEqual([]);
        bank.remove();
      }),
      propertyRuns(10),
    );
  });
});

describe('the demonstration content', () => {
  const directory = 'content';

  it.each(TABLE_NAMES)('comes back unchanged: %s', async (name) => {
    const rows = readPresentTable(directory, name).rows.map(({ cells }) => cells);
    const files = [
      readFileSync(join(directory, 'catalogs', `${name}.csv`)),
      await workbookOf(sheetOf(name, rows)),
    ];
    for (const bytes of files) {
      const plan = await planImport({ directory, name, fileName: '表', bytes, today: TODAY });
      expect(plan).toMatchObject({ faults: [], changes: [], unchanged: rows.length });
    }
  });
});

it('names columns as Excel does', () => {
  expect([1, 26, 27, 52, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
});
