import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { keepMadeOfFiles } from './made-of-file.ts';
import type { Problem } from './problem.ts';
import { headerProblems, otherDelimiter } from './read-header.ts';
import { readTextFile } from './read-text-file.ts';
import type { Table } from './schemas/table.ts';
import { columnTitle, type TableName, type TableRows, tables } from './schemas/tables.ts';

/** The rows of one catalog file that passed their schema, and all that is wrong with the rest. */
export interface TableData<N extends TableName = TableName> {
  name: N;
  file: string;
  rows: TableRows[N];
  /** `lines[i]` is the row number of `rows[i]` as Excel shows it. */
  lines: number[];
  /**
   * First column of all rows (an entry's code, a relation's owner), faulty ones included, so that
   * one typing error does not raise others.
   */
  codes: Set<string>;
  /** Cells of the rows that did not pass, as far as they can be told apart. */
  faulty: Record<string, string | undefined>[];
  /** False when the file or its header is missing: nothing can be said about references to it. */
  readable: boolean;
  problems: Problem[];
}

/** Two of each, as the live directory and a changed copy of it are looked at in turn. */
const kept = keepMadeOfFiles<TableData>(40);

/** Reads `catalogs/{name}.csv`: UTF-8 with or without BOM, RFC 4180, LF or CRLF. */
export function readTable<N extends TableName>(directory: string, name: N): TableData<N> {
  const path = join(directory, `catalogs/${name}.csv`);
  return kept(path, name, () => readNow(directory, name) as TableData) as TableData<N>;
}

function readNow<N extends TableName>(directory: string, name: N): TableData<N> {
  const file = `catalogs/${name}.csv`;
  const { text, problem } = readTextFile(join(directory, file), file);
  if (!problem) return parseTable(name, text);
  const data = emptyTable(name);
  const table: Table = tables[name];
  if (problem.rank !== 'missing-file' || !table.optional) data.problems.push(problem);
  return data;
}

/** Reads the text of `catalogs/{name}.csv`, without byte order mark. */
export function parseTable<N extends TableName>(name: N, text: string): TableData<N> {
  const data = emptyTable(name);
  const delimiter = otherDelimiter(text, tables[name]);
  if (delimiter) {
    const message = `列与列之间用的是${delimiter}，应是英文逗号。在 Excel 里请用「另存为」，类型选「CSV UTF-8（逗号分隔）」`;
    data.problems.push({ rank: 'unreadable', file: data.file, row: 1, message });
    return data;
  }
  const records = parseCsv(text, data);
  if (records) readRecords(records, tables[name], data);
  return data;
}

function emptyTable<N extends TableName>(name: N): TableData<N> {
  return {
    name,
    file: `catalogs/${name}.csv`,
    rows: [] as TableRows[N],
    lines: [],
    codes: new Set(),
    faulty: [],
    readable: false,
    problems: [],
  };
}

function parseCsv(text: string, data: TableData): string[][] | undefined {
  try {
    return parse(text, {
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error['records'] ?? 0) + 1;
    const message = '从这一行起引号不成对。含逗号、换行或引号的内容要整格放在英文双引号里';
    data.problems.push({ rank: 'unreadable', file: data.file, row, message });
    return undefined;
  }
}

function readRecords(records: string[][], table: Table, data: TableData): void {
  const header = (records[0] ?? []).map((name) => name.trim());
  const problems = headerProblems(header, table, data.file);
  data.problems.push(...problems);
  if (problems.length > 0) return;

  data.readable = true;
  const rows: unknown[] = data.rows;
  for (const [index, record] of records.entries()) {
    if (index === 0 || record.every((cell) => cell.trim() === '')) continue;
    const line = index + 1;
    const cells: Record<string, string | undefined> = Object.fromEntries(
      header.map((name, i) => [name, record[i]?.trim() || undefined]),
    );
    const [key] = Object.keys(table.columns);
    if (key && cells[key]) data.codes.add(cells[key]);
    if (record.length > header.length) {
      data.faulty.push(cells);
      const message = `这一行有 ${record.length} 格，比表头的 ${header.length} 列多，可能是内容里的逗号没有加引号`;
      data.problems.push({ rank: 'cell', file: data.file, row: line, message });
      continue;
    }
    const result = table.schema.safeParse(cells);
    if (result.success) {
      rows.push(result.data);
      data.lines.push(line);
    } else {
      data.faulty.push(cells);
      for (const { path, message } of result.error.issues) {
        const column = String(path[0]);
        const where = columnTitle(data.name, column);
        data.problems.push({ rank: 'cell', file: data.file, row: line, column, where, message });
      }
    }
  }
}
