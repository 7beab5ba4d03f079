import { expect, test } from 'vitest';
import type { Fields, FieldTree } from '#domain/content-answers.ts';
import { proseKindNames } from '#domain/content-answers.ts';
import { compareEntries } from '../../../../site/features/staff/content/compare-entries.ts';
import type { ContentBox } from '../../../../site/features/staff/content/content-boxes.ts';
import { fieldId } from '../../../../site/features/staff/content/content-fields.ts';
import {
  boxesOf,
  editRows,
  fromChinaInput,
  linesOf,
  partOf,
  readContentForm,
  restOf,
  rowsOf,
  textOf,
  toChinaInput,
} from '../../../../site/features/staff/content/content-form.ts';
import { proseKinds } from '../../../../site/loader/schemas/prose.ts';

/** What a browser sends of the form that is drawn for these fields. */
function posted(boxes: readonly ContentBox[], fields: Fields, prefix: string): [string, string][] {
  const rest = restOf(boxes, fields, prefix);
  const hidden: [string, string][] = rest ? [[rest.name, rest.value]] : [];
  return [
    ...hidden,
    ...boxes.flatMap((box) => sent(box, fields[box.name], `${prefix}_${box.name}`)),
  ];
}

function sent(box: ContentBox, value: FieldTree | undefined, name: string): [string, string][] {
  if (box.kind === 'group') {
    return rowsOf(value).flatMap((row, at) => posted(box.boxes, row, `${name}_${at}`));
  }
  if (box.kind === 'part') return posted(box.boxes, partOf(value), name);
  if (box.kind === 'yes-no') return textOf(value) === 'true' ? [[name, 'on']] : [];
  return [[name, box.kind === 'lines' ? linesOf(value) : textOf(value)]];
}

function formData(entries: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

/** Without what is empty, as an entry's file leaves it out. */
function filled(value: FieldTree): FieldTree | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (Array.isArray(value)) {
    const rows = value.flatMap((one) => filled(one) ?? []);
    return rows.length === 0 ? undefined : rows;
  }
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const tree = filled(one);
    return tree === undefined ? [] : [[name, tree] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const guide: Fields = {
  title: '存入学习成果',
  order: '3',
  steps: [
    { title: '确认', text: '核对。' },
    { title: '申请', text: '签字。', unknown: '留着' },
  ],
  materials: ['身份证', '认定结果'],
  variants: [{ title: '集体', steps: [{ title: '填表', text: '逐行填。' }], materials: ['甲'] }],
  later: { any: ['thing'] },
};

test('every field that an entry may have has a box, or is kept for programs', () => {
  const KEPT = ['draft', 'formerSlugs'];
  for (const kind of proseKindNames) {
    const boxes = boxesOf(kind).map(({ name }) => name);
    const fields = Object.keys(proseKinds[kind].fields.shape);
    expect([...boxes, ...KEPT], kind).toEqual(expect.arrayContaining(fields));
    expect(fields, kind).toEqual(expect.arrayContaining(boxes));
  }
});

test('what a form is drawn from comes back from it, also what it has no box for', () => {
  const form = formData([
    ...posted(boxesOf('guides'), guide, 'f'),
    ['version', '7'],
    ['body', '第一行\r\n第二行'],
    ['publishAt', ''],
  ]);
  const read = readContentForm(form, 'guides');
  expect(filled(read.fields)).toEqual(guide);
  expect(read).toMatchObject({ version: 7, body: '第一行\n第二行', slug: '', publishAt: '' });
});

test('a form that says anything else does no harm', () => {
  const form = formData([
    ['f_rest', '{"a":1}'],
    ['f_steps_0_rest', '[]'],
    ['f_steps_99999_title', 'x'],
    ['f_steps_3_title', '三'],
    ['f_steps_1_title', '一'],
    ['version', 'x'],
  ]);
  const read = readContentForm(form, 'guides');
  expect(read.version).toBe(0);
  expect(rowsOf(read.fields['steps']).map((row) => row['title'])).toEqual(['', '一', '三']);
});

test('rows are added, moved and removed, within rows too', () => {
  const titles = (fields: Fields | undefined) =>
    rowsOf(fields?.['steps']).map((row) => textOf(row['title']));
  expect(titles(editRows(guide, 'guides', 'down:steps.0')?.fields)).toEqual(['申请', '确认']);
  expect(titles(editRows(guide, 'guides', 'up:steps.0')?.fields)).toEqual(['确认', '申请']);
  expect(titles(editRows(guide, 'guides', 'remove:steps.0')?.fields)).toEqual(['申请']);
  const added = editRows(guide, 'guides', 'add:variants.0.steps');
  expect(added?.focus).toBe('f_variants_0_steps_1_title');
  expect(rowsOf(rowsOf(added?.fields['variants'])[0]?.['steps'])).toHaveLength(2);
  expect(editRows({}, 'news', 'add:attachments')?.fields).toEqual({ attachments: [{}] });
  for (const button of ['save', 'add:title', 'add:nothing', 'add:variants.9.steps']) {
    expect(editRows(guide, 'guides', button), button).toBeUndefined();
  }
  expect(titles(guide)).toEqual(['确认', '申请']);
});

test('boxes are named by the way to their field', () => {
  expect(fieldId('steps.0.text')).toBe('f_steps_0_text');
  expect(fieldId('body')).toBe('body');
  expect(fieldId(undefined)).toBe('entry');
});

test('a time is read as in China', () => {
  expect(fromChinaInput('2026-12-01T08:30')).toBe('2026-12-01T00:30:00.000Z');
  expect(toChinaInput('2026-12-01T00:30:00.000Z')).toBe('2026-12-01T08:30');
  expect(fromChinaInput('')).toBeNull();
  expect(fromChinaInput('2026-13-41T99:99')).toBeUndefined();
});

test('two versions are compared by field and paragraph', () => {
  const before = { fields: { title: '旧', pinned: 'true' }, body: '甲乙丙丁\n\n不变\n\n删去的' };
  const after = { fields: { title: '新' }, body: '甲乙戊丁\n\n不变\n\n不变的后面\n\n加的' };
  const said = compareEntries(before, after, 'news').map(
    ({ label, runs }) =>
      `${label}：${runs.map(({ kind, text }) => (kind === 'same' ? text : `[${kind} ${text}]`)).join('')}`,
  );
  expect(said).toEqual([
    '标题：[gone 旧][new 新]',
    '置顶：[gone 是][new 否]',
    '正文第 1 段：甲乙[gone 丙][new 戊]丁',
    '正文第 3 段：[gone 删去的][new 不变的后面]',
    '正文第 4 段：[new 加的]',
  ]);
  const same = { fields: {}, body: 'x' };
  expect(compareEntries(same, same, 'news')).toEqual([]);
});
