import type { Draft, Fields, FieldTree, ProseKindName } from '#domain/content-answers.ts';
import type { ContentBox, GroupBox } from './content-boxes.ts';
import { kindForms } from './content-fields.ts';

/** A draft as its form holds it. */
export interface ContentForm {
  version: number;
  fields: Fields;
  body: string;
  slug: string;
  /** `2026-11-22T09:30`, in China; '' for as soon as it is approved. */
  publishAt: string;
}

const MOST_ROWS = 200;
/** What a form has no box for travels along as JSON under this name, a row's own beside its boxes. */
const REST = '_rest';
const MOST_REST = 100_000;

/** All boxes of a kind, those that are folded away too. */
export function boxesOf(kind: ProseKindName): readonly ContentBox[] {
  return [...kindForms[kind].boxes, ...kindForms[kind].more];
}

export function formOf(draft: Draft): ContentForm {
  const { version, fields, body, slug, publishAt } = draft;
  return { version, fields, body, slug: slug ?? '', publishAt: toChinaInput(publishAt) };
}

/** What a posted form says; boxes that it lacks are empty. Never throws. */
export function readContentForm(posted: FormData, kind: ProseKindName): ContentForm {
  const read = (name: string) => {
    const value = posted.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  return {
    version: Number(read('version')) || 0,
    fields: readBoxes(boxesOf(kind), 'f', read, [...posted.keys()]),
    body: read('body'),
    slug: read('slug').trim(),
    publishAt: read('publishAt'),
  };
}

type Read = (name: string) => string;

function readBoxes(
  boxes: readonly ContentBox[],
  prefix: string,
  read: Read,
  names: readonly string[],
): Fields {
  const own = boxes.map(
    (box) => [box.name, readBox(box, `${prefix}_${box.name}`, read, names)] as const,
  );
  return { ...readRest(read(prefix + REST)), ...Object.fromEntries(own) };
}

function readBox(box: ContentBox, name: string, read: Read, names: readonly string[]): FieldTree {
  if (box.kind === 'group') {
    return rowNumbers(name, names).map((row) =>
      readBoxes(box.boxes, `${name}_${row}`, read, names),
    );
  }
  if (box.kind === 'part') return readBoxes(box.boxes, name, read, names);
  const text = read(name);
  if (box.kind === 'yes-no') return text === 'on' ? 'true' : '';
  if (box.kind === 'lines') {
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
  return box.kind === 'long' ? text.trim() : text.replaceAll('\n', ' ').trim();
}

/** The rows that a form has under `name`, in order, whatever gaps their numbers have. */
function rowNumbers(name: string, names: readonly string[]): number[] {
  const found = names.flatMap((one) => {
    if (!one.startsWith(`${name}_`)) return [];
    const [digits = ''] = /^\d{1,3}(?=_)/.exec(one.slice(name.length + 1)) ?? [];
    return digits === '' ? [] : [Number(digits)];
  });
  return [...new Set(found)].sort((a, b) => a - b).slice(0, MOST_ROWS);
}

function readRest(text: string): Fields {
  if (text === '' || text.length > MOST_REST) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isTree)
  );
}

function isTree(value: unknown): value is FieldTree {
  if (Array.isArray(value)) return value.every(isTree);
  return typeof value === 'string' || isFields(value);
}

/** The hidden box that carries along what `boxes` do not show of `fields`; undefined when they show all. */
export function restOf(
  boxes: readonly ContentBox[],
  fields: Fields,
  prefix: string,
): { name: string; value: string } | undefined {
  const shown = new Set(boxes.map(({ name }) => name));
  const rest = Object.entries(fields).filter(([name]) => !shown.has(name));
  return rest.length === 0
    ? undefined
    : { name: prefix + REST, value: JSON.stringify(Object.fromEntries(rest)) };
}

export function textOf(value: FieldTree | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A list as lines of a box. */
export function linesOf(value: FieldTree | undefined): string {
  return Array.isArray(value) ? value.map(textOf).join('\n') : textOf(value);
}

export function partOf(value: FieldTree | undefined): Fields {
  return isFields(value) ? value : {};
}

export function rowsOf(value: FieldTree | undefined): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/**
 * What a button does to the rows of a group, by its value: `add:steps`, `remove:variants.0.steps.2`,
 * `up:…`, `down:…`. `focus` names the box where typing goes on.
 */
export function editRows(
  fields: Fields,
  kind: ProseKindName,
  button: string,
): { fields: Fields; focus: string } | undefined {
  const [, act, path = ''] = /^(add|remove|up|down):([\w.]+)$/.exec(button) ?? [];
  if (act === undefined) return undefined;
  const edited = structuredClone(fields);
  const keys = path.split('.');
  const index = act === 'add' ? -1 : Number(keys.pop());
  const found = findRows(edited, boxesOf(kind), keys);
  if (found === undefined) return undefined;
  const { rows, box } = found;
  const at = changeRows(rows, act, index);
  const name = `f_${keys.join('_')}`;
  return {
    fields: edited,
    focus: at === undefined ? `add_${name}` : `${name}_${at}_${box.boxes[0]?.name}`,
  };
}

/** The list at a path of names and row numbers, made where there is none yet. */
function findRows(
  fields: Fields,
  boxes: readonly ContentBox[],
  [name = '', row, ...further]: readonly string[],
): { rows: FieldTree[]; box: GroupBox } | undefined {
  const box = boxes.find((one): one is GroupBox => one.kind === 'group' && one.name === name);
  if (box === undefined) return undefined;
  const there = fields[name];
  const rows = Array.isArray(there) ? there : [];
  fields[name] = rows;
  if (row === undefined) return { rows, box };
  const inner = rows[Number(row)];
  return isFields(inner) ? findRows(inner, box.boxes, further) : undefined;
}

/** Returns the row where typing goes on; undefined when it went. */
function changeRows(rows: FieldTree[], act: string, index: number): number | undefined {
  if (act === 'add') return rows.length < MOST_ROWS ? rows.push({}) - 1 : rows.length - 1;
  const [row] = rows[index] === undefined ? [] : rows.splice(index, 1);
  if (act === 'remove' || row === undefined) return undefined;
  const at = Math.min(Math.max(index + (act === 'up' ? -1 : 1), 0), rows.length);
  rows.splice(at, 0, row);
  return at;
}

const CHINA_MS = 8 * 60 * 60 * 1000;

/** An instant as an `<input type="datetime-local">` shows it, in China. */
export function toChinaInput(instant: string | null): string {
  if (instant === null) return '';
  return new Date(Date.parse(instant) + CHINA_MS).toISOString().slice(0, 16);
}

/** Null for nothing, undefined for what is no time. */
export function fromChinaInput(text: string): string | null | undefined {
  if (text === '') return null;
  const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.exec(text)?.[0];
  const parsed = local === undefined ? Number.NaN : Date.parse(`${local}:00+08:00`);
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString();
}
