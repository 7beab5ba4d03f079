import { isInForce } from './check-terms.ts';
import { type FoundUses, keyOf, type RefusedRule, type Use } from './find-uses.ts';
import type { Verdict } from './plan-place.ts';
import type { Holding, PlannerRule } from './planner-types.ts';

/** What one thing that a person holds is worth by the rules, whatever the place. */
export interface HoldingAnswer {
  holding: Holding;
  /** `match`: a rule is sure to take it. `possible`: one may, or none is there yet. `miss`: all refuse. */
  verdict: Verdict;
  /** No rule in force names it: it can be kept until one does. */
  awaitsRule: boolean;
  /** One use a rule, the surest; the sure ones first. */
  uses: Use[];
  refused: RefusedRule[];
}

/**
 * Each holding by itself: what rules make of it and why others refuse it.
 * @param found from `findUses`, of the same holdings, rules and day
 * @param today `YYYY-MM-DD`
 */
export function judgeHoldings(
  holdings: readonly Holding[],
  rules: readonly PlannerRule[],
  found: FoundUses,
  today: string,
): HoldingAnswer[] {
  const inForce = new Set(
    rules
      .filter((rule) => isInForce(rule, today))
      .flatMap(({ inputs }) => inputs.flat().map(keyOf)),
  );
  return holdings.map((holding) => {
    const isHere = (entry: { holdings: readonly Holding[] }) =>
      entry.holdings.some(({ id }) => id === holding.id);
    const uses = surestOfEachRule(found.uses.filter(isHere));
    const refused = [...found.refused, ...found.passedOver].filter(isHere);
    const awaitsRule = !inForce.has(keyOf(holding));
    const verdict = uses.some(({ doubts }) => doubts.length === 0)
      ? 'match'
      : uses.length > 0 || awaitsRule
        ? 'possible'
        : 'miss';
    return { holding, verdict, awaitsRule, uses, refused };
  });
}

function surestOfEachRule(uses: readonly Use[]): Use[] {
  const seen = new Set<string>();
  return uses
    .toSorted((a, b) => a.doubts.length - b.doubts.length)
    .filter(({ rule }) => !seen.has(rule.code) && seen.add(rule.code));
}
