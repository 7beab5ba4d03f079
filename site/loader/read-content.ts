import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { type Bank, bankSchema } from '#domain/bank.ts';
import type { Problem } from './problem.ts';
import { type ProseEntry, type ProseFolder, readProse } from './read-prose.ts';
import { readTable, type TableData } from './read-table.ts';
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

/**
 * Reads a content directory without Astro. Never throws for what an editor can get wrong.
 * @param directory absolute, or relative to the working directory
 */
export function readContent(directory: string): Content {
  const tables = Object.fromEntries(
    TABLE_NAMES.map((name) => [name, readTable(directory, name)]),
  ) as Content['tables'];
  const prose = Object.fromEntries(
    PROSE_KINDS.map((kind) => [kind, readProse(directory, kind)]),
  ) as Content['prose'];
  const { bank, problems } = readBank(directory);
  for (const { problems: found } of Object.values(tables)) problems.push(...found);
  for (const { problems: found } of Object.values(prose)) problems.push(...found);
  return { directory, bank, tables, prose, problems };
}

/** The entries of all folders, published or not. */
export function allProse({ prose }: Pick<Content, 'prose'>): ProseEntry[] {
  return PROSE_KINDS.flatMap<ProseEntry>((kind) => prose[kind].entries);
}

function readBank(directory: string): { bank?: Bank; problems: Problem[] } {
  const file = 'bank.yaml';
  const { text, problem } = readTextFile(join(directory, file), file);
  if (problem) return { problems: [problem] };
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    const row = document.errors[0]?.linePos?.[0].line;
    const message = 'YAML 写法有误，请核对缩进、冒号后的空格和引号';
    return { problems: [{ rank: 'unreadable', file, row, message }] };
  }
  const result = bankSchema.safeParse(document.toJS());
  if (result.success) return { bank: result.data, problems: [] };
  return {
    problems: result.error.issues.map((issue) => ({
      rank: 'cell',
      file,
      column: issue.path.join('.'),
      message: issue.message,
    })),
  };
}
