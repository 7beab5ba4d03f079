import type { Catalogs } from '../../loader/build-catalogs.ts';
import { catalogs } from '../../loader/catalogs.ts';
import { type TableName, type TableRows, tables } from '../../loader/schemas/tables.ts';

/** Data sets that anyone may take, in the order of the manifest; each is one catalog file. */
export const DATASETS = [
  'courses',
  'majors',
  'certificates',
  'programs',
  'nodes',
  'rules',
  'institutions',
  'standards',
  'major-courses',
  'node-courses',
] as const satisfies readonly TableName[];
export type DatasetName = (typeof DATASETS)[number];

/** A relation has no dates of its own: its rows are part of these entries. */
const OWNERS: Partial<Record<DatasetName, { key: string; table: TableName }>> = {
  'major-courses': { key: 'major', table: 'majors' },
  'node-courses': { key: 'node', table: 'nodes' },
};

type Value = string | number | string[] | null;

export interface Field {
  name: string;
  /** What people call it. */
  title: string;
  note?: string | undefined;
}

export interface Dataset {
  name: DatasetName;
  title: string;
  fields: Field[];
  /** Every row has every field; an absent value is null. */
  rows: Record<string, Value>[];
  /** `YYYY-MM-DD`, the latest of its rows; for a relation, of the entries it belongs to. */
  updated?: string | undefined;
}

const known = new WeakMap<Catalogs, Dataset[]>();

/** Those that this bank has; made once. */
export async function datasets(): Promise<Dataset[]> {
  const bank = await catalogs();
  const found = known.get(bank) ?? makeDatasets(bank);
  known.set(bank, found);
  return found;
}

function makeDatasets(bank: Catalogs): Dataset[] {
  return DATASETS.filter(
    (name) => !('optional' in tables[name]) || bank.tables[name].length > 0,
  ).map((name) => toDataset(name, bank.tables, (code) => bank.course(code)?.name));
}

function toDataset(
  name: DatasetName,
  source: TableRows,
  courseName: (code: string) => string | undefined,
): Dataset {
  const { title, columns } = tables[name];
  const fields: Field[] = Object.entries(columns).map(([field, column]) => ({
    name: field,
    title: column.title,
    note: column.note,
  }));
  const keys = fields.map((field) => field.name);
  const rows = (source[name] as object[]).map((row) => pick(row as Record<string, unknown>, keys));
  const updated = latest(datedRows(name, rows, source));
  if (name !== 'major-courses') return { name, title, fields, rows, updated };
  // Every data set has `code` and `name`; here they are the course's.
  return {
    name,
    title,
    updated,
    fields: [
      { name: 'code', title: '标准课程代码' },
      { name: 'name', title: '标准课程名称' },
      ...fields,
    ],
    rows: rows.map((row) => {
      const code = String(row['course']);
      return { code, name: courseName(code) ?? code, ...row };
    }),
  };
}

function pick(row: Record<string, unknown>, keys: readonly string[]): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, (row[key] ?? null) as Value]));
}

function datedRows(
  name: DatasetName,
  rows: readonly Record<string, Value>[],
  source: TableRows,
): readonly { updatedAt?: unknown }[] {
  const owner = OWNERS[name];
  if (owner === undefined) return rows;
  const codes = new Set(rows.map((row) => row[owner.key]));
  return (source[owner.table] as { code: string; updatedAt?: string }[]).filter(({ code }) =>
    codes.has(code),
  );
}

function latest(rows: readonly { updatedAt?: unknown }[]): string | undefined {
  const dates = rows.map((row) => row.updatedAt).filter((date) => typeof date === 'string');
  return dates.toSorted().at(-1);
}
