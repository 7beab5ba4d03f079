import type { CertificateTerms, PlannerRule } from '#domain/planner/planner-types.ts';
import type { Catalogs } from '../../loader/build-catalogs.ts';
import { placeCap, plannerRule } from '../../loader/planner-terms.ts';

/**
 * `/planner/rules.json`: rules and the names in them. What is absent is left out, so that 2,000
 * rules stay small.
 */
export interface RulesFile {
  rules: PlannerRule[];
  certificates: Record<string, CertificateFacts>;
  courses: Record<string, string>;
}

export interface CertificateFacts extends CertificateTerms {
  name: string;
  grade?: string | undefined;
}

/** `/planner/places.json`: every major at every node that takes people today. */
export interface PlacesFile {
  nodes: Record<string, string>;
  majors: Record<string, string>;
  courses: Record<string, string>;
  /** node, major, credits to graduate, cap, then course and credits in turn. */
  places: [string, string, number, number, ...(string | number)[]][];
}

/** `/planner/names.json`: what no rule names, so that a link with it can still be read. */
export interface NamesFile {
  certificates: Record<string, string>;
  courses: Record<string, string>;
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
    rules: details.map(plannerRule),
    certificates: Object.fromEntries(
      [...certificates].map(
        ([code, { name, grade, validityMonths, minimumScore, issuedFrom, issuedTo }]) => [
          code,
          { name, grade, validityMonths, minimumScore, issuedFrom, issuedTo },
        ],
      ),
    ),
    courses: namesOf(courses),
  };
}

export function placesFile(bank: Catalogs): PlacesFile {
  const offers = bank.nodes
    .filter(bank.inForce)
    .flatMap(({ code }) => bank.majorsForNode(code))
    .filter(({ major }) => bank.inForce(major));
  const courses = new Map<string, string>();
  const places = offers.map((offer): PlacesFile['places'][number] => {
    const { node, major, row } = offer;
    const table = new Map<string, number>();
    for (const { course: code, credits } of bank.nodeCourses(node.code, major.code)) {
      const course = code === undefined ? undefined : bank.course(code);
      if (!course) continue;
      courses.set(course.code, course.name);
      table.set(course.code, Math.max(credits, table.get(course.code) ?? 0));
    }
    return [node.code, major.code, row.credits, placeCap(offer), ...[...table].flat()];
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

export function namesFile(bank: Catalogs): NamesFile {
  const { certificates, courses } = rulesFile(bank);
  return {
    certificates: namesOf(bank.certificates.filter(({ code }) => !(code in certificates))),
    courses: namesOf(bank.courses.filter(({ code }) => !(code in courses))),
  };
}

function namesOf(rows: readonly { code: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}
