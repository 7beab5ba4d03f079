import type { Catalogs } from '../../loader/build-catalogs.ts';
import type { Conversion, RuleDetail, RuleGain, RuleNeed } from '../../loader/links/rule-links.ts';
import { entityPath } from '../../loader/routes.ts';
import { isSample } from '../../loader/row-state.ts';
import type { Course } from '../../loader/schemas/courses.ts';
import type { CellPart } from '../../ui/cells.ts';
import { oncePerCode } from './once-per-code.ts';
import { entityCell, periodText } from './row-cells.ts';

/** One way to one course: all of `needs` together, by one rule in force. */
export interface ConversionPath {
  detail: RuleDetail;
  needs: RuleNeed[];
  gain: RuleGain;
}

/** Every way to a course that is open today, most credits first. */
export const pathsToCourse = oncePerCode((bank, code): readonly ConversionPath[] =>
  byCredits(bank.conversionsToCourse(code).flatMap(pathsOf)),
);

/** Every way on which a certificate leads to a course today, most credits first. */
export const pathsFromCertificate = oncePerCode((bank, code): readonly ConversionPath[] =>
  byCredits(
    bank
      .conversionsForCertificate(code)
      .flatMap(pathsOf)
      .filter(({ needs }) => needs.some((need) => need.certificate?.code === code)),
  ),
);

/** Whether a path asks for more than one thing. */
export function isJoint({ needs }: ConversionPath): boolean {
  return needs.length > 1;
}

/** The courses to which a certificate leads today without anything else. */
export function coursesAlone(bank: Catalogs, code: string): Set<Course> {
  const alone = pathsFromCertificate(bank, code).filter((path) => !isJoint(path));
  return new Set(alone.map(({ gain }) => gain.course));
}

function pathsOf({ detail, course, inForce }: Conversion): ConversionPath[] {
  const gain = detail.gains.find((candidate) => candidate.course === course);
  if (!inForce || !gain) return [];
  return detail.alternatives.map((needs) => ({ detail, needs, gain }));
}

function byCredits(paths: readonly ConversionPath[]): ConversionPath[] {
  return paths.toSorted(
    (a, b) =>
      b.gain.credits - a.gain.credits ||
      a.gain.course.code.localeCompare(b.gain.course.code, 'en') ||
      Number(b.needs.some(isCertificate)) - Number(a.needs.some(isCertificate)) ||
      strictness(a) - strictness(b),
  );
}

function isCertificate({ certificate }: RuleNeed): boolean {
  return certificate !== undefined;
}

/** How much a path asks: the open ones come before those of one node or one group of learners. */
function strictness({ detail, needs }: ConversionPath): number {
  return needs.length + scopeCells(detail).length;
}

/** What is asked for, as one would say it: 「英语四级」，成绩不低于 425 分. Links where it has a page. */
export function needCell(need: RuleNeed): CellPart {
  const { certificate, course, name, row } = need;
  const floor = floorOf(need);
  return {
    text: name,
    href: certificate
      ? entityPath('certificates', certificate.code)
      : course && entityPath('courses', course.code),
    sample: isSample(row, certificate || course ? 'ref' : 'title'),
    note: [kindNote(need), floor].filter(Boolean).join('；') || undefined,
  };
}

/** Several things, a line each, all of them (且) or any one (或). */
export function needCells(needs: readonly RuleNeed[], joint: '且' | '或'): CellPart[] {
  return needs.map((need, index) => {
    const cell = needCell(need);
    return index === 0 ? cell : { ...cell, text: `${joint} ${cell.text}` };
  });
}

function kindNote({ row }: RuleNeed): string | undefined {
  if (row.kind === 'course') return '标准课程';
  return row.kind === 'originalCourse' ? '原始课程' : undefined;
}

/** The grade or score that is asked for at least. */
export function floorOf({ minimumGrade, minimumScore, row }: RuleNeed): string | undefined {
  const parts = [
    minimumGrade && `等级不低于${minimumGrade}${mark(row, 'minimumGrade')}`,
    minimumScore !== undefined && `成绩不低于 ${minimumScore} 分${mark(row, 'minimumScore')}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join('，') : undefined;
}

function mark<R extends { sampleFields: string[] }>(row: R, field: keyof R & string): string {
  return isSample(row, field) ? '（示例）' : '';
}

/**
 * Under which conditions a path is open, a line each; none means: to everyone.
 * @param holding the certificate whose page this is: only what else is needed is told
 */
export function conditionCells(path: ConversionPath, holding?: string): CellPart[] {
  const { detail, needs } = path;
  const own = needs.find((need) => holding !== undefined && need.certificate?.code === holding);
  const floor = own && floorOf(own);
  const others = holding === undefined ? [] : needs.filter((need) => need !== own);
  return [
    ...(floor ? [{ text: floor }] : []),
    ...others.map((need) => ({ ...needCell(need), text: `同时具备「${need.name}」` })),
    ...scopeCells(detail),
  ];
}

/** Says in words that nothing is asked. */
export function orOpen(conditions: CellPart[]): CellPart[] {
  return conditions.length > 0 ? conditions : [{ text: '不限' }];
}

/** For whom a rule holds: node, major, learners, intake. */
export function scopeCells({ rule, node, major }: RuleDetail): CellPart[] {
  const intake = periodText(rule.cohortFrom, rule.cohortTo);
  const cells: (CellPart | false | undefined)[] = [
    node && { ...entityCell('nodes', node, isSample(rule, 'node')), text: `限${node.name}` },
    major && {
      ...entityCell('majors', major, isSample(rule, 'major')),
      text: `限${major.name}（${major.level}）`,
    },
    rule.learnerGroup !== undefined && {
      text: `适用于${rule.learnerGroup}`,
      sample: isSample(rule, 'learnerGroup'),
    },
    intake !== undefined && {
      text: `${intake}入学`,
      sample: isSample(rule, 'cohortFrom') || isSample(rule, 'cohortTo'),
    },
  ];
  return cells.filter((cell) => cell !== false && cell !== undefined);
}

export function ruleCell({ rule }: RuleDetail): CellPart {
  return {
    text: rule.code,
    href: entityPath('rules', rule.code),
    code: true,
    sample: isSample(rule, 'code'),
  };
}
