import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';
import { readTextFile } from './read-text-file.ts';
import { fieldTitle, type ProseFields, type ProseKind, proseKinds } from './schemas/prose.ts';

/** A Markdown entry: checked front matter and the text below it. */
export interface ProseEntry<K extends ProseKind = ProseKind> {
  kind: K;
  /** File name without `.md`; the last part of the page's address. */
  slug: string;
  /** Relative to the content directory. */
  file: string;
  data: ProseFields[K];
  body: string;
  /** Line of the file on which the body starts, counting from 1. */
  bodyLine: number;
}

export interface ProseFolder<K extends ProseKind = ProseKind> {
  entries: ProseEntry<K>[];
  /** Slugs of all entries, faulty ones included. */
  slugs: Set<string>;
  /** Line of each front matter field, by slug; entries whose front matter can be read. */
  fieldLines: Map<string, Record<string, number>>;
  problems: Problem[];
}

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** The two parts of an entry's file, and how many lines the first takes; nothing without front matter. */
export function splitEntry(text: string) {
  const match = FRONT_MATTER.exec(text);
  if (!match) return undefined;
  const bodyLine = countLines(match[0]);
  return { yaml: match[1] ?? '', body: text.slice(match[0].length), bodyLine };
}

/** Reads `{kind}/*.md`. A folder that is not there is an empty one. */
export function readProse<K extends ProseKind>(directory: string, kind: K): ProseFolder<K> {
  const folder: ProseFolder<K> = {
    entries: [],
    slugs: new Set(),
    fieldLines: new Map(),
    problems: [],
  };
  const path = join(directory, kind);
  if (!existsSync(path)) return folder;
  for (const name of readdirSync(path).sort()) {
    if (name.endsWith('.md')) readEntry(directory, kind, name, folder);
  }
  return folder;
}

function readEntry<K extends ProseKind>(
  directory: string,
  kind: K,
  name: string,
  folder: ProseFolder<K>,
): void {
  const file = `${kind}/${name}`;
  const slug = name.slice(0, -'.md'.length);
  folder.slugs.add(slug);
  const { text, problem } = readTextFile(join(directory, file), file);
  if (problem) {
    folder.problems.push(problem);
    return;
  }
  const parts = splitEntry(text);
  if (!parts) {
    const message = '文件开头缺少属性区：第一行写 ---，逐行写「字段: 值」，再写一行 ---';
    folder.problems.push({ rank: 'header', file, row: 1, message });
    return;
  }
  const { data, problems, lines } = readFrontMatter(parts.yaml, kind, file);
  if (lines) folder.fieldLines.set(slug, lines);
  folder.problems.push(...problems);
  if (!data) return;
  folder.entries.push({ kind, slug, file, data, body: parts.body, bodyLine: parts.bodyLine });
}

/** The failsafe schema keeps each scalar as typed: `version: 1.0` stays "1.0", a date stays text. */
export function parseFields(yaml: string, lineCounter?: LineCounter): Document {
  return parseDocument(yaml, { schema: 'failsafe', ...(lineCounter && { lineCounter }) });
}

function readFrontMatter<K extends ProseKind>(yaml: string, kind: K, file: string) {
  const lineCounter = new LineCounter();
  const document = parseFields(yaml, lineCounter);
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1;
  const problems: Problem[] = document.errors.map((error) => ({
    rank: 'header',
    file,
    row: lineAt(error.pos[0]),
    message: '属性区写法有误，请核对缩进、冒号后的空格和引号',
  }));
  if (problems.length > 0) return { problems };

  const result = proseKinds[kind].fields.safeParse(dropEmpty(document.toJS()) ?? {});
  const lines = fieldLinesOf(document.contents, lineAt);
  if (result.success) return { data: result.data as ProseFields[K], problems, lines };

  for (const issue of result.error.issues) {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    for (const path of paths) {
      const [column] = path;
      problems.push({
        rank: 'cell',
        file,
        row: lineOf(document.contents, path, lineAt),
        column: column === undefined ? undefined : path.join('.'),
        where: column === undefined ? undefined : fieldTitle(path.join('.')),
        message: issue.message,
      });
    }
  }
  return { problems, lines };
}

function fieldLinesOf(
  contents: unknown,
  lineAt: (offset: number) => number,
): Record<string, number> {
  if (!isMap(contents)) return {};
  const keys = contents.items.map(({ key }) => key as { range?: [number, number, number] } | null);
  return Object.fromEntries(
    keys.flatMap((key) => (key?.range ? [[String(key), lineAt(key.range[0])]] : [])),
  );
}

/** An empty value means absent, as an empty cell does. */
function dropEmpty(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  if (Array.isArray(value)) return value.map(dropEmpty);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, dropEmpty(item)])
      .filter(([, item]) => item !== undefined),
  );
}

/** Line of the deepest part of `path` that is in the file; 1 when a whole field is missing. */
function lineOf(
  contents: unknown,
  path: readonly PropertyKey[],
  lineAt: (offset: number) => number,
): number {
  if (!isMap(contents)) return 1;
  const pair = contents.items.find((item) => String(item.key) === String(path[0]));
  const key = pair?.key as { range?: [number, number, number] } | undefined;
  if (!key?.range) return 1;
  const inner = path.length > 1 ? contents.getIn(path.slice(0, 2), true) : undefined;
  const range = (inner as { range?: [number, number, number] } | undefined)?.range;
  return lineAt((range ?? key.range)[0]);
}

function countLines(text: string): number {
  return text.split('\n').length;
}
