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
  refused: RefusedRule[];
}

/** A need may be met by several holdings of a kind; beyond this many ways the rest add nothing new. */
const MOST_WAYS = 64;

/**
 * Every way in which holdings meet rules, whatever the place, and every rule that names a holding
 * and refuses it.
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
  const found: FoundUses = { uses: [], refused: [] };
  for (const rule of rules) {
    const person = checkLearner(rule, learner);
    const ways: Use[] = [];
    const refused: RefusedRule[] = [];
    for (const needs of rule.inputs) {
      const candidates = needs.map((need) => candidatesFor(need, held, terms, today));
      const touched = candidates.flatMap(({ all }) => all);
      if (touched.length === 0) continue;
      const reasons = [
        ...person.refusals,
        ...candidates.flatMap(({ all, open, reasons: why }) =>
          open.length > 0 ? [] : all.length === 0 ? (['something-missing'] as const) : why,
        ),
      ];
      if (reasons.length > 0) {
        refused.push({ rule, holdings: touched, reasons: [...new Set(reasons)] });
        continue;
      }
      for (const chosen of combine(candidates.map(({ open }) => open))) {
        ways.push({
          rule,
          holdings: chosen.map(({ holding }) => holding),
          doubts: [...new Set([...person.doubts, ...chosen.flatMap((each) => each.doubts)])],
        });
      }
    }
    found.uses.push(...ways);
    // A rule that applies in one way need not say why it does not in another.
    if (ways.length === 0) found.refused.push(...refused);
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
  return { all, open, reasons: judged.flatMap(({ refusals }) => refusals) };
}

/** One of each list, no holding twice. */
function combine(lists: readonly (readonly Candidate[])[]): Candidate[][] {
  let chosen: Candidate[][] = [[]];
  for (const list of lists) {
    chosen = chosen
      .flatMap((some) =>
        list
          .filter(({ holding }) => some.every((other) => other.holding.id !== holding.id))
          .map((candidate) => [...some, candidate]),
      )
      .slice(0, MOST_WAYS);
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
