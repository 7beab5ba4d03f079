import type { Catalogs } from '../../loader/build-catalogs.ts';
import type { Certificate } from '../../loader/schemas/certificates.ts';
import type { Course } from '../../loader/schemas/courses.ts';
import type { Cell, Column } from '../../ui/cells.ts';
import { creditedPlaces } from './places.ts';
import { entityCell } from './row-cells.ts';

/** More than this are on a page of their own; the node's page shows the first few. */
export const MANY_CERTIFICATES = 12;

/** A certificate that counts at a node: for which courses, and for how much in the best major. */
export interface TakenCertificate {
  certificate: Certificate;
  courses: Course[];
  most: number;
  sample: boolean;
}

export function nodeCertificatesPath(node: string): string {
  return `/nodes/${node}/certificates/`;
}

/** The certificates that count for at least one course at a node, most credits first. */
export function takenCertificates(bank: Catalogs, node: string): TakenCertificate[] {
  return bank
    .certificatesForNode(node)
    .map(({ certificate }) => {
      const here = creditedPlaces(bank, certificate.code).filter(
        (place) => place.node.code === node,
      );
      const courses = [...new Set(here.flatMap(({ lines }) => lines.map(({ course }) => course)))];
      return {
        certificate,
        courses,
        most: Math.max(0, ...here.map(({ most }) => most)),
        sample: here.some(({ sample }) => sample),
      };
    })
    .toSorted((a, b) => b.most - a.most);
}

export const takenColumns: readonly Column[] = [
  { label: '证书', primary: true },
  { label: '抵用的课程' },
  { label: '最多学分', kind: 'number' },
];

export function takenCells({ certificate, courses, most, sample }: TakenCertificate): Cell[] {
  return [
    entityCell('certificates', certificate),
    courses.map((course) => entityCell('courses', course)),
    { text: most, sample },
  ];
}
