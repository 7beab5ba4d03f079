import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choice, chooseConversions } from '#domain/planner/choose-conversions.ts';
import type { Use } from '#domain/planner/find-uses.ts';
import type { PlannerRule } from '#domain/planner/planner-types.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const COURSES = ['A', 'B', 'C', 'D'];
const HOLDINGS = ['x', 'y', 'z'];

const ruleArbitrary = fc.record({
  courses: fc.uniqueArray(fc.constantFrom(...COURSES), { minLength: 1, maxLength: 3 }),
  credits: fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 3, maxLength: 3 }),
  cap: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  group: fc.option(fc.constantFrom('G', 'H'), { nil: undefined }),
  ways: fc.array(fc.uniqueArray(fc.constantFrom(...HOLDINGS), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 2,
  }),
});

const usesArbitrary = fc.array(ruleArbitrary, { maxLength: 6 }).map((rules) =>
  rules.flatMap(({ courses, credits, cap, group, ways }, index): Use[] => {
    const rule: PlannerRule = {
      code: `R${index}`,
      inputs: [],
      gains: courses.map((course, at) => ({ course, credits: (credits[at] ?? 1) / 2 })),
      creditCap: cap === undefined ? undefined : cap / 2,
      exclusivityGroup: group,
      current: true,
    };
    return ways.map((ids) => ({
      rule,
      holdings: ids.map((id) => ({ id, kind: 'certificate', ref: id })),
      doubts: [],
    }));
  }),
);

const capArbitrary = fc.integer({ min: 0, max: 40 }).map((cap) => cap / 2);

/** What stands against the rules of the game in a choice; empty when it may stand. */
function faults(choice: Choice, cap: number): string[] {
  const found: string[] = [];
  const { conversions } = choice;
  const courses = conversions.map(({ course }) => course);
  if (new Set(courses).size < courses.length) found.push('a course twice');
  const total = conversions.reduce((sum, { credits }) => sum + credits, 0);
  if (total !== choice.credits) found.push('a wrong sum');
  if (total > cap) found.push('over the cap');
  const uses = [...new Set(conversions.map(({ use }) => use))];
  for (const [index, use] of uses.entries()) {
    const granted = conversions
      .filter((each) => each.use === use)
      .reduce((sum, { credits }) => sum + credits, 0);
    if (granted > (use.rule.creditCap ?? Number.POSITIVE_INFINITY)) found.push('over a rule’s cap');
    for (const other of uses.slice(index + 1)) {
      if (use.rule.code === other.rule.code) found.push('one rule in two ways');
      const group = use.rule.exclusivityGroup;
      const shared = use.holdings.some(({ id }) => other.holdings.some((h) => h.id === id));
      if (group !== undefined && group === other.rule.exclusivityGroup && shared) {
        found.push('an outcome twice in a group');
      }
    }
  }
  for (const { course, credits, use } of conversions) {
    const gain = use.rule.gains.find((each) => each.course === course);
    if (gain?.credits !== credits) found.push('credits that no rule grants');
  }
  return found;
}

/** The most credits, by trying every way to decide every course. */
function bruteForce(uses: readonly Use[], cap: number): number {
  const options = COURSES.map((course) => [
    undefined,
    ...uses.flatMap((use) =>
      use.rule.gains
        .filter((gain) => gain.course === course)
        .map(({ credits }) => ({ course, credits, use })),
    ),
  ]);
  let best = 0;
  const visit = (index: number, conversions: Choice['conversions']): void => {
    if (index === COURSES.length) {
      const credits = conversions.reduce((sum, each) => sum + each.credits, 0);
      const choice = { conversions, credits, exact: true, bound: credits };
      if (credits > best && faults(choice, cap).length === 0) best = credits;
      return;
    }
    for (const option of options[index] ?? []) {
      visit(index + 1, option ? [...conversions, option] : conversions);
    }
  };
  visit(0, []);
  return best;
}

describe('chooseConversions', () => {
  test('is as good as trying everything, and breaks no cap, group or course', () => {
    fc.assert(
      fc.property(usesArbitrary, capArbitrary, (uses, cap) => {
        const choice = chooseConversions(uses, cap);
        expect(faults(choice, cap)).toEqual([]);
        expect(choice.exact).toBe(true);
        expect(choice.credits).toBe(bruteForce(uses, cap));
      }),
      propertyRuns(300),
    );
  });

  test('stopped early, it still breaks nothing and its bound holds', () => {
    let stopped = 0;
    fc.assert(
      fc.property(usesArbitrary, capArbitrary, (uses, cap) => {
        const choice = chooseConversions(uses, cap, { mostStates: 1 });
        const best = bruteForce(uses, cap);
        expect(faults(choice, cap)).toEqual([]);
        expect(choice.credits).toBeLessThanOrEqual(best);
        expect(choice.bound).toBeGreaterThanOrEqual(best);
        if (choice.exact) expect(choice.credits).toBe(best);
        else stopped += 1;
      }),
      propertyRuns(300),
    );
    expect(stopped).toBeGreaterThan(0);
  });

  test('counts only the courses of the place', () => {
    fc.assert(
      fc.property(usesArbitrary, capArbitrary, (uses, cap) => {
        const open = new Set(['A', 'B']);
        const { conversions } = chooseConversions(uses, cap, { open });
        expect(conversions.every(({ course }) => open.has(course))).toBe(true);
      }),
      propertyRuns(100),
    );
  });

  test('of two choices with as many credits takes the one that needs fewer holdings', () => {
    const rule = (code: string): PlannerRule => ({
      code,
      inputs: [],
      gains: [{ course: 'A', credits: 3 }],
      current: true,
    });
    const holding = (id: string) => ({ id, kind: 'certificate' as const, ref: id });
    const { conversions } = chooseConversions(
      [
        { rule: rule('R1'), holdings: [holding('x'), holding('y')], doubts: [] },
        { rule: rule('R2'), holdings: [holding('x')], doubts: [] },
      ],
      10,
    );
    expect(conversions.map(({ use }) => use.rule.code)).toEqual(['R2']);
  });
});
