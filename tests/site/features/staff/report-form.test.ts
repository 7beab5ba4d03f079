import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldRules, outcomeKinds, reportTypes } from '#domain/outcome-kinds.ts';
import { parseReportRequest } from '#domain/parse-report-request.ts';
import { type ReportRequest, reportRequestSchema } from '#domain/report-request.ts';
import { editForm } from '../../../../site/features/staff/reports/edit-form.ts';
import {
  conversionFields,
  emptyForm,
  fieldOfPath,
  formEntries,
  formOfRequest,
  plainFields,
  type ReportForm,
  readReportForm,
  requestOfForm,
  rowFields,
} from '../../../../site/features/staff/reports/report-form.ts';
import { makeCourse, makeHolder, makeRequest } from '../../../support/factories.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const KEY = '00000000-0000-4000-8000-000000000000';

function post(form: ReportForm): ReportForm {
  const data = new FormData();
  for (const [name, value] of formEntries(form)) data.append(name, value);
  return readReportForm(data);
}

const word = fc.string({
  unit: fc.constantFrom(...'甲乙丙丁𠮷ABC123（）'),
  minLength: 1,
  maxLength: 12,
});
const credits = fc.integer({ min: 0, max: 100_000 }).map((hundredths) => hundredths / 100);
const day = fc
  .date({ min: new Date('1980-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const outcome = fc.constantFrom(...outcomeKinds).chain((kind) => {
  const { category, required, optional } = fieldRules[kind];
  const value = (field: string) => (field === 'credits' || field === 'hours' ? credits : word);
  const valuesOf = (fields: readonly string[]) =>
    Object.fromEntries(fields.map((field) => [field, value(field)]));
  return fc
    .tuple(
      fc.record({ title: word, obtainedOn: day, ...valuesOf(required) }),
      fc.record(valuesOf(optional), { requiredKeys: [] }),
    )
    .map(([must, may]) => ({ category, kind, ...must, ...may }));
});
const conversion = fc.record({
  from: word,
  to: word,
  node: word,
  credits,
  ratio: fc.integer({ min: 1, max: 100 }),
  rule: word,
  decidedOn: day,
});

/** Requests that the service takes. */
const requests = fc
  .constantFrom(...reportTypes)
  .chain((type) =>
    fc.record({
      type: fc.constant(type),
      office: word,
      recipient: type.endsWith('transcript') ? fc.option(word) : fc.constant(null),
      holder: fc.constant(0).map(() => makeHolder()),
      outcomes: fc
        .array(outcome, { minLength: 1, maxLength: 12 })
        .map((rows) => (type === 'leisure' ? rows.filter(({ kind }) => kind === 'program') : rows)),
      conversions:
        type === 'conversion'
          ? fc.array(conversion, { minLength: 1, maxLength: 12 })
          : fc.constant([]),
      validUntil: fc.option(day),
      supersedes: fc.constantFrom(null, '31264817392055164342'),
    }),
  )
  .filter(({ type, outcomes }) => type === 'conversion' || outcomes.length > 0)
  .map((request): ReportRequest => reportRequestSchema.parse(request));

/** Whatever may stand in the boxes. */
const junk = fc
  .string({ unit: 'grapheme', maxLength: 10 })
  .map((text) => text.replaceAll('\r', ''));
const boxes = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, junk])));
const typed: fc.Arbitrary<ReportForm> = fc.record({
  type: fc.constantFrom(...reportTypes),
  plain: boxes(plainFields) as fc.Arbitrary<ReportForm['plain']>,
  outcomes: fc.array(
    fc.record({ kind: fc.constantFrom(...outcomeKinds), fields: boxes(rowFields) }),
    { maxLength: 12 },
  ),
  conversions: fc.array(boxes(conversionFields), { maxLength: 12 }),
  key: fc.constant(KEY),
  accepted: fc.constantFrom([], ['31264817392055164342']),
  replaces: fc.constantFrom('', 'abcdefghijkl'),
});

