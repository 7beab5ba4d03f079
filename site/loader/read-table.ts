import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from './problem.ts';
import { readTextFile } from './read-text-file.ts';
import type { Table } from './schemas/table.ts';
import { type TableName, type TableRows, tables } from './schemas/tables.ts';

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
  /** False when the file or its header is missing: nothing can be said about references to it. */
  readable: boolean;
  problems: Problem[];
}

/** Reads `catalogs/{name}.csv`: UTF-8 with or without BOM, RFC 4180, LF or CRLF. */
export function readTable<N extends TableName>(directory: string, name: N): TableData<N> {
  const file = `catalogs/${name}.csv`;
  const data: TableData<N> = {
    name,
    file,
    rows: [] as TableRows[N],
    lines: [],
    codes: new Set(),
    readable: false,
    problems: [],
  };
  const { text, problem } = readTextFile(join(directory, file), file);
  if (problem) {
    data.problems.push(problem);
    return data;
  }
  const records = parseCsv(text, data);
  if (records) readRecords(records, tables[name], data);
  return data;
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
    if (record.length > header.length) {
      const message = `这一行有 ${record.length} 格，比表头的 ${header.length} 列多，可能是内容里的逗号没有加引号`;
      data.problems.push({ rank: 'cell', file: data.file, row: line, message });
      continue;
    }
    const cells = Object.fromEntries(
      header.map((name, i) => [name, record[i]?.trim() || undefined]),
    );
    const [key] = Object.keys(table.columns);
    if (key && cells[key]) data.codes.add(cells[key]);
    const result = table.schema.safeParse(cells);
    if (result.success) {
      rows.push(result.data);
      data.lines.push(line);
    } else {
      for (const issue of result.error.issues) {
        const column = String(issue.path[0]);
        const title = table.columns[column]?.title;
        const message = title ? `${title}：${issue.message}` : issue.message;
        data.problems.push({ rank: 'cell', file: data.file, row: line, column, message });
      }
    }
  }
}

function headerProblems(header: string[], table: Table, file: string): Problem[] {
  const at = (message: string, column?: string): Problem => ({
    rank: 'header',
    file,
    row: 1,
    column,
    message,
  });
  const known = Object.keys(table.columns);
  if (header.every((name) => name === '')) {
    return [at(`文件是空的，第一行应是表头：${known.join(',')}`)];
  }
  const problems: Problem[] = [];
  for (const [index, name] of header.entries()) {
    if (name === '') problems.push(at(`表头第 ${index + 1} 列没有列名`));
    else if (!known.includes(name)) {
      problems.push(at(`表头里有不认识的列「${name}」，可用的列：${known.join('、')}`, name));
    } else if (header.indexOf(name) !== index)
      problems.push(at(`表头里「${name}」出现了两次`, name));
  }
  for (const name of known) {
    if (!header.includes(name)) {
      problems.push(at(`表头里缺少「${name}」（${table.columns[name]?.title}）这一列`, name));
    }
  }
  return problems;
}
