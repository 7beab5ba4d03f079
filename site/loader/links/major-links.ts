import type { Course } from '../schemas/courses.ts';
import type { Major } from '../schemas/majors.ts';
import type { Node } from '../schemas/nodes.ts';
import type { MajorCourse, NodeCourse, NodeMajor } from '../schemas/relations.ts';
import { groupedBy, type Lookups, present, remembered } from './lookups.ts';
import {
  type CertificateLink,
  type Conversion,
  certificateLinks,
  type RuleDetail,
  type RuleLinks,
} from './rule-links.ts';

/** A line of a major's course table. */
export interface MajorCourseLine {
  course: Course;
  row: MajorCourse;
  /** Certificates that convert to the course in this major, at any node that takes them. */
  certificates: readonly CertificateLink[];
}

/** A line of the course table of one major at one node. */
export interface NodeCourseLine {
  row: NodeCourse;
  /** The bank course it corresponds to. */
  course?: Course | undefined;
  certificates: readonly CertificateLink[];
}

export interface NodeMajorLine {
  node: Node;
  major: Major;
  row: NodeMajor;
}

/** Where a certificate or a course counts: one major at one node. */
export interface Place {
  node: Node;
  major: Major;
  lines: { row: NodeCourse; course: Course; credits: number }[];
  credits: number;
}

/** Whether a rule holds for a major at a node; leave one out to ask about the other alone. */
export function ruleApplies(
  rule: { major?: string | undefined; node?: string | undefined },
  { major, node }: { major?: string; node?: string },
): boolean {
  return (
    (rule.major === undefined || major === undefined || rule.major === major) &&
    (rule.node === undefined || node === undefined || rule.node === node)
  );
}

export function linkMajors(lookups: Lookups, ruleLinks: RuleLinks) {
  const { rows } = lookups;
  const coursesOf = groupedBy(rows['major-courses'], (row) => row.major);
  const majorsOf = groupedBy(rows['major-courses'], (row) => row.course);
  const offersOfMajor = groupedBy(rows['node-majors'], (row) => row.major);
  const offersOfNode = groupedBy(rows['node-majors'], (row) => row.node);
  const tableOf = groupedBy(rows['node-courses'], (row) => `${row.node} ${row.major}`);
  const counterpartsOf = groupedBy(rows['node-courses'], (row) => row.course);
  const offers = new Map(rows['node-majors'].map((row) => [`${row.node} ${row.major}`, row]));

  const rulesOfMajor = groupedBy(ruleLinks.ruleDetails(), ({ rule }) => rule.major);
  const rulesOfNode = groupedBy(ruleLinks.ruleDetails(), ({ rule }) => rule.node);

  const line = (row: NodeMajor): NodeMajorLine | undefined => {
    const node = lookups.node(row.node);
    const major = lookups.major(row.major);
    return node && major && { node, major, row };
  };
  const nodesForMajor = (code: string): NodeMajorLine[] =>
    offersOfMajor(code).map(line).filter(present);
  const certificatesIn = (course: string, scope: { major?: string; node?: string }) => {
    const all = ruleLinks.conversionsToCourse(course);
    const here = all.filter(({ rule }) => ruleApplies(rule, scope));
    return here.length === all.length
      ? ruleLinks.certificatesForCourse(course)
      : certificateLinks(here);
  };
  const majorLines = remembered((code) => offersOfNode(code).map(line).filter(present));
  const courseTable = (node: string, major: string): NodeCourseLine[] =>
    tableOf(`${node} ${major}`).map((row) => ({
      row,
      course: row.course === undefined ? undefined : lookups.course(row.course),
      certificates: row.course === undefined ? [] : certificatesIn(row.course, { node, major }),
    }));

  /** Rules that grant a course of the list and hold in the scope; each once, in force first. */
  const rulesAmong = (courses: Iterable<string>, holds: (detail: RuleDetail) => boolean) => {
    const found = [...courses].flatMap(ruleLinks.rulesForCourse).filter(holds);
    return inForceFirst([...new Set(found)]);
  };

  return {
    majorCourses: (code: string): MajorCourseLine[] =>
      coursesOf(code)
        .map((row) => {
          const course = lookups.course(row.course);
          const certificates = certificatesIn(row.course, { major: code });
          return course && { course, row, certificates };
        })
        .filter(present),
    majorsForCourse: (code: string): { major: Major; row: MajorCourse }[] =>
      majorsOf(code)
        .map((row) => {
          const major = lookups.major(row.major);
          return major && { major, row };
        })
        .filter(present),
    nodesForMajor,
    /** Nodes that offer the major and take people today. */
    openNodesForMajor: (code: string): NodeMajorLine[] =>
      nodesForMajor(code).filter(({ node }) => lookups.inForce(node)),
    majorsForNode: majorLines,
    /** How a node offers a major; undefined when it does not. */
    offer: (node: string, major: string): NodeMajor | undefined => offers.get(`${node} ${major}`),
    /** The node's own courses in one major, as in the file. */
    nodeCourses: (node: string, major: string): NodeCourse[] => tableOf(`${node} ${major}`),
    /** The node's own courses in one major, beside the bank course each corresponds to. */
    nodeCourseTable: courseTable,
    /** Node courses that correspond to a bank course. */
    nodeCoursesForCourse: (code: string): (NodeMajorLine & { course: NodeCourse })[] =>
      counterpartsOf(code)
        .map((course) => {
          const offer = offers.get(`${course.node} ${course.major}`);
          const resolved = offer && line(offer);
          return resolved && { ...resolved, course };
        })
        .filter(present),
    /** Rules for learners of this major alone; in force first. */
    rulesOnlyForMajor: (code: string): RuleDetail[] => inForceFirst(rulesOfMajor(code)),
    /** Rules for this node alone; in force first. */
    rulesOnlyForNode: (code: string): RuleDetail[] => inForceFirst(rulesOfNode(code)),
    /** Rules of the major alone, and general ones that grant a course of its table. */
    rulesForMajor: (code: string): RuleDetail[] => {
      const courses = new Set(coursesOf(code).map((row) => row.course));
      for (const gain of rulesOfMajor(code).flatMap((detail) => detail.gains))
        courses.add(gain.course.code);
      return rulesAmong(courses, ({ rule }) => ruleApplies(rule, { major: code }));
    },
    /** Rules of the node alone, and general ones that grant a course of one of its majors. */
    rulesForNode: (code: string): RuleDetail[] => {
      const majors = new Set(offersOfNode(code).map((row) => row.major));
      const courses = new Set(
        [...majors]
          .flatMap((major) => tableOf(`${code} ${major}`))
          .map((row) => row.course)
          .filter(present),
      );
      for (const gain of rulesOfNode(code).flatMap((detail) => detail.gains))
        courses.add(gain.course.code);
      return rulesAmong(
        courses,
        ({ rule }) =>
          ruleApplies(rule, { node: code }) && (rule.major === undefined || majors.has(rule.major)),
      );
    },
    /** Certificates that count for at least one course at the node. */
    certificatesForNode: remembered((code) =>
      mergeLinks(
        majorLines(code).flatMap(({ major }) =>
          courseTable(code, major.code).flatMap(({ certificates }) => certificates),
        ),
      ),
    ),
    /** In which majors of which nodes the certificate counts today, most credits first. */
    placesForCertificate: (code: string): Place[] =>
      placesOf(ruleLinks.conversionsForCertificate(code), counterpartsOf, lookups),
  };
}

