import { readTable } from './read-table.ts';
import { TABLE_NAMES, type TableRows } from './schemas/tables.ts';
import { stopOnProblems } from './stop-on-problems.ts';

/**
 * The rows of every catalog file, as `readTable` reads them. Throws on any fault. For pages made by
 * the build and in watch mode: at run time there need not be a content directory.
 */
export async function loadTables(directory: string): Promise<TableRows> {
  // In watch mode Vite has to know the files, to make pages anew when one changes. Not in a build:
  // it would parse and write megabytes of text, once for each kind of page.
  if (import.meta.env.DEV) {
    const files = import.meta.glob('@content/catalogs/*.csv', { query: '?raw' });
    await Promise.all(Object.values(files).map((watch) => watch()));
  }
  const data = TABLE_NAMES.map((name) => readTable(directory, name));
  stopOnProblems(
    data.flatMap(({ problems }) => problems),
    directory,
  );
  return Object.fromEntries(data.map(({ name, rows }) => [name, rows])) as unknown as TableRows;
}
