import { checkLearner } from '#domain/planner/check-terms.ts';
import { chooseConversions } from '#domain/planner/choose-conversions.ts';
import type { Holding, PlannerRule } from '#domain/planner/planner-types.ts';
import type { RuleDetail } from '../../loader/links/rule-links.ts';
import { plannerRule } from '../../loader/planner-terms.ts';
import { isSample } from '../../loader/row-state.ts';

/** One person: studies one major at one node, belongs to one group of learners, has one intake. */
interface Person {
  node?: string | undefined;
  major?: string | undefined;
  learnerGroup?: string | undefined;
  /** `YYYY-MM-DD` */
  intake?: string | undefined;
}

/**
 * The most credits that one person can get by these rules, all in force and all resting on one
 * certificate: the planner's own choice. The planner is told who asks; a page is not, and so takes
 * the best over all whom the rules tell apart, never adding up rules for different nodes, majors,
 * groups of learners or intakes.
 * @param courses count these courses alone
 * @param cap the most that may be converted
 */
export function mostCredits(
  details: readonly RuleDetail[],
  courses?: ReadonlySet<string> | undefined,
  cap = Number.POSITIVE_INFINITY,
): number {
  const best = (list: readonly RuleDetail[]) =>
    chooseConversions(
      list.map((detail) => ({ rule: ruleOf(detail), holdings: [IT], doubts: [] })),
      cap,
      courses && { open: courses },
    ).credits;
  // Most rules are for everyone, and then there is nobody to tell apart.
  if (details.every(isForEveryone)) return best(details);
  const totals = peopleOf(details).map((person) =>
    best(details.filter((detail) => isOpen(detail, person))),
  );
  return Math.max(0, ...totals);
}

/** What is held, as far as it matters: one outcome, which a group of rules uses once. */
const IT: Holding = { id: 'it', kind: 'certificate', ref: 'it' };

const plannerRules = new WeakMap<RuleDetail, PlannerRule>();

/** That the rule is in force the caller has seen to, by the bank's own day. */
function ruleOf(detail: RuleDetail): PlannerRule {
  const known = plannerRules.get(detail) ?? {
    ...plannerRule(detail),
    current: true,
    effectiveFrom: undefined,
    effectiveTo: undefined,
  };
  plannerRules.set(detail, known);
  return known;
}

/** Everyone whom the rules tell apart. Two groups of learners are taken to exclude each other. */
function peopleOf(details: readonly RuleDetail[]): Person[] {
  const values = <T>(of: (rule: RuleDetail['rule']) => readonly T[]): Set<T> =>
    new Set(details.flatMap(({ rule }) => of(rule)));
  let people: Person[] = [{}];
  const add = (key: keyof Person, found: ReadonlySet<string | undefined>) => {
    people = people.flatMap((person) => [...found].map((value) => ({ ...person, [key]: value })));
  };
  if (details.length === 0) return [];
  add(
    'node',
    values(({ node }) => [node]),
  );
  add(
    'major',
    values(({ major }) => [major]),
  );
  add(
    'learnerGroup',
    values(({ learnerGroup }) => [learnerGroup]),
  );
  add(
    'intake',
    values(({ cohortFrom, cohortTo }) => [cohortFrom, cohortTo]),
  );
  return people;
}

function isForEveryone({ rule }: RuleDetail): boolean {
  const { node, major, learnerGroup, cohortFrom, cohortTo } = rule;
  return [node, major, learnerGroup, cohortFrom, cohortTo].every((limit) => limit === undefined);
}

function isOpen(detail: RuleDetail, { node, major, learnerGroup, intake }: Person): boolean {
  const { rule } = detail;
  const groups = learnerGroup === undefined ? {} : { [learnerGroup]: true };
  const { refusals, doubts } = checkLearner(ruleOf(detail), { enrolledOn: intake, groups }, '');
  return (
    (rule.node === undefined || rule.node === node) &&
    (rule.major === undefined || rule.major === major) &&
    refusals.length + doubts.length === 0
  );
}

/** Whether a sum of these rules' credits rests on an invented figure. */
export function restsOnSamples(details: readonly RuleDetail[]): boolean {
  return details.some(({ gains }) => gains.some((gain) => isSample(gain.row, 'credits')));
}
