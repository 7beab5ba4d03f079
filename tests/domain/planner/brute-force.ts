import type { Conversion } from '#domain/planner/choose-conversions.ts';
import type {
  CertificateTerms,
  Holding,
  PlannerInput,
  PlannerRule,
} from '#domain/planner/planner-types.ts';
import { type RandomPlan, TODAY } from './random-plans.ts';

/**
 * The planner's promises written down a second time, as plainly as possible and without its code:
 * everything is tried.
 */
type Answer = 'yes' | 'maybe' | 'no';

const GRADES = ['中', '良', '优'];

/** Each condition by the name of the refusal it leads to. */
export function conditionsOf(
  holding: Holding,
  need: PlannerInput,
  { validityMonths, minimumScore, issuedFrom, issuedTo }: CertificateTerms,
): Record<string, Answer> {
  const scores = [need.minimumScore, minimumScore].filter((score) => score !== undefined);
  const grade = need.minimumGrade;
  const date = holding.issuedOn;
  const dated = [validityMonths, issuedFrom, issuedTo].some((term) => term !== undefined);
  const ends = new Date(`${date ?? '2000-01-01'}T00:00:00Z`);
  ends.setUTCMonth(ends.getUTCMonth() + (validityMonths ?? 0));
  return {
    'score-too-low':
      scores.length === 0
        ? 'yes'
        : holding.score === undefined
          ? 'maybe'
          : yesIf(scores.every((score) => (holding.score ?? 0) >= score)),
    'grade-too-low':
      grade === undefined
        ? 'yes'
        : holding.grade === undefined
          ? 'maybe'
          : yesIf(GRADES.indexOf(holding.grade) >= GRADES.indexOf(grade)),
    expired:
      validityMonths === undefined || date === undefined
        ? dated && date === undefined
          ? 'maybe'
          : 'yes'
        : yesIf(ends.toISOString().slice(0, 10) >= TODAY),
    'issued-outside-window':
      date === undefined ? 'yes' : yesIf(date >= (issuedFrom ?? '') && date <= (issuedTo ?? '9')),
    judged: need.kind === 'originalCourse' ? 'maybe' : 'yes',
  };
}

export const isInForce = ({ current, effectiveFrom, effectiveTo }: PlannerRule): boolean =>
  current && !(effectiveFrom && effectiveFrom > TODAY) && !(effectiveTo && effectiveTo < TODAY);

export function personConditions(
  rule: PlannerRule,
  { learner }: RandomPlan,
): Record<string, Answer> {
  const { learnerGroup: group, cohortFrom, cohortTo } = rule;
  const member = group === undefined ? true : learner.groups?.[group];
  const asked = cohortFrom !== undefined || cohortTo !== undefined;
  const day = learner.enrolledOn;
  return {
    'rule-not-in-force': yesIf(isInForce(rule)),
    'wrong-learner-group': member === undefined ? 'maybe' : yesIf(member),
    'wrong-cohort': !asked
      ? 'yes'
      : day === undefined
        ? 'maybe'
        : yesIf(day >= (cohortFrom ?? '') && day <= (cohortTo ?? '9')),
  };
}

const yesIf = (condition: boolean): Answer => (condition ? 'yes' : 'no');
const worst = (answers: readonly Answer[]): Answer =>
  answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';

export const isHeld = (need: PlannerInput, { kind, ref }: Holding) =>
  need.kind === kind && need.ref === ref;
export const isHere = (rule: PlannerRule, { place }: RandomPlan) =>
  [undefined, place.node].includes(rule.node) && [undefined, place.major].includes(rule.major);
const termsOf = (need: PlannerInput, { terms }: RandomPlan) =>
  (need.kind === 'certificate' ? terms[need.ref] : undefined) ?? {};
export const judge = (holding: Holding, need: PlannerInput, plan: RandomPlan): Answer =>
  worst(Object.values(conditionsOf(holding, need, termsOf(need, plan))));
export const reasonsAgainst = (holding: Holding, need: PlannerInput, plan: RandomPlan): string[] =>
  Object.entries(conditionsOf(holding, need, termsOf(need, plan)))
    .filter(([, answer]) => answer === 'no')
    .map(([reason]) => reason);

