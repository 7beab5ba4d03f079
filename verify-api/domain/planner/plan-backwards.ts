import { checkHolding, checkLearner } from './check-terms.ts';
import { chooseConversions } from './choose-conversions.ts';
import { keyOf, type Use } from './find-uses.ts';
import { isFor } from './plan-place.ts';
import type {
  CertificateTerms,
  Doubt,
  Holding,
  Learner,
  PlannerInput,
  PlannerPlace,
  PlannerRule,
} from './planner-types.ts';

/** One way to have a course covered: what to obtain, and what it is worth. */
export interface Way {
  rule: PlannerRule;
  /** What is not held yet, or not good enough. Empty: what is held covers the course. */
  missing: readonly PlannerInput[];
  /** What is not known of the things held on which it rests. */
  doubts: readonly Doubt[];
  credits: number;
}

export interface CourseWays {
  course: string;
  credits: number;
  /** Fewest things to obtain first, then the fewest doubts, then the most credits. */
  ways: Way[];
}

/** One more certificate, or a few that count only together. */
export interface Step {
  obtain: readonly PlannerInput[];
  /** The best use of all of them and of what is held. */
  credits: number;
}

export interface BackwardsAnswer {
  /** Every course of the place, those that need the fewest things first; without ways at the end. */
  courses: CourseWays[];
  /** One after another, each the one that adds most for each certificate; ends when none adds anything. */
  steps: Step[];
  /** False when the credits of a step are those of a search that stopped early. */
  exact: boolean;
}

/** What is known of a person who plans; all of it may be left out. */
export interface Starting {
  holdings?: readonly Holding[];
  learner?: Learner;
  terms?: (certificate: string) => CertificateTerms | undefined;
}

/** A person sets out to obtain only so many. */
const MOST_STEPS = 20;

/**
 * Which certificates would cover which courses of a place. What is held counts unless it is refused
 * for sure (`doubts` says what is open); what is to be obtained is taken to reach the grade and score asked for.
 * @param today `YYYY-MM-DD`
 */
export function planBackwards(
  place: PlannerPlace,
  rules: readonly PlannerRule[],
  today: string,
  { holdings = [], learner = {}, terms = () => undefined }: Starting = {},
): BackwardsAnswer {
  const open = new Set(place.courses.map(({ course }) => course));
  const held = Map.groupBy(holdings, keyOf);
  /** The doubts about the surest holding that may meet a need; undefined when none may. */
  const doubtsAbout = (need: PlannerInput): readonly Doubt[] | undefined => {
    const facts = (need.kind === 'certificate' ? terms(need.ref) : undefined) ?? {};
    return (held.get(keyOf(need)) ?? [])
      .map((holding) => checkHolding(holding, need, facts, today))
      .filter(({ refusals }) => refusals.length === 0)
      .map(({ doubts }) => doubts)
      .toSorted((a, b) => a.length - b.length)[0];
  };
  const ways = rules
    .filter(
      (rule) => isFor(rule, place) && checkLearner(rule, learner, today).refusals.length === 0,
    )
    .filter(({ gains }) => gains.some(({ course }) => open.has(course)))
    .flatMap((rule) =>
      rule.inputs.map((needs): RuleWay => {
        const missing = needs.filter((need) => doubtsAbout(need) === undefined);
        const doubts = [...new Set(needs.flatMap((need) => doubtsAbout(need) ?? []))];
        return { rule, needs, missing, doubts, keys: missing.map(keyOf) };
      }),
    );
  return { courses: coursesOf(place, ways), ...stepsOf(place, ways, open) };
}

interface RuleWay {
  rule: PlannerRule;
  needs: readonly PlannerInput[];
  missing: readonly PlannerInput[];
  doubts: readonly Doubt[];
  keys: readonly string[];
}

