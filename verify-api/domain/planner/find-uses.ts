import { checkHolding, checkLearner, type Terms } from './check-terms.ts';
import type {
  CertificateTerms,
  Doubt,
  Holding,
  Learner,
  PlannerInput,
  PlannerRule,
  Refusal,
} from './planner-types.ts';

/** One way to apply one rule: these holdings, for these courses. */
export interface Use {
  rule: PlannerRule;
  holdings: readonly Holding[];
  /** What is still to be known or judged; empty when the rule is sure to apply. */
  doubts: readonly Doubt[];
}

/** A rule that names something the person holds, and does not apply. */
export interface RefusedRule {
  rule: PlannerRule;
  holdings: readonly Holding[];
  reasons: readonly Refusal[];
}

export interface FoundUses {
  uses: Use[];
  /** Rules that apply in no way. */
  refused: RefusedRule[];
  /** What a rule refuses of what is held, though it applies by something else. */
  passedOver: RefusedRule[];
  /** False when a rule could apply in more ways than `MOST_WAYS`: then some are not in `uses`. */
  complete: boolean;
}

/** Ways to meet one list of needs with several holdings of a kind. */
export const MOST_WAYS = 64;

/**
 * Every way in which holdings meet rules, whatever the place, and every refusal of a rule that names
 * a holding.
 * @param terms of the certificates, by code
 * @param today `YYYY-MM-DD`
 */
export function findUses(
  rules: readonly PlannerRule[],
  holdings: readonly Holding[],
  learner: Learner,
  terms: (certificate: string) => CertificateTerms | undefined,
  today: string,
): FoundUses {
  const held = Map.groupBy(holdings, keyOf);
  const found: FoundUses = { uses: [], refused: [], passedOver: [], complete: true };
  for (const rule of rules) {
    const named = rule.inputs.filter((needs) => needs.some((need) => held.has(keyOf(need))));
    if (named.length === 0) continue;
    const person = checkLearner(rule, learner, today);
    const uses: Use[] = [];
    const refused: RefusedRule[] = [];
    for (const needs of named) {
      const candidates = needs.map((need) => candidatesFor(need, held, terms, today));
      const ways = combine(candidates.map(({ open }) => open));
      const reasons = [
        ...person.refusals,
        ...candidates.flatMap(({ all, open, reasons: why }) =>
          open.length > 0 ? [] : all.length === 0 ? (['something-missing'] as const) : why,
        ),
      ];
      // One holding cannot meet two needs.
      if (ways.length === 0 && reasons.length === 0) reasons.push('something-missing');
      if (reasons.length > 0) {
        const touched = candidates.flatMap(({ all }) => all);
        refused.push({ rule, holdings: touched, reasons: [...new Set(reasons)] });
        continue;
      }
      for (const { closed } of candidates) {
        for (const { holding, refusals } of closed) {
          found.passedOver.push({ rule, holdings: [holding], reasons: refusals });
        }
      }
      found.complete &&= ways.length <= MOST_WAYS;
      for (const chosen of ways.slice(0, MOST_WAYS)) {
        uses.push({
          rule,
          holdings: chosen.map(({ holding }) => holding),
          doubts: [...new Set([...person.doubts, ...chosen.flatMap((each) => each.doubts)])],
        });
      }
    }
    found.uses.push(...uses);
    (uses.length > 0 ? found.passedOver : found.refused).push(...refused);
  }
  return found;
}

interface Candidate {
  holding: Holding;
  doubts: readonly Doubt[];
}

function candidatesFor(
  need: PlannerInput,
  held: ReadonlyMap<string, Holding[]>,
  terms: (certificate: string) => CertificateTerms | undefined,
  today: string,
) {
  const all = held.get(keyOf(need)) ?? [];
  const judged = all.map((holding): Terms & { holding: Holding } => ({
    holding,
    ...checkHolding(
      holding,
      need,
      (need.kind === 'certificate' ? terms(need.ref) : undefined) ?? {},
      today,
    ),
  }));
  const open: Candidate[] = judged.filter(({ refusals }) => refusals.length === 0);
  const closed = judged.filter(({ refusals }) => refusals.length > 0);
  return { all, open, closed, reasons: closed.flatMap(({ refusals }) => refusals) };
}

/** One of each list, no holding twice; one way more than `MOST_WAYS` at most. */
function combine(lists: readonly (readonly Candidate[])[]): Candidate[][] {
  let chosen: Candidate[][] = [[]];
  for (const list of lists) {
    chosen = chosen
      .flatMap((some) =>
        list
          .filter(({ holding }) => some.every((other) => other.holding.id !== holding.id))
          .map((candidate) => [...some, candidate]),
      )
      .slice(0, MOST_WAYS + 1);
  }
  return chosen;
}

/** Titles of original courses are compared without white space and punctuation. */
export function keyOf({ kind, ref }: { kind: string; ref: string }): string {
  const folded =
    kind === 'originalCourse'
      ? ref
          .normalize('NFKC')
          .toLowerCase()
          .replace(/[\s\p{P}]+/gu, '')
      : ref;
  return `${kind} ${folded}`;
}
