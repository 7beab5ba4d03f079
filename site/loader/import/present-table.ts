import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { OperatorError } from '#domain/operator-error.ts';
import { formatProblem } from '../problem.ts';
import { parseTable } from '../read-table.ts';
import { readTextFile } from '../read-text-file.ts';
import { type TableName, tables } from '../schemas/tables.ts';

/** Cells as the file writes them; an empty cell is ''. */
export type Cells = Record<string, string>;

export interface PresentRow {
  cells: Cells;
  /** The row's own bytes, without line end: what is not touched stays as it was. */
  raw: string;
  /** Row number as Excel shows it. */
  line: number;
}

export interface PresentTable {
  /** Column names in the order of the file; those of the schema where there is no file yet. */
  header: string[];
  rows: PresentRow[];
  /** The file as it is, without byte order mark; '' where there is none yet. */
  text: string;
}

/**
 * The catalog file that an import goes into, row by row as text.
 * @throws OperatorError when its own header or quotes are wrong: nothing can be added to such a file
 */
export function readPresentTable(directory: string, name: TableName): PresentTable {
  const file = `catalogs/${name}.csv`;
  const { text, problem } = readTextFile(join(directory, file), file);
  if (problem?.rank === 'missing-file') {
    return { header: Object.keys(tables[name].columns), rows: [], text: '' };
  }
  const problems = problem ? [problem] : parseTable(name, text).problems;
  const unsound = problems.filter(
    ({ rank, column }) => rank === 'unreadable' || rank === 'header' || column === undefined,
  );
  if (text === undefined || unsound.length > 0) {
    throw new OperatorError([
      `${file} 现在就有问题，请先改好它再导入：`,
      ...unsound.map((one) => formatProblem(one, directory)),
    ]);
  }
  return splitRows(text);
}

function splitRows(text: string): PresentTable {
  const records = parse(text, {
    raw: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
  }) as unknown as { record: string[]; raw: string }[];
  const header = (records[0]?.record ?? []).map((name) => name.trim());
  const rows = records.flatMap(({ record, raw }, index) => {
    if (index === 0 || record.every((cell) => cell.trim() === '')) return [];
    const cells = Object.fromEntries(header.map((name, i) => [name, record[i]?.trim() ?? '']));
    return { cells, raw: raw.replace(/[\r\n]+$/, ''), line: index + 1 };
  });
  return { header, rows, text };
}
