import { type Choice, type Conversion, chooseConversions } from './choose-conversions.ts';
import type { FoundUses, Use } from './find-uses.ts';
import type { Holding, PlannerPlace, PlannerRule, Refusal } from './planner-types.ts';

/** `match`: sure by the rules. `possible`: something is not known, or people decide. `miss`: nothing. */
export type Verdict = 'match' | 'possible' | 'miss';

export interface RefusedLine {
  rule: PlannerRule;
  holdings: readonly Holding[];
  reasons: readonly Refusal[];
}

export interface PlaceAnswer {
  place: PlannerPlace;
  verdict: Verdict;
  /** What is sure: the most credits by rules without doubts. */
  sure: Choice;
  /** The most credits when every doubt is settled in the person's favour; at least `sure`. */
  possible: Choice;
  /** Every rule that names a holding, could apply to this place and is not in `possible`, and why. */
  refused: RefusedLine[];
}

/** What holdings are worth in one major at one node. `found` comes from `findUses`, once for all places. */
export function planPlace(place: PlannerPlace, found: FoundUses): PlaceAnswer {
  const open = new Set(place.courses.map(({ course }) => course));
  const here = found.uses.filter(({ rule }) => isFor(rule, place));
  const sure = chooseConversions(
    here.filter(({ doubts }) => doubts.length === 0),
    place.cap,
    open,
  );
  const possible = here.some(({ doubts }) => doubts.length > 0)
    ? chooseConversions(here, place.cap, open)
    : sure;
  return {
    place,
    verdict: sure.credits > 0 ? 'match' : possible.credits > 0 ? 'possible' : 'miss',
    sure,
    possible,
    refused: [
      ...found.refused.filter(({ rule }) => isFor(rule, place)),
      ...leftOut(here, possible, place, open),
    ],
  };
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

function leftOut(
  here: readonly Use[],
  { conversions, credits }: Choice,
  place: PlannerPlace,
  open: ReadonlySet<string>,
): RefusedLine[] {
  const chosen = new Set(conversions.map(({ use }) => use.rule.code));
  const lines = new Map<string, RefusedLine>();
  for (const { rule, holdings } of here) {
    if (chosen.has(rule.code) || lines.has(rule.code)) continue;
    const reason = reasonFor(rule, holdings, conversions, open, place.cap - credits);
    lines.set(rule.code, { rule, holdings, reasons: [reason] });
  }
  return [...lines.values()];
}

function reasonFor(
  rule: PlannerRule,
  holdings: readonly Holding[],
  conversions: readonly Conversion[],
  open: ReadonlySet<string>,
  room: number,
): Refusal {
  const gains = rule.gains.filter(({ course }) => open.has(course));
  if (gains.length === 0) return 'course-not-in-major';
  const used = conversions.some(
    ({ use }) =>
      rule.exclusivityGroup !== undefined &&
      use.rule.exclusivityGroup === rule.exclusivityGroup &&
      use.holdings.some(({ id }) => holdings.some((holding) => holding.id === id)),
  );
  if (used) return 'already-used';
  const covered = new Set(conversions.map(({ course }) => course));
  const free = gains.filter(({ course }) => !covered.has(course));
  if (free.length === 0) return 'course-covered-already';
  return free.every((gain) => gain.credits > room) ? 'cap-reached' : 'course-covered-already';
}
