import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findUses } from '#domain/planner/find-uses.ts';
import { judgeHoldings } from '#domain/planner/judge-holdings.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { allUses, isHeld, isInForce } from './brute-force.ts';
import { planArbitrary, TODAY } from './random-plans.ts';

test('each holding is a match, possible or a miss by what rules make of it anywhere', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(planArbitrary, (plan) => {
      // Everywhere: as if no rule named a place.
      const rules = plan.rules.map(({ node: _, major: __, ...rule }) => rule);
      const uses = allUses({ ...plan, rules });
      const found = findUses(rules, plan.holdings, plan.learner, (code) => plan.terms[code], TODAY);
      const answers = judgeHoldings(plan.holdings, rules, found, TODAY);
      expect(answers.map(({ holding }) => holding)).toEqual(plan.holdings);
      for (const { holding, verdict, awaitsRule, refused } of answers) {
        const own = uses.filter((use) => use.holdings.includes(holding));
        const named = rules.filter((rule) =>
          rule.inputs.flat().some((need) => isHeld(need, holding)),
        );
        const inForce = named.filter(isInForce);
        const expected = own.some(({ answer }) => answer === 'yes')
          ? 'match'
          : own.length > 0 || inForce.length === 0
            ? 'possible'
            : 'miss';
        expect(verdict).toBe(expected);
        expect(awaitsRule).toBe(inForce.length === 0);
        if (verdict === 'miss') expect(refused.length).toBeGreaterThan(0);
        seen.add(verdict + awaitsRule);
      }
    }),
    propertyRuns(300),
  );
  expect([...seen].toSorted()).toEqual([
    'matchfalse',
    'missfalse',
    'possiblefalse',
    'possibletrue',
  ]);
});
