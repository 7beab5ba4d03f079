import { describe, expect, test } from 'vitest';
import { addMonths, checkHolding, checkLearner } from '#domain/planner/check-terms.ts';
import { compareGrades } from '#domain/planner/compare-grades.ts';
import type { Holding, PlannerInput, PlannerRule } from '#domain/planner/planner-types.ts';

const TODAY = '2026-11-22';
const holding: Holding = { id: '1', kind: 'certificate', ref: 'X' };
const need: PlannerInput = { kind: 'certificate', ref: 'X' };

describe('checkHolding', () => {
  test.each([
    ['nothing asked', {}, {}, {}, []],
    ['valid to the day', { issuedOn: '2024-11-22' }, {}, { validityMonths: 24 }, []],
    ['expired by a day', { issuedOn: '2024-11-21' }, {}, { validityMonths: 24 }, ['expired']],
    [
      'too early',
      { issuedOn: '2019-12-31' },
      {},
      { issuedFrom: '2020-01-01' },
      ['issued-outside-window'],
    ],
    ['first day', { issuedOn: '2020-01-01' }, {}, { issuedFrom: '2020-01-01' }, []],
    [
      'too late',
      { issuedOn: '2021-01-01' },
      {},
      { issuedTo: '2020-12-31' },
      ['issued-outside-window'],
    ],
    ['one point short', { score: 424 }, { minimumScore: 425 }, {}, ['score-too-low']],
    ['just enough', { score: 425 }, { minimumScore: 425 }, {}, []],
    [
      'the certificate asks for more',
      { score: 60 },
      { minimumScore: 50 },
      { minimumScore: 70 },
      ['score-too-low'],
    ],
    ['lower grade', { grade: '初级' }, { minimumGrade: '中级' }, {}, ['grade-too-low']],
    ['higher grade', { grade: '高级' }, { minimumGrade: '中级' }, {}, []],
  ])('%s', (_, held, asked, terms, refusals) => {
    const found = checkHolding({ ...holding, ...held }, { ...need, ...asked }, terms, TODAY);
    expect(found).toEqual({ refusals, doubts: [] });
  });

  test.each([
    ['the date', {}, { validityMonths: 24 }, 'issue-date-unknown'],
    ['the score', { minimumScore: 60 }, {}, 'score-unknown'],
    ['the grade', { minimumGrade: '二级' }, {}, 'grade-unknown'],
  ])('does not guess %s', (_, asked, terms, doubt) => {
    const found = checkHolding(holding, { ...need, ...asked }, terms, TODAY);
    expect(found).toEqual({ refusals: [], doubts: [doubt] });
  });

  test('leaves an original course to people', () => {
    const original = { ...need, kind: 'originalCourse' as const };
    expect(checkHolding(holding, original, {}, TODAY).doubts).toEqual(['needs-judgement']);
  });
});

describe('checkLearner', () => {
  const rule: PlannerRule = {
    code: 'R1',
    inputs: [],
    gains: [],
    current: true,
    effectiveFrom: '2026-01-01',
    effectiveTo: '2026-12-31',
    cohortFrom: '2022-09-01',
    cohortTo: '2024-08-31',
    learnerGroup: '非英语专业学生',
  };

  test('refuses another cohort and another group', () => {
    const found = checkLearner(
      rule,
      {
        enrolledOn: '2021-09-01',
        groups: { 非英语专业学生: false },
      },
      TODAY,
    );
    expect(found.refusals).toEqual(['wrong-cohort', 'wrong-learner-group']);
  });

  test('asks for what it does not know', () => {
    expect(checkLearner(rule, {}, TODAY)).toEqual({
      refusals: [],
      doubts: ['cohort-unknown', 'learner-group-unknown'],
    });
  });

  test('takes who fits, on the first and the last day', () => {
    for (const enrolledOn of ['2022-09-01', '2024-08-31']) {
      const found = checkLearner(rule, { enrolledOn, groups: { 非英语专业学生: true } }, TODAY);
      expect(found).toEqual({ refusals: [], doubts: [] });
    }
  });

  test.each([
    ['withdrawn', { current: false }, TODAY, false],
    ['before its first day', {}, '2025-12-31', false],
    ['on its first day', {}, '2026-01-01', true],
    ['on its last day', {}, '2026-12-31', true],
    ['after its last day', {}, '2027-01-01', false],
  ])('a rule %s', (_, change, today, counts) => {
    const { refusals } = checkLearner({ ...rule, ...change }, {}, today);
    expect(refusals.includes('rule-not-in-force')).toBe(!counts);
  });
});

test.each([
  ['三级/高级工', '四级/中级工', 1],
  ['四级/中级工', '三级/高级工', -1],
  ['高级工', '中级工', 1],
  ['二级/技师', '技师', 0],
  ['优', '良', 1],
  ['及格', '良', -1],
  ['二级', '二级', 0],
])('%s against %s', (grade, minimum, sign) => {
  expect(Math.sign(compareGrades(grade, minimum) ?? Number.NaN)).toBe(sign);
});

test('does not compare what has no common ladder: level two of an examination stands above one', () => {
  expect(compareGrades('二级', '一级')).toBeUndefined();
  expect(compareGrades('合格', '甲等')).toBeUndefined();
});

test.each([
  ['2024-01-31', 1, '2024-02-29'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2023-11-30', 3, '2024-02-29'],
  ['2024-12-15', 24, '2026-12-15'],
])('%s and %i months', (date, months, then) => {
  expect(addMonths(date, months)).toBe(then);
});
