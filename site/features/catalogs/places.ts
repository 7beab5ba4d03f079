import type { Catalogs } from '../../loader/build-catalogs.ts';
import { type Place, ruleApplies } from '../../loader/links/major-links.ts';
import { bestOf, type HolderCredits, holderCredits } from './holder-credits.ts';

/** One major at one node, and the most credits that one person gets there with a certificate. */
export interface CreditedPlace extends Place, Pick<HolderCredits, 'most' | 'joint' | 'sample'> {
  /** Whether node and major take anyone today. */
  open: boolean;
}

/** Where a certificate counts, most credits first. */
export function creditedPlaces(bank: Catalogs, certificate: string): CreditedPlace[] {
  const rules = bank.rulesForCertificate(certificate).filter(({ inForce }) => inForce);
  return bank
    .placesForCertificate(certificate)
    .map((place) => {
      const { node, major } = place;
      const courses = new Set(place.lines.map(({ course }) => course.code));
      const here = rules.filter(({ rule }) =>
        ruleApplies(rule, { node: node.code, major: major.code }),
      );
      const offer = bank.majorsForNode(node.code).find((line) => line.major === major);
      const cap = Math.min(major.conversionCap, offer?.row.conversionCap ?? major.conversionCap);
      return {
        ...place,
        ...holderCredits(here, certificate, courses, cap),
        open: bank.inForce(node) && bank.inForce(major),
      };
    })
    .toSorted((a, b) => b.most - a.most || totalOf(b) - totalOf(a));
}

/** What one person gets with a certificate today, in the best single major at the best node. */
export function creditsAnywhere(bank: Catalogs, certificate: string): HolderCredits {
  return bestOf(creditedPlaces(bank, certificate).filter(({ open }) => open));
}

function totalOf({ joint }: HolderCredits): number {
  return Math.max(0, ...joint.map(({ total }) => total));
}
