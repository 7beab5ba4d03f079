import type { Catalogs } from '../../loader/build-catalogs.ts';
import { ruleApplies } from '../../loader/links/major-links.ts';
import type { RuleDetail } from '../../loader/links/rule-links.ts';
import { entityPath } from '../../loader/routes.ts';
import type { Certificate } from '../../loader/schemas/certificates.ts';
import type { Course } from '../../loader/schemas/courses.ts';
import type { Cell, CellPart, Column } from '../../ui/cells.ts';
import { creditCell } from './credit-cell.ts';
import { bestOf, type HolderCredits, rulesAlone, rulesTogether } from './holder-credits.ts';
import { oncePerCode } from './once-per-code.ts';
import { type CreditedPlace, creditedPlacesAt } from './places.ts';
import { entityCell } from './row-cells.ts';

/** A certificate that counts at a node, and for how much in the best of its majors. */
export interface TakenCertificate extends HolderCredits {
  certificate: Certificate;
}

/** The certificates that count for at least one course at a node, most credits first. */
export const takenCertificates = oncePerCode((bank, node): readonly TakenCertificate[] =>
  bank
    .certificatesForNode(node)
    .map(({ certificate }) => ({
      certificate,
      ...bestOf(creditedPlacesAt(bank, certificate.code, node)),
    }))
    .toSorted((a, b) => b.most - a.most),
);

const name: Column = { label: '证书', primary: true };
const credits: Column = { label: '单个专业最多', kind: 'number' };

export const takenColumns = [name, { label: '抵用的课程' }, credits];
/** Without the courses. */
export const briefColumns = [name, credits];

export function takenCells(bank: Catalogs, node: string, taken: TakenCertificate): Cell[] {
  const here = creditedPlacesAt(bank, taken.certificate.code, node);
  return [
    entityCell('certificates', taken.certificate),
    courseCells(bank, taken.certificate.code, here),
    creditCell(taken),
  ];
}

export function briefCells(taken: TakenCertificate): Cell[] {
  return [entityCell('certificates', taken.certificate), creditCell(taken)];
}

/** Courses in one cell; the rest by the certificate's page. */
const SHOWN = 4;

/** The courses that count, and below each that the certificate alone does not reach, what else. */
function courseCells(
  bank: Catalogs,
  certificate: string,
  places: readonly CreditedPlace[],
): CellPart[] {
  const found = new Map<Course, string | undefined>();
  for (const { node, major, lines } of places) {
    const here = bank
      .rulesForCertificate(certificate)
      .filter(
        ({ rule, inForce }) => inForce && ruleApplies(rule, { node: node.code, major: major.code }),
      );
    const alone = rulesAlone(here, certificate);
    for (const { course } of lines) {
      if (found.has(course) && found.get(course) === undefined) continue;
      const grants = ({ gains }: RuleDetail) => gains.some((gain) => gain.course === course);
      const others = rulesTogether(here, certificate).find(({ detail }) => grants(detail))?.others;
      const names = others?.map((need) => `「${need.name}」`).join('和');
      found.set(course, alone.some(grants) || !names ? undefined : `须同时具备${names}`);
    }
  }
  const shown = found.size > SHOWN + 1 ? [...found].slice(0, SHOWN) : [...found];
  const rest = found.size - shown.length;
  return [
    ...shown.map(([course, note]) => ({ ...entityCell('courses', course), note })),
    ...(rest > 0
      ? [{ text: `另有 ${rest} 门课程`, href: entityPath('certificates', certificate) }]
      : []),
  ];
}
