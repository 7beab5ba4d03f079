import type { CertificateLink } from '../../loader/links/rule-links.ts';
import type { CellPart } from '../../ui/cells.ts';
import { entityCell } from './row-cells.ts';

const SHOWN = 4;

/** The certificates that convert to a course, the most valuable first; the rest by the course's page. */
export function certificateCells(links: readonly CertificateLink[], course: string): CellPart[] {
  const shown = links.length > SHOWN + 1 ? links.slice(0, SHOWN) : links;
  const rest = links.length - shown.length;
  return [
    ...shown.map(({ certificate }) => entityCell('certificates', certificate)),
    ...(rest > 0 ? [{ text: `另有 ${rest} 张证书`, href: `/courses/${course}/` }] : []),
  ];
}
