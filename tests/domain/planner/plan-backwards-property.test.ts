import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBackwards } from '#domain/planner/plan-backwards.ts';
import type { Holding, PlannerInput } from '#domain/planner/planner-types.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import {
  isHeld,
  isHere,
  judge,
  mostByTrying,
  personConditions,
  type TriedUse,
} from './brute-force.ts';
import { planArbitrary, type RandomPlan, TODAY } from './random-plans.ts';

const backwards = ({ place, rules, holdings, learner, terms }: RandomPlan) =>
  planBackwards(place, rules, TODAY, { holdings, learner, terms: (code) => terms[code] });

const isOpen = (plan: RandomPlan) =>
  plan.rules.filter(
    (rule) => isHere(rule, plan) && !Object.values(personConditions(rule, plan)).includes('no'),
  );
const meets = (need: PlannerInput, plan: RandomPlan) =>
  plan.holdings.some((holding) => isHeld(need, holding) && judge(holding, need, plan) !== 'no');
const surely = (need: PlannerInput, plan: RandomPlan) =>
  plan.holdings.some((holding) => isHeld(need, holding) && judge(holding, need, plan) === 'yes');
const nameOf = ({ kind, ref }: { kind: string; ref: string }) => `${kind} ${ref}`;
const missingOf = (needs: readonly PlannerInput[], plan: RandomPlan) =>
  needs.filter((need) => !meets(need, plan));

/** Rules that apply with what is held and what is obtained; each outcome is one holding. */
function usesWith(plan: RandomPlan, obtained: ReadonlySet<string>): TriedUse[] {
  return isOpen(plan).flatMap((rule) =>
    rule.inputs
      .filter((needs) => missingOf(needs, plan).every((need) => obtained.has(nameOf(need))))
      .map((needs) => ({
        rule,
        answer: 'yes',
        holdings: needs.map(({ kind, ref }): Holding => ({ id: nameOf({ kind, ref }), kind, ref })),
      })),
  );
}

describe('planBackwards, against trying everything', () => {
  test('lists every way to every course, those that want the fewest things first', () => {
    fc.assert(
      fc.property(planArbitrary, (plan) => {
        const { courses } = backwards(plan);
        expect(courses.map(({ course }) => course).toSorted()).toEqual(
          plan.place.courses.map(({ course }) => course),
        );
        for (const { course, ways } of courses) {
          const expected = isOpen(plan).flatMap((rule) =>
            rule.gains
              .filter((gain) => gain.course === course)
              .flatMap(({ credits }) =>
                rule.inputs.map((needs) => ({
                  rule,
                  credits,
                  missing: missingOf(needs, plan),
                  unsure: needs.some((need) => meets(need, plan) && !surely(need, plan)),
                })),
              ),
          );
          const found = ways.map(({ doubts, ...way }) => ({ ...way, unsure: doubts.length > 0 }));
          expect(found).toHaveLength(expected.length);
          expect(found).toEqual(expect.arrayContaining(expected));
          const counts = ways.map(({ missing }) => missing.length);
          expect(counts).toEqual(counts.toSorted((a, b) => a - b));
        }
        const first = courses.map(({ ways }) => ways[0]?.missing.length ?? 99);
        expect(first).toEqual(first.toSorted((a, b) => a - b));
      }),
      propertyRuns(200),
    );
  });

  test('goes by steps that are worth what is said, each the best for each certificate', () => {
    let steps = 0;
    let joint = 0;
    fc.assert(
      fc.property(planArbitrary, (plan) => {
        const answer = backwards(plan);
        expect(answer.exact).toBe(true);
        const got = new Set<string>();
        let credits = mostByTrying(usesWith(plan, got), plan);
        const gains = (): number[] =>
          isOpen(plan)
            .flatMap(({ inputs }) => inputs)
            .map((needs) => missingOf(needs, plan).filter((need) => !got.has(nameOf(need))))
            .filter((missing) => missing.every(({ kind }) => kind === 'certificate'))
            .map((missing) => {
              const then = new Set([...got, ...missing.map(nameOf)]);
              const more = mostByTrying(usesWith(plan, then), plan) - credits;
              return more === 0 ? 0 : more / missing.length;
            });
        for (const { obtain, credits: then } of answer.steps) {
          const best = Math.max(...gains());
          expect((then - credits) / obtain.length).toBeCloseTo(best);
          for (const need of obtain) got.add(nameOf(need));
          expect(mostByTrying(usesWith(plan, got), plan)).toBe(then);
          credits = then;
          steps += 1;
          if (obtain.length > 1) joint += 1;
        }
        expect(Math.max(0, ...gains())).toBe(0);
      }),
      propertyRuns(200),
    );
    expect(steps).toBeGreaterThan(0);
    expect(joint).toBeGreaterThan(0);
  });
});
