import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chinaDate } from '#domain/china-date.ts';
import { fieldRules, outcomeKinds } from '#domain/outcome-kinds.ts';
import { parseReportRequest } from '#domain/parse-report-request.ts';
import { dateFaults } from '#domain/report-request.ts';
import { makeCourse, makeHolder, makeRequest } from '../support/factories.ts';
import { propertyRuns } from '../support/property-runs.ts';

const now = new Date('2026-11-22T03:00:00Z');

/** As the service reads a new request: its form, then its dates. */
function parse(body: unknown, at = now) {
  const parsed = parseReportRequest(body);
  if (!parsed.ok) return parsed;
  const found = dateFaults(parsed.request, chinaDate(at));
  return found.length > 0 ? { ok: false as const, faults: found } : parsed;
}

function faults(body: unknown): Record<string, string> {
  const parsed = parse(body);
  return parsed.ok
    ? {}
    : Object.fromEntries(parsed.faults.map(({ path, message }) => [path, message]));
}

const fieldValues: Record<string, unknown> = { credits: 3.5, hours: 16 };

describe('a request to issue', () => {
  test('fills in what may be left out', () => {
    expect(parse(makeRequest())).toMatchObject({
      ok: true,
      request: { recipient: null, conversions: [], validUntil: null, supersedes: null },
    });
  });

  test.each(outcomeKinds)('of kind %s takes exactly the fields of its kind', (kind) => {
    const { category, required, optional } = fieldRules[kind];
    const filled = (field: string) => [field, fieldValues[field] ?? '文字'];
    const base = { category, kind, title: '名称', obtainedOn: '2020-01-01' };
    const least = { ...base, ...Object.fromEntries(required.map(filled)) };
    const all = { ...least, ...Object.fromEntries(optional.map(filled)) };
    for (const outcome of [least, all]) {
      expect(faults(makeRequest({ outcomes: [outcome] }))).toEqual({});
    }
    const paths = Object.keys(faults(makeRequest({ outcomes: [base] })));
    expect(paths.sort()).toEqual(required.map((field) => `$.outcomes[0].${field}`).sort());
    const foreign = kind === 'course' ? 'organisation' : 'score';
    expect(faults(makeRequest({ outcomes: [{ ...all, [foreign]: '文字' }] }))).toHaveProperty([
      `$.outcomes[0].${foreign}`,
    ]);
  });

  test('names every fault at once, by JSON path', () => {
    const body = makeRequest({
      office: 7,
      holder: { name: ' ', idType: 'resident-id', idNumber: '110105194912310021' },
      outcomes: [makeCourse({ credits: '3', title: undefined }), { kind: 'nothing' }],
      validUntil: '2026-02-30',
      colour: 'red',
    });
    expect(Object.keys(faults(body)).sort()).toEqual([
      '$.colour',
      '$.holder.idNumber',
      '$.holder.name',
      '$.office',
      '$.outcomes[0].credits',
      '$.outcomes[0].title',
      '$.outcomes[1].category',
      '$.outcomes[1].kind',
      '$.outcomes[1].obtainedOn',
      '$.outcomes[1].title',
      '$.validUntil',
    ]);
    expect(faults(body)['$.holder.idNumber']).toContain('GB 11643');
  });

  test('that is empty is told all that is missing, the outcomes too', () => {
    expect(Object.keys(faults({})).sort()).toEqual([
      '$.holder',
      '$.office',
      '$.outcomes',
      '$.type',
    ]);
    expect(Object.keys(faults({ type: 'nothing' }))).toContain('$.outcomes');
    expect(faults({ conversions: [{}] })).not.toHaveProperty(['$.outcomes']);
    expect(parse({ outcomes: null })).toMatchObject({
      faults: expect.not.arrayContaining([
        expect.objectContaining({ message: expect.stringContaining('至少要有一项') }),
      ]),
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a recipient on a certification', { recipient: '某大学' }, '$.recipient'],
    ['a conversion certificate without conversions', { type: 'conversion' }, '$.conversions'],
    ['no outcomes', { outcomes: [] }, '$.outcomes'],
    ['a course on a leisure report', { type: 'leisure' }, '$.outcomes[0].kind'],
    [
      'an outcome of tomorrow',
      { outcomes: [makeCourse({ obtainedOn: '2026-11-23' })] },
      '$.outcomes[0].obtainedOn',
    ],
    ['a validity that is over', { validUntil: '2026-11-21' }, '$.validUntil'],
    ['three decimals', { outcomes: [makeCourse({ credits: 0.125 })] }, '$.outcomes[0].credits'],
    [
      'many decimals',
      { outcomes: [makeCourse({ credits: 0.120000001 })] },
      '$.outcomes[0].credits',
    ],
    ['a negative number', { outcomes: [makeCourse({ credits: -1 })] }, '$.outcomes[0].credits'],
    ['a line break in a name', { holder: makeHolder({ name: '王\n明' }) }, '$.holder.name'],
    ['a lone surrogate', { holder: makeHolder({ name: '王\ud842' }) }, '$.holder.name'],
    ['a private-use character', { holder: makeHolder({ name: '王\ue000' }) }, '$.holder.name'],
    [
      'an ID number of four',
      { holder: makeHolder({ idType: 'other', idNumber: '1234' }) },
      '$.holder.idNumber',
    ],
    [
      'an ID number without a digit',
      { holder: makeHolder({ idType: 'other', idNumber: 'ABCDEFG' }) },
      '$.holder.idNumber',
    ],
    ['a wrong number to supersede', { supersedes: '32264817392055164351' }, '$.supersedes'],
    ['too many outcomes', { outcomes: Array(501).fill(makeCourse()) }, '$.outcomes'],
    ['a very great many', { outcomes: Array(100_000).fill({}) }, '$.outcomes'],
  ])('is refused for %s', (_, overrides, path) => {
    expect(Object.keys(faults(makeRequest(overrides)))).toEqual([path]);
  });

  test('takes today in China, on both sides of midnight', () => {
    const body = makeRequest({ outcomes: [makeCourse({ obtainedOn: '2026-11-23' })] });
    expect(parse(body, new Date('2026-11-22T15:59:59Z')).ok).toBe(false);
    expect(parse(body, new Date('2026-11-22T16:00:00Z')).ok).toBe(true);
  });

  test('reads text in NFC, trimmed, and the ID number in capitals', () => {
    const holder = { name: ' e\u0301 ', idType: 'resident-id', idNumber: '11010519491231002x' };
    expect(parse(makeRequest({ holder }))).toMatchObject({
      request: { holder: { name: 'é', idNumber: '11010519491231002X' } },
    });
  });

  test('of any shape is answered, never an exception', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, maxDepth: 3 });
    const request = makeRequest();
    const mutated = fc
      .tuple(fc.constantFrom(...Object.keys(request)), anything)
      .map(([key, value]) => ({ ...request, [key]: value }));
    const mutatedOutcome = fc
      .tuple(fc.constantFrom(...Object.keys(makeCourse())), anything)
      .map(([key, value]) => makeRequest({ outcomes: [makeCourse({ [key]: value })] }));
    fc.assert(
      fc.property(fc.oneof(anything, mutated, mutatedOutcome), (body) => {
        const parsed = parse(body);
        if (!parsed.ok) expect(parsed.faults.length).toBeGreaterThan(0);
      }),
      propertyRuns(300),
    );
  });
});
