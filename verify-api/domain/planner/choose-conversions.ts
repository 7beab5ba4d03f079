import type { Use } from './find-uses.ts';
import {
  inConflict,
  type Part,
  type PlannedCourse,
  type PlannedUse,
  parts,
} from './planned-parts.ts';

/** One course gained, by one use of a rule. */
export interface Conversion {
  course: string;
  credits: number;
  use: Use;
}

export interface Choice {
  conversions: Conversion[];
  /** Sum of the conversions. */
  credits: number;
  /** False when the search stopped early: then no choice has more than `bound` credits. */
  exact: boolean;
  /** No choice can have more. Equal to `credits` when exact. */
  bound: number;
}

/** Credits have one decimal at most; whole numbers add up without error. */
const TENTHS = 10;
/** States kept a part before the search settles for a good choice and says so. */
export const MOST_STATES = 5_000;
/** How many then go on. */
const STATES_KEPT = 200;

export interface ChoiceOptions {
  /** Courses that count at the place; all when left out. */
  open?: ReadonlySet<string>;
  mostStates?: number;
  /** Whether `uses` are all there are; the answer cannot be exact when they are not. */
  complete?: boolean;
}

/** A way to have gained so many tenths: linked from the last conversion back. */
interface Gained {
  /** Holdings that its conversions rest on, counted a conversion. */
  cost: number;
  last?: { conversion: Conversion; before: Gained } | undefined;
}

/** What has been done to the courses seen so far, as far as later courses can be affected. */
interface State {
  active: ReadonlyMap<number, number>;
  totals: Map<number, Gained>;
}

/**
 * The conversions with the most credits: each course whole and once, by one rule; each rule in one
 * way, within its cap; no outcome twice within an exclusivity group; all within `cap`. Of several
 * such choices the one that rests on fewer holdings, then the one whose rules come first.
 *
 * Rules that have no course, holding or group in common are chosen apart (their best totals are
 * added up within `cap` at the end), so the work grows with the largest knot of rules, not with
 * their number. Within a knot, courses are decided one after another; choices that leave the same
 * rules open are kept once for each total. When there are too many of them only the best go on:
 * the answer may then be less than the best, `bound` says by how much at most, and nothing could be
 * added to it.
 */
export function chooseConversions(
  uses: readonly Use[],
  cap: number,
  { open, mostStates = MOST_STATES, complete: given = true }: ChoiceOptions = {},
): Choice {
  const limit = tenths(cap);
  const split = parts(uses, open);
  const options = byCredits(uses, open);
  const simple = withAllThatFits([], options, limit);
  const all = split.reduce((sum, part) => sum + mostOf(part.courses), 0);
  let totals = new Map<number, Gained>([[0, { cost: 0 }]]);
  let exact = given;
  let bound = 0;
  for (const part of split) {
    const floor = sumOf(simple) - (all - mostOf(part.courses));
    const found = totalsOf(part, { limit, floor, mostStates });
    exact &&= found.complete;
    bound += given ? found.most : mostOf(part.courses);
    totals = addUp(totals, found.reached, limit);
  }
  const best = Math.max(...totals.keys());
  const conversions: Conversion[] = [];
  for (let at = totals.get(best); at?.last; at = at.last.before) {
    conversions.push(at.last.conversion);
  }
  conversions.reverse();
  if (exact) return { conversions, credits: best / TENTHS, exact, bound: best / TENTHS };
  const filled = withAllThatFits(conversions, options, limit);
  const chosen = sumOf(filled) < sumOf(simple) ? simple : filled;
  const most = Math.min(bound, limit);
  return {
    conversions: chosen,
    credits: sumOf(chosen) / TENTHS,
    exact: sumOf(chosen) === most,
    bound: most / TENTHS,
  };
}

/** All that could be granted, most credits first. */
function byCredits(uses: readonly Use[], open: ReadonlySet<string> | undefined): Conversion[] {
  return uses
    .flatMap((use) => use.rule.gains.map(({ course, credits }) => ({ course, credits, use })))
    .filter(({ course }) => open?.has(course) ?? true)
    .sort((a, b) => b.credits - a.credits);
}

/** A choice, and then every further conversion that may stand beside it, one after another. */
function withAllThatFits(
  conversions: readonly Conversion[],
  options: readonly Conversion[],
  limit: number,
): Conversion[] {
  const all = [...conversions];
  const courses = new Set(all.map(({ course }) => course));
  const granted = new Map<Use, number>();
  let total = sumOf(all);
  for (const { credits, use } of all) granted.set(use, (granted.get(use) ?? 0) + tenths(credits));
  for (const option of options) {
    const { course, credits, use } = option;
    const gain = tenths(credits);
    const own = granted.get(use) ?? 0;
    if (courses.has(course) || total + gain > limit) continue;
    if (own + gain > tenths(use.rule.creditCap ?? Number.POSITIVE_INFINITY)) continue;
    if (own === 0 && [...granted.keys()].some((other) => inConflict(use, other))) continue;
    all.push(option);
    courses.add(course);
    granted.set(use, own + gain);
    total += gain;
  }
  return all;
}

function sumOf(conversions: readonly Conversion[]): number {
  return conversions.reduce((sum, { credits }) => sum + tenths(credits), 0);
}

