import type { Catalogs } from '../../loader/build-catalogs.ts';
import { entityPath } from '../../loader/routes.ts';

/**
 * Questions that this site answers, made of the best linked entries of each catalog, so that a
 * visitor sees what can be asked and each link leads to a full page.
 */
export function exampleQuestions(all: Catalogs): { href: string; text: string }[] {
  const certificate = mostLinked(all.certificates, (code) => all.conversionsForCertificate(code));
  const major = mostLinked(all.majors, (code) => all.openNodesForMajor(code));
  const node = mostLinked(all.nodes, (code) => all.certificatesForNode(code));
  return [
    certificate && {
      href: entityPath('certificates', certificate.code),
      text: `${certificate.name}能换哪些课程？`,
    },
    major && { href: entityPath('majors', major.code), text: `${major.name}专业，哪些高校开设？` },
    node && { href: entityPath('nodes', node.code), text: `${node.name}承认哪些证书？` },
  ].filter((question) => question !== undefined);
}

/** The first row with the most links; none when nothing is linked. */
function mostLinked<T extends { code: string }>(
  rows: readonly T[],
  linksOf: (code: string) => readonly unknown[],
): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const row of rows) {
    const links = linksOf(row.code).length;
    if (links > most) [best, most] = [row, links];
  }
  return best;
}
