import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findUses } from '#domain/planner/find-uses.ts';
import { type PlaceAnswer, planPlace } from '#domain/planner/plan-place.ts';
import type { Refusal } from '#domain/planner/planner-types.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import {
  allUses,
  faultsOf,
  groundless,
  isHeld,
  isHere,
  mostByTrying,
  personConditions,
  reasonsAgainst,
} from './brute-force.ts';
import { planArbitrary, type RandomPlan, TODAY } from './random-plans.ts';

function answerOf(plan: RandomPlan, mostStates?: number): PlaceAnswer {
  const { rules, holdings, learner, terms, place } = plan;
  return planPlace(
    place,
    findUses(rules, holdings, learner, (code) => terms[code], TODAY),
    mostStates,
  );
}

/** Reasons of the answer that are not so; `rule: reason course`. */
function untrueReasons(plan: RandomPlan, { possible, refused }: PlaceAnswer): string[] {
  const uses = allUses(plan);
  const granted = possible.conversions;
  const addable = (rule: (typeof refused)[number]['rule'], course: string) => {
    const gain = rule.gains.find((each) => each.course === course);
    return uses
      .filter((use) => use.rule.code === rule.code)
      .map((use) => faultsOf(gain ? [...granted, { ...gain, use }] : granted, plan));
  };
  return refused.flatMap(({ rule, holdings, reasons, courses }) => {
    const person = personConditions(rule, plan);
    const needs = rule.inputs.flat();
    const isTrue = (reason: Refusal, course: string): boolean => {
      if (reason in person) return person[reason] === 'no';
      switch (reason) {
        case 'something-missing':
          return rule.inputs.some(
            (list) =>
              list.some((need) => holdings.some((holding) => isHeld(need, holding))) &&
              list.some((need) => !plan.holdings.some((holding) => isHeld(need, holding))),
          );
        case 'course-not-in-major':
          return !plan.place.courses.some((each) => each.course === course);
        case 'course-covered-already':
          return granted.some((each) => each.course === course && each.use.rule.code !== rule.code);
        case 'already-used':
          return addable(rule, course).every((f) => f.includes('an outcome twice in a group'));
        case 'rule-cap-reached':
          return addable(rule, course).some((f) => f.includes('over a rule’s cap'));
        case 'cap-reached':
          return addable(rule, course).every((f) => f.includes('over the cap of the place'));
        default:
          return needs.some((need) =>
            holdings.some(
              (holding) =>
                isHeld(need, holding) && reasonsAgainst(holding, need, plan).includes(reason),
            ),
          );
      }
    };
    return courses.flatMap((course) =>
      reasons
        .filter((reason) => !isTrue(reason, course))
        .map((reason) => `${rule.code}: ${reason} ${course}`),
    );
  });
}

/** Courses that a rule naming a holding could grant, of which the answer says nothing. */
function unspokenOf(plan: RandomPlan, { possible, refused }: PlaceAnswer): string[] {
  const named = plan.rules.filter(
    (rule) =>
      isHere(rule, plan) &&
      rule.inputs.flat().some((need) => plan.holdings.some((holding) => isHeld(need, holding))),
  );
  return named.flatMap(({ code, gains }) =>
    gains
      .map(({ course }) => course)
      .filter(
        (course) =>
          !possible.conversions.some((c) => c.use.rule.code === code && c.course === course) &&
          !refused.some(
            ({ rule, courses, reasons }) =>
              rule.code === code && courses.includes(course) && reasons.length > 0,
          ),
      )
      .map((course) => `${code} ${course}`),
  );
}

describe('planPlace, against trying everything', () => {
  test('finds the most credits, and breaks no cap, condition or group', () => {
    const seen = { match: 0, possible: 0, miss: 0 };
    fc.assert(
      fc.property(planArbitrary, (plan) => {
        const answer = answerOf(plan);
        const uses = allUses(plan);
        const certain = uses.filter((use) => use.answer === 'yes');
        const most = { sure: mostByTrying(certain, plan), possible: mostByTrying(uses, plan) };
        expect(answer.sure).toMatchObject({ exact: true, credits: most.sure, bound: most.sure });
        expect(answer.possible).toMatchObject({ exact: true, credits: most.possible });
        expect(faultsOf(answer.sure.conversions, plan)).toEqual([]);
        expect(faultsOf(answer.possible.conversions, plan)).toEqual([]);
        expect(groundless(answer.sure.conversions, certain)).toEqual([]);
        expect(groundless(answer.possible.conversions, uses)).toEqual([]);
        const verdict = most.sure > 0 ? 'match' : most.possible > 0 ? 'possible' : 'miss';
        expect(answer.verdict).toBe(verdict);
        seen[verdict] += 1;
      }),
      propertyRuns(300),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  test('says of every course that is not gained why not, and says the truth', () => {
    const seen = new Set<Refusal>();
    fc.assert(
      fc.property(planArbitrary, (plan) => {
        const answer = answerOf(plan);
        expect(untrueReasons(plan, answer)).toEqual([]);
        expect(unspokenOf(plan, answer)).toEqual([]);
        for (const { reasons } of answer.refused) for (const reason of reasons) seen.add(reason);
      }),
      // So many that the rarest reason comes up.
      propertyRuns(5_000),
    );
    expect([...seen].toSorted()).toEqual([
      'already-used',
      'cap-reached',
      'course-covered-already',
      'course-not-in-major',
      'expired',
      'grade-too-low',
      'issued-outside-window',
      'rule-cap-reached',
      'rule-not-in-force',
      'score-too-low',
      'something-missing',
      'wrong-cohort',
      'wrong-learner-group',
    ]);
  });

  test('stopped early, it breaks nothing, its bound holds and its reasons are true', () => {
    let stopped = 0;
    fc.assert(
      fc.property(planArbitrary, (plan) => {
        const answer = answerOf(plan, 1);
        const uses = allUses(plan);
        const certain = uses.filter((use) => use.answer === 'yes');
        for (const [choice, list] of [
          [answer.sure, certain],
          [answer.possible, uses],
        ] as const) {
          const most = mostByTrying(list, plan);
          expect(faultsOf(choice.conversions, plan)).toEqual([]);
          expect(groundless(choice.conversions, list)).toEqual([]);
          expect(choice.credits).toBeLessThanOrEqual(most);
          expect(choice.bound).toBeGreaterThanOrEqual(most);
          if (choice.exact) expect(choice.credits).toBe(most);
          else stopped += 1;
        }
        expect(untrueReasons(plan, answer)).toEqual([]);
      }),
      propertyRuns(300),
    );
    expect(stopped).toBeGreaterThan(0);
  });
});