function inForceFirst(details: readonly RuleDetail[]): RuleDetail[] {
  return details.toSorted((a, b) => Number(b.inForce) - Number(a.inForce));
}

function mergeLinks(links: readonly CertificateLink[]): CertificateLink[] {
  const merged = new Map<string, CertificateLink>();
  for (const link of links) {
    const known = merged.get(link.certificate.code);
    merged.set(link.certificate.code, {
      certificate: link.certificate,
      credits: Math.max(link.credits, known?.credits ?? 0),
      rules: [...new Set([...(known?.rules ?? []), ...link.rules])],
    });
  }
  return [...merged.values()].toSorted((a, b) => b.credits - a.credits);
}

function placesOf(
  conversions: readonly Conversion[],
  counterpartsOf: (course: string) => NodeCourse[],
  lookups: Lookups,
): Place[] {
  const places = new Map<string, Place>();
  for (const { rule, course, credits, inForce } of conversions) {
    if (!inForce) continue;
    for (const row of counterpartsOf(course.code)) {
      if (!ruleApplies(rule, row)) continue;
      const key = `${row.node} ${row.major}`;
      const place = places.get(key) ?? newPlace(row, lookups);
      if (!place) continue;
      const known = place.lines.find((line) => line.row === row);
      if (known) known.credits = Math.max(known.credits, credits);
      else place.lines.push({ row, course, credits });
      places.set(key, place);
    }
  }
  for (const place of places.values()) {
    place.credits = place.lines.reduce((sum, line) => sum + line.credits, 0);
  }
  return [...places.values()].toSorted((a, b) => b.credits - a.credits);
}

function newPlace(row: NodeCourse, lookups: Lookups): Place | undefined {
  const node = lookups.node(row.node);
  const major = lookups.major(row.major);
  return node && major && { node, major, lines: [], credits: 0 };
}
