import type { PlannerInput, PlannerRule } from '#domain/planner/planner-types.ts';
import type { NodeMajorLine } from './links/major-links.ts';
import type { RuleDetail } from './links/rule-links.ts';

/** A rule of the catalogs as the planner's engine reads it. */
export function plannerRule({ rule, alternatives, gains }: RuleDetail): PlannerRule {
  return {
    code: rule.code,
    inputs: alternatives.map((needs) =>
      needs.map(
        ({ row, minimumGrade, minimumScore }): PlannerInput => ({
          kind: row.kind,
          ref: row.ref ?? row.title ?? '',
          minimumGrade,
          minimumScore,
        }),
      ),
    ),
    gains: gains.map(({ course, credits }) => ({ course: course.code, credits })),
    creditCap: rule.creditCap,
    exclusivityGroup: rule.exclusivityGroup,
    node: rule.node,
    major: rule.major,
    learnerGroup: rule.learnerGroup,
    cohortFrom: rule.cohortFrom,
    cohortTo: rule.cohortTo,
    current: rule.status === 'current',
    effectiveFrom: rule.effectiveFrom,
    effectiveTo: rule.effectiveTo,
  };
}

/** The most credits that may be converted in a major at a node: the least of its three caps. */
export function placeCap({ node, major, row }: NodeMajorLine): number {
  const share = Math.floor((row.credits * node.conversionCap) / 10) / 10;
  return Math.min(row.conversionCap, major.conversionCap, share);
}
