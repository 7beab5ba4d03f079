import { isDeepStrictEqual } from 'node:util';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Fields, FieldTree } from '#domain/content-answers.ts';
import { parseFields } from '../read-prose.ts';

/** Long lines stay one line: folded Chinese would read back with spaces in it. */
export const AS_WRITTEN = { lineWidth: 0 } as const;

/** The order in which front matter is written; what is not named here comes last. */
const ORDER = [
  'node',
  'title',
  'category',
  'order',
  'summary',
  'version',
  'publishedAt',
  'expiresAt',
  'pinned',
  'draft',
  'file',
  'attachments',
  'formerVersions',
  'materials',
  'time',
  'where',
  'whereLink',
  'steps',
  'variants',
  'enquiries',
  'departments',
  'milestones',
  'governmentInformation',
  'formerSlugs',
  'source',
  'sampleFields',
  'updatedAt',
];

export function inOrder(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => place(a) - place(b)));
}

function place(name: string): number {
  return ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length;
}

/** A field as the file has it: the comments above it, its own lines, and what they mean. */
interface WrittenField {
  name: string;
  above: string;
  text: string;
  value: Node | null;
}

/**
 * Front matter that says `fields`; a field that says so already keeps its bytes.
 * @returns nothing when the text is not one field under the other
 */
export function rewriteFields(yaml: string, fields: Fields): string | undefined {
  const document = parseFields(yaml);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const { head, written } = writtenFields(yaml, document.contents);
  const kept = written
    .filter(({ name }) => Object.hasOwn(fields, name))
    .map((field) => rewritten(document, field, fields[field.name] as FieldTree));
  for (const [name, value] of Object.entries(inOrder(fields))) {
    if (kept.some((field) => field.name === name)) continue;
    const at = kept.findIndex((field) => place(field.name) > place(name));
    const field = {
      name,
      above: '',
      text: fieldText(document, name, document.createNode(value)),
      value: null,
    };
    kept.splice(at < 0 ? kept.length : at, 0, field);
  }
  const text = head + kept.map((field) => field.above + field.text).join('');
  return kept.length > 0 ? text : undefined;
}

function writtenFields(yaml: string, map: YAMLMap): { head: string; written: WrittenField[] } {
  const keys = map.items.map(({ key }) => key as Node);
  const starts = keys.map((key) => yaml.lastIndexOf('\n', (key.range?.[0] ?? 0) - 1) + 1);
  const pieces = starts.map((start, index) => yaml.slice(start, starts[index + 1]));
  let above = '';
  const written = pieces.map((piece, index) => {
    const lines = ended(piece).split(/(?<=\n)/);
    // Comments between two fields are about the second.
    const last = lines.findLastIndex((line) => !/^(#.*)?\s*$/.test(line));
    const end = index === pieces.length - 1 ? lines.length : last + 1;
    const field = {
      name: String(keys[index]),
      above,
      text: lines.slice(0, end).join(''),
      value: (map.items[index]?.value ?? null) as Node | null,
    };
    above = lines.slice(end).join('');
    return field;
  });
  return { head: yaml.slice(0, starts[0] ?? 0), written };
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function rewritten(document: Document, field: WrittenField, value: FieldTree): WrittenField {
  const { name, value: node } = field;
  if (node && isDeepStrictEqual(node.toJS(document), value)) return field;
  return { ...field, text: fieldText(document, name, updated(document, node, value)) };
}

function fieldText(document: Document, name: string, value: Node): string {
  const alone = new Document({}, { schema: 'failsafe' });
  // What stands above the field is kept as text.
  if (!isSeq(value) && !isMap(value)) value.commentBefore = null;
  (alone.contents as YAMLMap).items.push(document.createPair(name, value) as never);
  return alone.toString(AS_WRITTEN);
}

function updated(document: Document, node: Node | null, value: FieldTree): Node {
  if (node && isDeepStrictEqual(node.toJS(document), value)) return node;
  if (typeof value === 'string') return scalar(node, value);
  if (Array.isArray(value) && isSeq(node)) return updateSeq(document, node, value);
  if (!Array.isArray(value) && isMap(node)) return updateMap(document, node, value);
  return document.createNode(value);
}

function scalar(node: Node | null, value: string): Node {
  const fresh = new Scalar(value);
  if (!isScalar(node)) return fresh;
  if (node.comment) fresh.comment = node.comment;
  if (node.type) fresh.type = node.type as Scalar.Type;
  return fresh;
}

function updateMap(document: Document, map: YAMLMap, fields: { [field: string]: FieldTree }): Node {
  map.items = map.items.filter(({ key }) => Object.hasOwn(fields, String(key)));
  for (const [name, value] of Object.entries(fields)) {
    const pair = map.items.find(({ key }) => String(key) === name);
    if (pair) pair.value = updated(document, pair.value as Node | null, value);
    else map.items.push(document.createPair(name, value) as never);
  }
  return map;
}

/** Items that stay keep their node, wherever they now stand; a changed one takes that of its place. */
function updateSeq(document: Document, seq: YAMLSeq, values: readonly FieldTree[]): Node {
  const items = seq.items as Node[];
  const said = items.map((item) => item.toJS(document) as unknown);
  const used = new Set<number>();
  const same = values.map((value) => {
    const index = said.findIndex((one, at) => !used.has(at) && isDeepStrictEqual(one, value));
    if (index >= 0) used.add(index);
    return index;
  });
  seq.items = values.map((value, at) => {
    const kept = items[same[at] ?? -1];
    if (kept) return kept;
    const own = items[at];
    if (own === undefined || used.has(at)) return document.createNode(value);
    used.add(at);
    return updated(document, own, value);
  });
  return seq;
}