describe('the form of a report', () => {
  test('filled in from a request, posted and read, makes the same request', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const form = formOfRequest(request, KEY);
        expect(post(form)).toEqual(form);
        expect(parseReportRequest(requestOfForm(post(form)))).toEqual({ ok: true, request });
      }),
      propertyRuns(200),
    );
  });

  test('comes back as typed, whatever was typed, of whatever type it is now', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(...reportTypes), (form, type) => {
        const changed = { ...form, type };
        expect(post(changed)).toEqual(changed);
        expect(post({ ...post(changed), type: form.type })).toEqual(form);
      }),
      propertyRuns(100),
    );
  });

  test('every fault of whatever was typed is at a field of the form, or at one of its lists', () => {
    const lists = ['outcomes', 'conversions'];
    fc.assert(
      fc.property(typed, (form) => {
        const parsed = parseReportRequest(requestOfForm(form));
        const names = new Set([...lists, ...formEntries(form).map(([name]) => name)]);
        const faults = parsed.ok ? [] : parsed.faults;
        expect(faults.filter(({ path }) => !names.has(fieldOfPath(path)))).toEqual([]);
      }),
      propertyRuns(100),
    );
  });

  test('an empty form names every box that must be filled in', () => {
    const parsed = parseReportRequest(requestOfForm(emptyForm('certification', KEY, '')));
    const named = parsed.ok ? [] : parsed.faults.map(({ path }) => fieldOfPath(path));
    expect([...new Set(named)].sort()).toEqual(
      [
        'office',
        'holder_name',
        'holder_idNumber',
        ...['title', 'obtainedOn', ...fieldRules.course.required].map((f) => `outcomes_0_${f}`),
      ].sort(),
    );
  });

  test('full-width digits are a number; what is none is left for the service to refuse', () => {
    const form = formOfRequest(reportRequestSchema.parse(makeRequest()), KEY);
    const [row] = form.outcomes;
    const read = (credits: string) => {
      if (row) row.fields.credits = credits;
      return (requestOfForm(form) as { outcomes: { credits?: unknown }[] }).outcomes[0]?.credits;
    };
    expect(read('３．５')).toBe(3.5);
    expect(read('三')).toBe('三');
    expect(read('1e3')).toBe('1e3');
    expect(read(' ')).toBeUndefined();
  });

  test('what is no field of it is not read, and rows that are missing leave no gap', () => {
    const data = new FormData();
    for (const [name, value] of [
      ['type', 'no-such-type'],
      ['outcomes_7_kind', 'course'],
      ['outcomes_7_title', '后'],
      ['outcomes_2_kind', 'course'],
      ['outcomes_2_title', '先'],
      ['outcomes_2_constructor', 'x'],
      ['outcomes_3_title', '没有类型的一项'],
      ['outcomes_4_kind', 'no-such-kind'],
      ['outcomes_999_kind', 'course'],
    ] as const) {
      data.append(name, value);
    }
    const form = readReportForm(data);
    expect(form.type).toBe('certification');
    expect(form.outcomes).toEqual([
      { kind: 'course', fields: { title: '先' } },
      { kind: 'course', fields: { title: '后' } },
    ]);
  });
});

describe('the buttons of the form', () => {
  const form = formOfRequest(
    reportRequestSchema.parse(
      makeRequest({ outcomes: [makeCourse(), makeCourse({ title: '密码学' })] }),
    ),
    KEY,
  );
  const titles = (button: string, kind = 'course') =>
    editForm(form, button, kind).form.outcomes.map(({ fields }) => fields.title);

  test('add a row of a kind, and typing goes on there', () => {
    const { form: after, focus } = editForm(form, 'add-outcome', 'diploma');
    expect(after.outcomes.at(-1)).toEqual({ kind: 'diploma', fields: {} });
    expect(focus).toBe('outcomes_2_title');
    expect(titles('add-outcome', 'no-such-kind')).toEqual(['公司概况', '密码学']);
  });

  test('add a row after the pattern of another: school and day, not title, credits and score', () => {
    const { form: after } = editForm(form, 'copy-outcomes-1', '');
    expect(after.outcomes.at(-1)).toEqual({
      kind: 'course',
      fields: {
        institution: '示例开放大学',
        major: '电子商务',
        level: '本科',
        obtainedOn: '2020-07-06',
      },
    });
  });

  test('remove the row they stand at, and no other', () => {
    expect(titles('remove-outcomes-0')).toEqual(['密码学']);
    expect(titles('remove-outcomes-9')).toEqual(['公司概况', '密码学']);
    expect(titles('remove-plain-0')).toEqual(['公司概况', '密码学']);
    expect(titles('keep')).toEqual(['公司概况', '密码学']);
  });

  test('stop adding at the most that a report may have', () => {
    const many = { ...form, outcomes: Array.from({ length: 500 }, () => form.outcomes[0]) };
    const full = many as ReportForm;
    expect(editForm(full, 'add-outcome', 'course')).toMatchObject({ full: true });
    expect(editForm(full, 'add-outcome', 'course').form.outcomes).toHaveLength(500);
    expect(editForm(full, 'copy-outcomes-0', '').form.outcomes).toHaveLength(500);
  });
});