function coursesOf(place: PlannerPlace, all: readonly RuleWay[]): CourseWays[] {
  const ways = new Map<string, Way[]>();
  for (const { rule, missing, doubts } of all) {
    for (const { course, credits } of rule.gains) {
      const list = ways.get(course) ?? [];
      list.push({ rule, missing, doubts, credits });
      ways.set(course, list);
    }
  }
  const fewest = ({ ways: [first] }: CourseWays) => first?.missing.length ?? MOST_STEPS;
  return place.courses
    .map(({ course, credits }) => ({
      course,
      credits,
      ways: (ways.get(course) ?? []).toSorted(
        (a, b) =>
          a.missing.length - b.missing.length ||
          a.doubts.length - b.doubts.length ||
          b.credits - a.credits,
      ),
    }))
    .toSorted((a, b) => fewest(a) - fewest(b));
}

function stepsOf(
  place: PlannerPlace,
  ways: readonly RuleWay[],
  open: ReadonlySet<string>,
): Pick<BackwardsAnswer, 'steps' | 'exact'> {
  const got = new Set<string>();
  const steps: Step[] = [];
  let exact = true;
  let credits = chooseConversions(usesWith(ways, got), place.cap, { open }).credits;
  while (steps.length < MOST_STEPS) {
    let best: { step: Step; keys: readonly string[]; each: number; exact: boolean } | undefined;
    for (const { obtain, keys, most } of candidates(ways, got, open)) {
      if (Math.min(most, place.cap - credits) / keys.length <= (best?.each ?? 0)) continue;
      const uses = usesWith(ways, new Set([...got, ...keys]));
      const choice = chooseConversions(uses, place.cap, { open });
      const each = (choice.credits - credits) / keys.length;
      if (each > (best?.each ?? 0)) {
        const step = { obtain, credits: choice.credits };
        best = { step, keys, each, exact: choice.exact };
      }
    }
    if (!best) break;
    steps.push(best.step);
    credits = best.step.credits;
    exact &&= best.exact;
    for (const key of best.keys) got.add(key);
  }
  return { steps, exact };
}

interface Candidate {
  obtain: readonly PlannerInput[];
  keys: readonly string[];
  /** It can add no more credits than this. */
  most: number;
}

/** What one way still wants, when certificates are all it wants; the most promising first. */
function candidates(
  ways: readonly RuleWay[],
  got: ReadonlySet<string>,
  open: ReadonlySet<string>,
): Candidate[] {
  const wanted = new Map<string, Candidate>();
  for (const { missing, keys } of ways) {
    const obtain = missing.filter((_, index) => !got.has(keys[index] ?? ''));
    if (obtain.length === 0 || obtain.some(({ kind }) => kind !== 'certificate')) continue;
    const left = obtain.map(keyOf).toSorted();
    wanted.set(left.join('|'), { obtain, keys: left, most: 0 });
  }
  return [...wanted.values()]
    .map((candidate) => ({ ...candidate, most: mostAdded(candidate, ways, got, open) }))
    .toSorted((a, b) => b.most / b.keys.length - a.most / a.keys.length);
}

/** The sum of all that the ways opened by a candidate could grant, each course once. */
function mostAdded(
  { keys: added }: Candidate,
  ways: readonly RuleWay[],
  got: ReadonlySet<string>,
  open: ReadonlySet<string>,
): number {
  const best = new Map<string, number>();
  for (const { rule, keys } of ways) {
    if (!keys.some((key) => added.includes(key))) continue;
    if (!keys.every((key) => got.has(key) || added.includes(key))) continue;
    for (const { course, credits } of rule.gains) {
      if (open.has(course)) best.set(course, Math.max(credits, best.get(course) ?? 0));
    }
  }
  return [...best.values()].reduce((sum, credits) => sum + credits, 0);
}

function usesWith(ways: readonly RuleWay[], got: ReadonlySet<string>): Use[] {
  return ways
    .filter(({ keys }) => keys.every((key) => got.has(key)))
    .map(({ rule, needs }) => ({
      rule,
      holdings: needs.map(({ kind, ref }) => ({ id: keyOf({ kind, ref }), kind, ref })),
      doubts: [],
    }));
}
