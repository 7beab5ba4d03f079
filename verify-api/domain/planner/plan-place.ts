import { type Choice, chooseConversions, MOST_STATES } from './choose-conversions.ts';
import { explainRest, type RefusedLine } from './explain-rest.ts';
import type { FoundUses } from './find-uses.ts';
import type { PlannerPlace, PlannerRule } from './planner-types.ts';

/** `match`: sure by the rules. `possible`: something is not known, or people decide. `miss`: nothing. */
export type Verdict = 'match' | 'possible' | 'miss';

export interface PlaceAnswer {
  place: PlannerPlace;
  verdict: Verdict;
  /** What is sure: the most credits by rules without doubts. */
  sure: Choice;
  /** The most credits when every doubt is settled in the person's favour; at least `sure`. */
  possible: Choice;
  /** All that rules naming a holding could grant here and that is not in `possible`, and why. */
  readonly refused: readonly RefusedLine[];
}

/**
 * What holdings are worth in one major at one node.
 * @param found from `findUses`, once for all places
 */
export function planPlace(
  place: PlannerPlace,
  found: FoundUses,
  mostStates = MOST_STATES,
): PlaceAnswer {
  const open = coursesOf(place);
  const here = found.uses.filter(({ rule }) => isFor(rule, place));
  const choose = (uses: typeof here): Choice =>
    chooseConversions(uses, place.cap, { open, mostStates, complete: found.complete });
  const sure = choose(here.filter(({ doubts }) => doubts.length === 0));
  const possible = here.some(({ doubts }) => doubts.length > 0) ? choose(here) : sure;
  let refused: RefusedLine[] | undefined;
  return {
    place,
    verdict: sure.credits > 0 ? 'match' : possible.credits > 0 ? 'possible' : 'miss',
    sure,
    possible,
    // Of hundreds of places few are looked at: their reasons are found when they are.
    get refused() {
      refused ??= [
        ...found.refused
          .filter(({ rule }) => isFor(rule, place))
          .map((line) => ({ ...line, courses: line.rule.gains.map(({ course }) => course) })),
        ...explainRest(here, possible, place),
      ];
      return refused;
    },
  };
}

const openCourses = new WeakMap<PlannerPlace, ReadonlySet<string>>();

function coursesOf(place: PlannerPlace): ReadonlySet<string> {
  const known = openCourses.get(place) ?? new Set(place.courses.map(({ course }) => course));
  openCourses.set(place, known);
  return known;
}

/** Best first: sure credits, then possible ones, then the share of the major they make up. */
export function planPlaces(places: readonly PlannerPlace[], found: FoundUses): PlaceAnswer[] {
  return places
    .map((place) => planPlace(place, found))
    .toSorted(
      (a, b) =>
        b.sure.credits - a.sure.credits ||
        b.possible.credits - a.possible.credits ||
        shareOf(b) - shareOf(a) ||
        compare(a.place.node, b.place.node) ||
        compare(a.place.major, b.place.major),
    );
}

function shareOf({ place, possible }: PlaceAnswer): number {
  return possible.credits / place.total;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a rule is meant for this node and major, or for any. */
export function isFor(rule: PlannerRule, { node, major }: PlannerPlace): boolean {
  return (
    (rule.node === undefined || rule.node === node) &&
    (rule.major === undefined || rule.major === major)
  );
}
