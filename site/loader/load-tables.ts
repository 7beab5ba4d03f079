import { contentDirectory } from './content-directory.ts';
import type { Problem } from './problem.ts';
import { parseTable } from './read-table.ts';
import { encodingMessage } from './read-text-file.ts';
import { TABLE_NAMES, type TableRows, tables } from './schemas/tables.ts';
import { stopOnProblems } from './stop-on-problems.ts';

/**
 * The files themselves are taken into the build, so that pages answered on demand need no content
 * directory at run time. A collection of Astro's would cost more than all else together: it
 * writes, bundles and reads back each row three times.
 */
const files = import.meta.glob<string>('@content/catalogs/*.csv', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The rows of every catalog file, as `readTable` reads them. Throws on any fault. */
export function loadTables(): TableRows {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [path.split('/').at(-1), text]),
  );
  const problems: Problem[] = [];
  const rows = TABLE_NAMES.map((name) => {
    const file = `catalogs/${name}.csv`;
    const text = texts.get(`${name}.csv`);
    if (text === undefined) {
      if (!('optional' in tables[name])) {
        problems.push({ rank: 'missing-file', file, message: '缺少这个文件' });
      }
      return [name, []];
    }
    // What was no UTF-8 has become replacement characters by now.
    if (text.includes('\u{fffd}')) {
      problems.push({ rank: 'unreadable', file, message: encodingMessage(file) });
    }
    const table = parseTable(name, text.replace(/^\u{feff}/u, ''));
    problems.push(...table.problems);
    return [name, table.rows];
  });
  stopOnProblems(problems, contentDirectory());
  return Object.fromEntries(rows);
}