/** A rule by some holdings, one a need, whether it is sure or not. */
export interface TriedUse {
  rule: PlannerRule;
  holdings: Holding[];
  answer: Answer;
}

/** Every assignment of holdings to the needs of every rule of the place, refused ones left out. */
export function allUses(plan: RandomPlan): TriedUse[] {
  return plan.rules
    .filter((rule) => isHere(rule, plan))
    .flatMap((rule) =>
      rule.inputs.flatMap((needs) => {
        let tried: { holdings: Holding[]; answers: Answer[] }[] = [
          { holdings: [], answers: Object.values(personConditions(rule, plan)) },
        ];
        for (const need of needs) {
          tried = tried.flatMap(({ holdings, answers }) =>
            plan.holdings
              .filter((holding) => isHeld(need, holding) && !holdings.includes(holding))
              .map((holding) => ({
                holdings: [...holdings, holding],
                answers: [...answers, judge(holding, need, plan)],
              })),
          );
        }
        return tried.map(({ holdings, answers }) => ({ rule, holdings, answer: worst(answers) }));
      }),
    )
    .filter(({ answer }) => answer !== 'no');
}

interface Granted {
  course: string;
  credits: number;
  use: { rule: PlannerRule; holdings: readonly Holding[] };
}

/** What is broken by these conversions together; empty when they may stand. */
export function faultsOf(granted: readonly Granted[], { place }: RandomPlan): string[] {
  const found: string[] = [];
  const sum = (list: readonly Granted[]) => list.reduce((all, { credits }) => all + credits, 0);
  if (sum(granted) > place.cap) found.push('over the cap of the place');
  if (new Set(granted.map(({ course }) => course)).size < granted.length)
    found.push('a course twice');
  for (const [at, one] of granted.entries()) {
    const { rule, holdings } = one.use;
    const mine = granted.filter(({ use }) => use.rule.code === rule.code);
    if (rule.creditCap !== undefined && sum(mine) > rule.creditCap) found.push('over a rule’s cap');
    if (!place.courses.some(({ course }) => course === one.course)) found.push('not in the table');
    if (!rule.gains.some((gain) => gain.course === one.course && gain.credits === one.credits)) {
      found.push('not granted by the rule');
    }
    for (const other of granted.slice(at + 1)) {
      const same = sameHoldings(holdings, other.use.holdings);
      if (other.use.rule.code === rule.code) {
        if (!same) found.push('one rule in two ways');
        continue;
      }
      const shared = holdings.some(({ id }) => other.use.holdings.some((each) => each.id === id));
      const group = rule.exclusivityGroup;
      if (shared && group !== undefined && group === other.use.rule.exclusivityGroup) {
        found.push('an outcome twice in a group');
      }
    }
  }
  return found;
}

export function sameHoldings(one: readonly Holding[], other: readonly Holding[]): boolean {
  const ids = (list: readonly Holding[]) => list.map(({ id }) => id).join();
  return ids(one) === ids(other);
}

/** The most credits by these uses, each course left out or granted by each of them in turn. */
export function mostByTrying(uses: readonly TriedUse[], plan: RandomPlan): number {
  let best = 0;
  const visit = (at: number, granted: Granted[]): void => {
    if (faultsOf(granted, plan).length > 0) return;
    const course = plan.place.courses[at]?.course;
    if (course === undefined) {
      best = Math.max(
        best,
        granted.reduce((sum, { credits }) => sum + credits, 0),
      );
      return;
    }
    visit(at + 1, granted);
    for (const use of uses) {
      const gain = use.rule.gains.find((each) => each.course === course);
      if (gain) visit(at + 1, [...granted, { ...gain, use }]);
    }
  };
  visit(0, []);
  return best;
}

/** Conversions of the planner that rest on nothing the person may use. */
export function groundless(
  conversions: readonly Conversion[],
  uses: readonly TriedUse[],
): Conversion[] {
  return conversions.filter(
    ({ use }) =>
      !uses.some(
        ({ rule, holdings }) => rule.code === use.rule.code && sameHoldings(holdings, use.holdings),
      ),
  );
}
