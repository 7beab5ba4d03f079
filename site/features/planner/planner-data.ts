import type { PlannerInput, PlannerRule } from '#domain/planner/planner-types.ts';
import type { Catalogs } from '../../loader/build-catalogs.ts';

/**
 * `/planner/rules.json`: rules and the names in them. What is absent is left out, so that 2,000
 * rules stay small.
 */
export interface RulesFile {
  rules: PlannerRule[];
  certificates: Record<string, CertificateFacts>;
  courses: Record<string, string>;
}

export interface CertificateFacts {
  name: string;
  grade?: string | undefined;
  validityMonths?: number | undefined;
  minimumScore?: number | undefined;
  issuedFrom?: string | undefined;
  issuedTo?: string | undefined;
}

/** `/planner/places.json`: every major at every node that takes people today. */
export interface PlacesFile {
  nodes: Record<string, string>;
  majors: Record<string, string>;
  courses: Record<string, string>;
  /** node, major, credits to graduate, cap, then course and credits in turn. */
  places: [string, string, number, number, ...(string | number)[]][];
}

export function rulesFile(bank: Catalogs): RulesFile {
  const details = bank.ruleDetails().filter(({ rule }) => rule.status !== 'retired');
  const needs = details.flatMap(({ alternatives }) => alternatives.flat());
  const certificates = new Map(
    needs.flatMap(({ certificate }) => (certificate ? [[certificate.code, certificate]] : [])),
  );
  const courses = [
    ...details.flatMap(({ gains }) => gains.map(({ course }) => course)),
    ...needs.flatMap(({ course }) => course ?? []),
  ];
  return {
    rules: details.map(({ rule, alternatives, gains, inForce }) => ({
      code: rule.code,
      inputs: alternatives.map((group) =>
        group.map(
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
      inForce,
    })),
    certificates: Object.fromEntries(
      [...certificates].map(
        ([code, { name, grade, validityMonths, minimumScore, issuedFrom, issuedTo }]) => [
          code,
          { name, grade, validityMonths, minimumScore, issuedFrom, issuedTo },
        ],
      ),
    ),
    courses: Object.fromEntries(courses.map(({ code, name }) => [code, name])),
  };
}

export function placesFile(bank: Catalogs): PlacesFile {
  const offers = bank.nodes
    .filter(bank.inForce)
    .flatMap(({ code }) => bank.majorsForNode(code))
    .filter(({ major }) => bank.inForce(major));
  const courses = new Map<string, string>();
  const places = offers.map(({ node, major, row }): PlacesFile['places'][number] => {
    const table = bank.nodeCourses(node.code, major.code).flatMap(({ course: code, credits }) => {
      const course = code === undefined ? undefined : bank.course(code);
      if (!course) return [];
      courses.set(course.code, course.name);
      return [course.code, credits];
    });
    const share = Math.floor((row.credits * node.conversionCap) / 10) / 10;
    const cap = Math.min(row.conversionCap, major.conversionCap, share);
    return [node.code, major.code, row.credits, cap, ...table];
  });
  return {
    nodes: Object.fromEntries(offers.map(({ node }) => [node.code, node.name])),
    majors: Object.fromEntries(
      offers.map(({ major }) => [major.code, `${major.name}（${major.level}）`]),
    ),
    courses: Object.fromEntries(courses),
    places,
  };
}
