import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { type Bank, bankSchema } from '#domain/bank.ts';
import type { Problem } from './problem.ts';
import { type ProseEntry, type ProseFolder, readProse } from './read-prose.ts';
import { parseTable, readTable, type TableData } from './read-table.ts';
import { readTextFile } from './read-text-file.ts';
import { PROSE_KINDS, type ProseKind } from './schemas/prose.ts';
import { TABLE_NAMES, type TableName } from './schemas/tables.ts';

/** All of a content directory, as far as it can be read, and every fault of its own text. */
export interface Content {
  directory: string;
  bank?: Bank | undefined;
  tables: { [N in TableName]: TableData<N> };
  prose: { [K in ProseKind]: ProseFolder<K> };
  /** Faults of single files. References between them are for `checkContent`. */
  problems: Problem[];
}

export type TableTexts = { readonly [N in TableName]?: string };

/**
 * Reads a content directory without Astro. Never throws for what an editor can get wrong.
 * @param directory absolute, or relative to the working directory
 * @param instead texts to read in place of catalog files: what an import would write
 */
export function readContent(directory: string, instead: TableTexts = {}): Content {
  const tables = Object.fromEntries(
    TABLE_NAMES.map((name) => {
      const text = instead[name];
      return [name, text === undefined ? readTable(directory, name) : parseTable(name, text)];
    }),
  ) as Content['tables'];
  const prose = Object.fromEntries(
    PROSE_KINDS.map((kind) => [kind, readProse(directory, kind)]),
  ) as Content['prose'];
  const { bank, problems } = readBank(directory);
  if (existsSync(join(directory, 'catalogs'))) {
    for (const { problems: found } of Object.values(tables)) problems.push(...found);
  } else {
    const message = '缺少 catalogs 文件夹，所有目录（CSV 文件）都在里面';
    problems.push({ rank: 'missing-file', file: 'catalogs', message });
  }
  for (const { problems: found } of Object.values(prose)) problems.push(...found);
  return { directory, bank, tables, prose, problems };
}

/** The entries of all folders, published or not. */
export function allProse({ prose }: Pick<Content, 'prose'>): ProseEntry[] {
  return PROSE_KINDS.flatMap<ProseEntry>((kind) => prose[kind].entries);
}

export function readBank(directory: string): { bank?: Bank; problems: Problem[] } {
  const file = 'bank.yaml';
  const { text, problem } = readTextFile(join(directory, file), file);
  if (problem) return { problems: [problem] };
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  if (document.errors.length > 0) {
    const row = document.errors[0]?.linePos?.[0].line;
    const message = 'YAML 写法有误，请核对缩进、冒号后的空格和引号';
    return { problems: [{ rank: 'unreadable', file, row, message }] };
  }
  /** Line of the deepest part of a path that is in the file. */
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lineCounter.linePos(node.range[0]).line;
    return path.length === 0 ? undefined : lineOf(path.slice(0, -1));
  };
  const result = bankSchema.safeParse(document.toJS());
  if (result.success) return { bank: result.data, problems: [] };
  return {
    problems: result.error.issues.map((issue) => ({
      rank: 'cell',
      file,
      row: lineOf(issue.path),
      column: issue.path.join('.') || undefined,
      where: issue.path.length > 0 ? `「${issue.path.join('.')}」` : undefined,
      message: issue.message,
    })),
  };
}