/** Every course at its best, whatever stands in the way: no choice has more. */
function mostOf(courses: readonly PlannedCourse[]): number {
  return courses.reduce((sum, each) => sum + bestOf(each), 0);
}

function bestOf({ options }: PlannedCourse): number {
  return Math.max(...options.map(({ credits }) => tenths(credits)));
}

interface PartTotals {
  reached: Map<number, Gained>;
  complete: boolean;
  /** No choice within the part has more. */
  most: number;
}

/** @param floor a total of this part below it leads to no best choice */
function totalsOf(
  { courses, uses }: Part,
  { limit, floor, mostStates }: { limit: number; floor: number; mostStates: number },
): PartTotals {
  let states = new Map<string, State>([
    ['', { active: new Map(), totals: new Map([[0, { cost: 0 }]]) }],
  ]);
  let complete = true;
  let most = 0;
  let rest = mostOf(courses);
  for (const [index, each] of courses.entries()) {
    rest -= bestOf(each);
    const next = new Map<string, State>();
    for (const state of states.values()) {
      const kept = new Map([...state.totals].filter(([total]) => total + rest >= floor));
      if (kept.size > 0) keep(next, settle(state.active, uses, index), kept);
      for (const option of each.options) {
        const gain = tenths(option.credits);
        const left = state.active.get(option.use) ?? uses[option.use]?.cap ?? 0;
        const conflicts = uses[option.use]?.conflicts ?? [];
        if (left < gain || conflicts.some((other) => state.active.has(other))) continue;
        const active = new Map(state.active).set(option.use, left - gain);
        const use = uses[option.use]?.use as Use;
        const conversion = { course: each.course, credits: option.credits, use };
        const totals = new Map<number, Gained>();
        for (const [total, before] of state.totals) {
          if (total + gain > limit || total + gain + rest < floor) continue;
          totals.set(total + gain, {
            cost: before.cost + use.holdings.length,
            last: { conversion, before },
          });
        }
        if (totals.size > 0) keep(next, settle(active, uses, index), totals);
      }
    }
    states = next;
    const size = [...states.values()].reduce((sum, { totals }) => sum + totals.size, 0);
    if (size > mostStates) {
      // What is dropped now cannot come to more than this.
      if (complete) most = rest + Math.max(...[...states.values()].map(bestTotal));
      complete = false;
      states = theBest(states);
    }
  }
  // To convert nothing here is always open, even after a search that kept only the best.
  const reached = new Map<number, Gained>([[0, { cost: 0 }]]);
  for (const { totals } of states.values()) merge(reached, totals);
  return { reached, complete, most: complete ? Math.max(...reached.keys()) : most };
}

function bestTotal({ totals }: State): number {
  return Math.max(...totals.keys());
}

/** Forgets uses that no later course can touch, so that like states fall together. */
function settle(
  active: ReadonlyMap<number, number>,
  uses: readonly PlannedUse[],
  index: number,
): Map<number, number> {
  return new Map([...active].filter(([use]) => (uses[use]?.lastTouched ?? -1) > index));
}

function keep(
  states: Map<string, State>,
  active: Map<number, number>,
  totals: Map<number, Gained>,
) {
  const key = [...active]
    .toSorted(([a], [b]) => a - b)
    .map((pair) => pair.join(':'))
    .join(' ');
  const state = states.get(key);
  if (state) merge(state.totals, totals);
  else states.set(key, { active, totals: new Map(totals) });
}

function merge(into: Map<number, Gained>, from: ReadonlyMap<number, Gained>): void {
  for (const [total, gained] of from) {
    const known = into.get(total);
    if (!known || gained.cost < known.cost) into.set(total, gained);
  }
}

/** When there are too many states: the best total of each, of the few best. */
function theBest(states: ReadonlyMap<string, State>): Map<string, State> {
  return new Map(
    [...states]
      .map(([key, { active, totals }]) => {
        const best = bestTotal({ active, totals });
        return { key, best, state: { active, totals: new Map([[best, totals.get(best)]]) } };
      })
      .toSorted((a, b) => b.best - a.best)
      .slice(0, STATES_KEPT)
      .map(({ key, state }) => [key, state as State]),
  );
}

/** Every sum of a total on the left and one on the right, up to the limit. */
function addUp(
  left: ReadonlyMap<number, Gained>,
  right: ReadonlyMap<number, Gained>,
  limit: number,
): Map<number, Gained> {
  const sums = new Map<number, Gained>();
  for (const [a, one] of left) {
    for (const [b, other] of right) {
      if (a + b > limit) continue;
      const cost = one.cost + other.cost;
      const known = sums.get(a + b);
      if (!known || cost < known.cost) sums.set(a + b, { ...append(one, other), cost });
    }
  }
  return sums;
}

function append(one: Gained, other: Gained): Gained {
  const chain: Conversion[] = [];
  for (let at: Gained | undefined = other; at?.last; at = at.last.before) {
    chain.push(at.last.conversion);
  }
  return chain.reduceRight<Gained>(
    (before, conversion) => ({
      cost: before.cost + conversion.use.holdings.length,
      last: { conversion, before },
    }),
    one,
  );
}

/** Credits as a whole number of tenths; what is less than a tenth is dropped. */
export function tenths(credits: number): number {
  return Math.floor(credits * TENTHS + 1e-6);
}
