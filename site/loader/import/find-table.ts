import { TABLE_NAMES, type TableName, tables } from '../schemas/tables.ts';

/** The catalog that an editor names in English (`courses`) or by its Chinese title (标准课程). */
export function findTable(name: string): TableName | undefined {
  const wanted = name
    .trim()
    .replace(/\.csv$/i, '')
    .toLowerCase();
  return TABLE_NAMES.find((table) => table === wanted || tables[table].title === wanted);
}

/** All catalogs, a line each, for those who mistyped one. */
export function listTables(): string[] {
  const width = Math.max(...TABLE_NAMES.map((name) => name.length));
  return TABLE_NAMES.map((name) => `  ${name.padEnd(width)}  ${tables[name].title}`);
}
