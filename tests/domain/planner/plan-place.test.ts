import { describe, expect, test } from 'vitest';
import { findUses } from '#domain/planner/find-uses.ts';
import { planBackwards } from '#domain/planner/plan-backwards.ts';
import { planPlace, planPlaces } from '#domain/planner/plan-place.ts';
import type { Holding, PlannerPlace, PlannerRule } from '#domain/planner/planner-types.ts';

const TODAY = '2026-11-22';
const certificate = (ref: string, more: Partial<Holding> = {}): Holding => ({
  id: ref,
  kind: 'certificate',
  ref,
  ...more,
});
const rule = (code: string, from: string[], gains: Record<string, number>, more: object = {}) =>
  ({
    code,
    inputs: [from.map((ref) => ({ kind: 'certificate', ref }))],
    gains: Object.entries(gains).map(([course, credits]) => ({ course, credits })),
    current: true,
    ...more,
  }) as PlannerRule;
const place = (more: Partial<PlannerPlace> = {}): PlannerPlace => ({
  node: 'N1',
  major: 'M1',
  courses: ['A', 'B', 'C'].map((course) => ({ course, credits: 4 })),
  cap: 10,
  total: 80,
  ...more,
});
const plan = (rules: PlannerRule[], holdings: Holding[], where = place()) =>
  planPlace(
    where,
    findUses(rules, holdings, {}, () => undefined, TODAY),
  );
const reasons = (answer: ReturnType<typeof planPlace>) =>
  Object.fromEntries(answer.refused.map((line) => [line.rule.code, line.reasons]));

describe('planPlace', () => {
  test('says which rule gives which course, and why the others do not', () => {
    const answer = plan(
      [
        rule('R1', ['X'], { A: 4 }, { exclusivityGroup: 'G' }),
        rule('R2', ['X'], { B: 3 }, { exclusivityGroup: 'G' }),
        rule('R3', ['Y'], { A: 0.5 }),
        rule('R4', ['Y'], { D: 2 }),
        rule('R5', ['Y', 'Z'], { C: 4 }),
        rule('R6', ['Y'], { C: 4 }, { effectiveTo: '2026-11-21' }),
        rule('R7', ['Y'], { C: 4 }, { node: 'N2' }),
        rule('R8', ['W'], { C: 4 }),
      ],
      [certificate('X'), certificate('Y')],
    );
    expect(answer.verdict).toBe('match');
    expect(answer.sure.credits).toBe(4);
    expect(answer.sure.conversions.map(({ course, use }) => [course, use.rule.code])).toEqual([
      ['A', 'R1'],
    ]);
    expect(reasons(answer)).toEqual({
      R2: ['already-used'],
      R3: ['course-covered-already'],
      R4: ['course-not-in-major'],
      R5: ['something-missing'],
      R6: ['rule-not-in-force'],
    });
  });

  test('keeps to the cap with whole courses, and says that it is reached', () => {
    const answer = plan(
      [rule('R1', ['X'], { A: 4 }), rule('R2', ['Y'], { B: 3 }), rule('R3', ['Z'], { C: 3 })],
      [certificate('X'), certificate('Y'), certificate('Z')],
      place({ cap: 6 }),
    );
    expect(answer.sure.credits).toBe(6);
    expect(reasons(answer)).toEqual({ R1: ['cap-reached'] });
  });

  test('keeps what is sure apart from what is possible', () => {
    const rules = [rule('R1', ['X'], { A: 4 }), rule('R2', ['Y'], { B: 3 }, { learnerGroup: 'g' })];
    const answer = plan(rules, [certificate('X'), certificate('Y')]);
    expect([answer.verdict, answer.sure.credits, answer.possible.credits]).toEqual(['match', 4, 7]);
    expect(plan(rules, [certificate('Y')]).verdict).toBe('possible');
    expect(plan(rules, []).verdict).toBe('miss');
  });

  test('uses another holding of the kind when one has expired', () => {
    const found = findUses(
      [rule('R1', ['X'], { A: 4 })],
      [
        certificate('X', { id: 'old', issuedOn: '2010-01-01' }),
        certificate('X', { id: 'new', issuedOn: '2026-01-01' }),
      ],
      {},
      () => ({ validityMonths: 36 }),
      TODAY,
    );
    expect(found.uses.map(({ holdings }) => holdings.map(({ id }) => id))).toEqual([['new']]);
  });

  test('ranks places by what is sure, then by what is possible', () => {
    const rules = [
      rule('R1', ['X'], { A: 4 }, { node: 'N2' }),
      rule('R2', ['X'], { A: 4 }, { node: 'N3', learnerGroup: 'g' }),
    ];
    const places = ['N1', 'N3', 'N2'].map((node) => place({ node }));
    const found = findUses(rules, [certificate('X')], {}, () => undefined, TODAY);
    expect(planPlaces(places, found).map((answer) => answer.place.node)).toEqual([
      'N2',
      'N3',
      'N1',
    ]);
  });
});

describe('planBackwards', () => {
  const rules = [
    rule('R1', ['X'], { A: 4 }),
    rule('R2', ['X', 'Y'], { B: 4 }),
    rule('R3', ['Z'], { A: 3 }),
    rule('R4', ['V'], { B: 2 }),
  ];

  test('lists the ways to each course, fewest certificates first', () => {
    const { courses } = planBackwards(place(), rules, TODAY);
    expect(courses.map(({ course, ways }) => [course, ways.map((way) => way.rule.code)])).toEqual([
      ['A', ['R1', 'R3']],
      ['B', ['R4', 'R2']],
      ['C', []],
    ]);
  });

  test('counts what is held already', () => {
    const { courses } = planBackwards(place(), rules, TODAY, { holdings: [certificate('X')] });
    expect(courses[0]?.ways[0]?.missing).toEqual([]);
    expect(courses[1]?.ways[0]?.missing.map(({ ref }) => ref)).toEqual(['Y']);
  });

  test('goes certificate by certificate, the most useful first', () => {
    const { steps } = planBackwards(place(), rules, TODAY);
    expect(
      steps.map(({ obtain, credits }) => [obtain.map(({ ref }) => ref).join(), credits]),
    ).toEqual([
      ['X', 4],
      ['Y', 8],
    ]);
  });

  test('never steps past the cap', () => {
    const { steps } = planBackwards(place({ cap: 4 }), rules, TODAY);
    expect(steps.at(-1)?.credits).toBe(4);
  });
});
