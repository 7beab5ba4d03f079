import type { RuleDetail } from '../../loader/links/rule-links.ts';
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
 * The most credits that one person can get by these rules: each course once, each rule within its
 * cap, one rule of an exclusivity group, and never rules for different nodes, majors, groups of
 * learners or intakes together.
 * @param courses count these courses alone
 */
export function mostCredits(
  details: readonly RuleDetail[],
  courses?: ReadonlySet<string> | undefined,
): number {
  // Most rules are for everyone, and then there is nobody to tell apart.
  if (details.every(isForEveryone)) return bestChoice(details, courses);
  const totals = peopleOf(details).map((person) =>
    bestChoice(
      details.filter((detail) => isOpen(detail, person)),
      courses,
    ),
  );
  return Math.max(0, ...totals);
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

function isOpen({ rule }: RuleDetail, person: Person): boolean {
  return (
    (rule.node === undefined || rule.node === person.node) &&
    (rule.major === undefined || rule.major === person.major) &&
    (rule.learnerGroup === undefined || rule.learnerGroup === person.learnerGroup) &&
    (rule.cohortFrom === undefined || rule.cohortFrom <= (person.intake ?? '')) &&
    (rule.cohortTo === undefined || (person.intake ?? '9') <= rule.cohortTo)
  );
}

function bestChoice(
  details: readonly RuleDetail[],
  courses: ReadonlySet<string> | undefined,
): number {
  const free = details.filter(({ rule }) => rule.exclusivityGroup === undefined);
  const groups = Map.groupBy(
    details.filter(({ rule }) => rule.exclusivityGroup !== undefined),
    ({ rule }) => rule.exclusivityGroup,
  );
  let choices: RuleDetail[][] = [free];
  for (const group of groups.values()) {
    choices = choices.flatMap((chosen) => group.map((detail) => [...chosen, detail]));
  }
  return Math.max(0, ...choices.map((chosen) => sum(chosen, courses)));
}

function sum(details: readonly RuleDetail[], courses: ReadonlySet<string> | undefined): number {
  const best = new Map<string, { detail: RuleDetail; credits: number }>();
  for (const detail of details) {
    for (const { course, credits } of detail.gains) {
      if (courses && !courses.has(course.code)) continue;
      if (credits > (best.get(course.code)?.credits ?? 0))
        best.set(course.code, { detail, credits });
    }
  }
  let total = 0;
  for (const [{ rule }, gains] of Map.groupBy(best.values(), (entry) => entry.detail)) {
    const granted = gains.reduce((all, { credits }) => all + credits, 0);
    total += Math.min(granted, rule.creditCap ?? granted);
  }
  return total;
}

/** Whether a sum of these rules' credits rests on an invented figure. */
export function restsOnSamples(details: readonly RuleDetail[]): boolean {
  return details.some(({ gains }) => gains.some((gain) => isSample(gain.row, 'credits')));
}
