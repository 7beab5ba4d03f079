import { type Choice, type Conversion, tenths } from './choose-conversions.ts';
import type { RefusedRule, Use } from './find-uses.ts';
import { inConflict } from './planned-parts.ts';
import type { CourseCredits, PlannerPlace, PlannerRule, Refusal } from './planner-types.ts';

/** Courses that a rule does not grant here, all for the same reasons. */
export interface RefusedLine extends RefusedRule {
  courses: readonly string[];
}

/**
 * Why courses that rules could grant are not in a choice. The choice must leave nothing out that
 * could be added to it, as those of `chooseConversions` do.
 * @param uses all that apply at the place
 */
export function explainRest(
  uses: readonly Use[],
  choice: Choice,
  place: PlannerPlace,
): RefusedLine[] {
  const open = new Set(place.courses.map(({ course }) => course));
  const covered = new Set(choice.conversions.map(({ course }) => course));
  return [...Map.groupBy(uses, ({ rule }) => rule)].flatMap(([rule, ways]) => {
    const chosen = choice.conversions.filter(({ use }) => use.rule.code === rule.code);
    const own = new Set(chosen.map(({ course }) => course));
    const used =
      chosen.length === 0 &&
      ways.every((way) => choice.conversions.some(({ use }) => inConflict(way, use)));
    const ruleRoom = tenths(rule.creditCap ?? Number.POSITIVE_INFINITY) - sumOf(chosen);
    const reasonFor = ({ course, credits }: CourseCredits): Refusal => {
      if (!open.has(course)) return 'course-not-in-major';
      if (covered.has(course)) return 'course-covered-already';
      if (used) return 'already-used';
      return tenths(credits) > ruleRoom ? 'rule-cap-reached' : 'cap-reached';
    };
    return linesOf(rule, (chosen[0]?.use ?? ways[0])?.holdings ?? [], own, reasonFor);
  });
}

function linesOf(
  rule: PlannerRule,
  holdings: Use['holdings'],
  own: ReadonlySet<string>,
  reasonFor: (gain: CourseCredits) => Refusal,
): RefusedLine[] {
  const rest = rule.gains.filter(({ course }) => !own.has(course));
  return [...Map.groupBy(rest, reasonFor)].map(([reason, gains]) => ({
    rule,
    holdings,
    reasons: [reason],
    courses: gains.map(({ course }) => course),
  }));
}

function sumOf(conversions: readonly Conversion[]): number {
  return conversions.reduce((sum, conversion) => sum + tenths(conversion.credits), 0);
}
