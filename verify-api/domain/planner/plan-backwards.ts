import { chooseConversions } from './choose-conversions.ts';
import { keyOf, type Use } from './find-uses.ts';
import { isFor } from './plan-place.ts';
import type { Holding, PlannerInput, PlannerPlace, PlannerRule } from './planner-types.ts';

/** One way to have a course covered: what to obtain, and what it is worth. */
export interface Way {
  rule: PlannerRule;
  /** What is not held yet. Empty: the course is covered by what is held. */
  missing: readonly PlannerInput[];
  credits: number;
}

export interface CourseWays {
  course: string;
  credits: number;
  /** Fewest things to obtain first, then the most credits. */
  ways: Way[];
}

/** One more certificate, and what the best use of all of them is worth then. */
export interface Step {
  obtain: PlannerInput;
  /** Credits after it, those of what is held included. */
  credits: number;
}

export interface BackwardsAnswer {
  /** Every course of the place; those that no rule covers have no ways. */
  courses: CourseWays[];
  /** Certificates one after another, each the one that adds most then; ends when none adds anything. */
  steps: Step[];
}

/** A person sets out to obtain only so many. */
const MOST_STEPS = 20;

/**
 * Which certificates would cover which courses of a place. Conditions that only a person can meet
 * (cohort, learner group) are taken as met, grades and scores as reached.
 */
export function planBackwards(
  place: PlannerPlace,
  rules: readonly PlannerRule[],
  held: readonly Pick<Holding, 'kind' | 'ref'>[] = [],
): BackwardsAnswer {
  const here = rules.filter((rule) => rule.inForce && isFor(rule, place));
  const has = new Set(held.map(keyOf));
  return { courses: waysOf(place, here, has), steps: stepsOf(place, here, has) };
}

function waysOf(
  place: PlannerPlace,
  rules: readonly PlannerRule[],
  has: ReadonlySet<string>,
): CourseWays[] {
  const ways = new Map<string, Way[]>();
  for (const rule of rules) {
    for (const needs of rule.inputs) {
      const missing = needs.filter((need) => !has.has(keyOf(need)));
      for (const { course, credits } of rule.gains) {
        const list = ways.get(course) ?? [];
        list.push({ rule, missing, credits });
        ways.set(course, list);
      }
    }
  }
  return place.courses.map(({ course, credits }) => ({
    course,
    credits,
    ways: (ways.get(course) ?? []).toSorted(
      (a, b) => a.missing.length - b.missing.length || b.credits - a.credits,
    ),
  }));
}

function stepsOf(
  place: PlannerPlace,
  rules: readonly PlannerRule[],
  has: ReadonlySet<string>,
): Step[] {
  const open = new Set(place.courses.map(({ course }) => course));
  const useful = rules.filter(({ gains }) => gains.some(({ course }) => open.has(course)));
  const candidates = new Map<string, PlannerInput>();
  for (const need of useful.flatMap(({ inputs }) => inputs.flat())) {
    if (need.kind === 'certificate' && !has.has(keyOf(need))) candidates.set(keyOf(need), need);
  }
  const worth = (holding: ReadonlySet<string>) =>
    chooseConversions(usesWith(useful, holding), place.cap, open).credits;
  const owned = new Set(has);
  const steps: Step[] = [];
  let credits = worth(owned);
  while (steps.length < MOST_STEPS) {
    let best: Step | undefined;
    for (const [key, obtain] of candidates) {
      const then = worth(new Set([...owned, key]));
      if (then > (best?.credits ?? credits)) best = { obtain, credits: then };
    }
    if (!best) return steps;
    credits = best.credits;
    owned.add(keyOf(best.obtain));
    candidates.delete(keyOf(best.obtain));
    steps.push(best);
  }
  return steps;
}

function usesWith(rules: readonly PlannerRule[], has: ReadonlySet<string>): Use[] {
  return rules.flatMap((rule) =>
    rule.inputs
      .filter((needs) => needs.every((need) => has.has(keyOf(need))))
      .map((needs) => ({
        rule,
        holdings: needs.map(({ kind, ref }) => ({ id: keyOf({ kind, ref }), kind, ref })),
        doubts: [],
      })),
  );
}
