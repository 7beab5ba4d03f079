import type { Certificate } from '../schemas/certificates.ts';
import type { Course } from '../schemas/courses.ts';
import type { Major } from '../schemas/majors.ts';
import type { Node } from '../schemas/nodes.ts';
import type { RuleInput, RuleOutput } from '../schemas/relations.ts';
import type { Rule } from '../schemas/rules.ts';
import { groupedBy, type Lookups, present, remembered } from './lookups.ts';

/** One thing a rule asks for. Exactly one of the first two is set, unless it is an original course. */
export interface RuleNeed {
  certificate?: Certificate | undefined;
  course?: Course | undefined;
  /** Name to show: of the certificate, of the bank course, or of the original course. */
  name: string;
  minimumGrade?: string | undefined;
  minimumScore?: number | undefined;
  row: RuleInput;
}

export interface RuleGain {
  course: Course;
  /** Bank credits granted in the end, ratio included. */
  credits: number;
  row: RuleOutput;
}

/** A rule with everything it names looked up. */
export interface RuleDetail {
  rule: Rule;
  /** Any one of the outer lists is enough; all within an inner list are needed. */
  alternatives: RuleNeed[][];
  gains: RuleGain[];
  /** Sum of the gains, held to the rule's cap. */
  credits: number;
  major?: Major | undefined;
  node?: Node | undefined;
  inForce: boolean;
}

/** What one rule grants of one course: a line of a certificate's or a course's page. */
export interface Conversion {
  detail: RuleDetail;
  rule: Rule;
  course: Course;
  credits: number;
  inForce: boolean;
}

export interface CertificateLink {
  certificate: Certificate;
  /** The most credits any rule in force grants. */
  credits: number;
  rules: Rule[];
}

export interface CourseLink {
  course: Course;
  credits: number;
  rules: Rule[];
}

export type RuleLinks = ReturnType<typeof linkRules>;

export function linkRules(lookups: Lookups) {
  const details = resolveRules(lookups);
  const detailOf = new Map(details.map((detail) => [detail.rule.code, detail]));
  const sorted = details.toSorted((a, b) => Number(b.inForce) - Number(a.inForce));

  const needing = (kind: RuleInput['kind']) => {
    const pairs = sorted.flatMap((detail) =>
      [...new Set(detail.alternatives.flat().filter((need) => need.row.kind === kind))].map(
        (need) => ({ detail, ref: need.row.ref }),
      ),
    );
    const find = groupedBy(pairs, (pair) => pair.ref);
    return remembered((code) => [...new Set(find(code).map((pair) => pair.detail))]);
  };
  const needingCertificate = needing('certificate');
  const needingCourse = needing('course');
  const conversions = sorted.flatMap(conversionsOf);
  const inGroup = groupedBy(details, ({ rule }) => rule.exclusivityGroup);
  const grantingCourse = groupedBy(conversions, (conversion) => conversion.course.code);

  const conversionsForCertificate = remembered((code) =>
    needingCertificate(code).flatMap(conversionsOf),
  );

  return {
    ruleDetails: (): RuleDetail[] => details,
    ruleDetail: (code: string): RuleDetail | undefined => detailOf.get(code),
    /** Rules of which one outcome can be used for one alone. */
    rulesInGroup: (group: string): RuleDetail[] => inGroup(group),
    /** Rules that ask for the certificate; in force first, then the others. */
    rulesForCertificate: needingCertificate,
    /** Rules that ask for the course as something already learned. */
    rulesUsingCourse: needingCourse,
    /** Rules that grant the course. */
    rulesForCourse: (code: string): RuleDetail[] => [
      ...new Set(grantingCourse(code).map(({ detail }) => detail)),
    ],
    /** One line per rule and course; in force first. */
    conversionsForCertificate,
    conversionsToCourse: (code: string): Conversion[] => grantingCourse(code),
    /** Certificates that convert to the course today, most credits first. */
    certificatesForCourse: remembered((code) => certificateLinks(grantingCourse(code))),
    /** Courses the certificate converts to today, most credits first. */
    coursesForCertificate: remembered((code) => courseLinks(conversionsForCertificate(code))),
  };
}

function resolveRules(lookups: Lookups): RuleDetail[] {
  const inputsOf = groupedBy(lookups.rows['rule-inputs'], (row) => row.rule);
  const outputsOf = groupedBy(lookups.rows['rule-outputs'], (row) => row.rule);
  return lookups.rows.rules.map((rule) => {
    const needs = Map.groupBy(inputsOf(rule.code), (row) => row.group);
    const gains = outputsOf(rule.code)
      .map((row) => {
        const course = lookups.course(row.course);
        return course && { course, credits: row.credits, row };
      })
      .filter(present);
    const total = gains.reduce((sum, gain) => sum + gain.credits, 0);
    return {
      rule,
      alternatives: [...needs.entries()]
        .toSorted(([a], [b]) => a - b)
        .map(([, group]) => group.map((row) => resolveNeed(row, lookups))),
      gains,
      credits: Math.min(total, rule.creditCap ?? total),
      major: rule.major === undefined ? undefined : lookups.major(rule.major),
      node: rule.node === undefined ? undefined : lookups.node(rule.node),
      inForce: lookups.inForce(rule),
    };
  });
}

function resolveNeed(row: RuleInput, lookups: Lookups): RuleNeed {
  const { minimumGrade, minimumScore, ref = '', title } = row;
  const certificate = row.kind === 'certificate' ? lookups.certificate(ref) : undefined;
  const course = row.kind === 'course' ? lookups.course(ref) : undefined;
  const name = title ?? certificate?.name ?? course?.name ?? ref;
  return { certificate, course, name, minimumGrade, minimumScore, row };
}

function conversionsOf(detail: RuleDetail): Conversion[] {
  const { rule, inForce } = detail;
  return detail.gains.map(({ course, credits }) => ({ detail, rule, course, credits, inForce }));
}

export function certificateLinks(conversions: readonly Conversion[]): CertificateLink[] {
  const links = new Map<string, CertificateLink>();
  for (const { detail, rule, credits, inForce } of conversions) {
    if (!inForce) continue;
    for (const { certificate } of detail.alternatives.flat()) {
      if (!certificate) continue;
      const link = links.get(certificate.code) ?? { certificate, credits: 0, rules: [] };
      link.credits = Math.max(link.credits, credits);
      if (!link.rules.includes(rule)) link.rules.push(rule);
      links.set(certificate.code, link);
    }
  }
  return [...links.values()].toSorted((a, b) => b.credits - a.credits);
}

function courseLinks(conversions: readonly Conversion[]): CourseLink[] {
  const links = new Map<string, CourseLink>();
  for (const { course, rule, credits, inForce } of conversions) {
    if (!inForce) continue;
    const link = links.get(course.code) ?? { course, credits: 0, rules: [] };
    link.credits = Math.max(link.credits, credits);
    link.rules.push(rule);
    links.set(course.code, link);
  }
  return [...links.values()].toSorted((a, b) => b.credits - a.credits);
}
