import type { Catalogs } from '../../loader/build-catalogs.ts';
import { type Place, ruleApplies } from '../../loader/links/major-links.ts';
import { placeCap } from '../../loader/planner-terms.ts';
import { bestOf, type HolderCredits, holderCredits } from './holder-credits.ts';
import { oncePerCode } from './once-per-code.ts';

/** One major at one node, and the most credits that one person gets there with a certificate. */
export interface CreditedPlace extends Place, Pick<HolderCredits, 'most' | 'joint' | 'sample'> {
  /** Whether node and major take anyone today. */
  open: boolean;
}

/** Where a certificate counts, most credits first. */
export const creditedPlaces = oncePerCode((bank, certificate): readonly CreditedPlace[] => {
  const rules = bank.rulesForCertificate(certificate).filter(({ inForce }) => inForce);
  // Most places are alike: the same courses by the same rules under the same cap.
  const alike = new Map<string, HolderCredits>();
  return bank
    .placesForCertificate(certificate)
    .map((place) => {
      const scope = { node: place.node.code, major: place.major.code };
      const courses = new Set(place.lines.map(({ course }) => course.code));
      const here = rules.filter(({ rule }) => ruleApplies(rule, scope));
      const row = bank.offer(scope.node, scope.major);
      const cap = row ? placeCap({ ...place, row }) : place.major.conversionCap;
      const key = [cap, ...here.map(({ rule }) => rule.code), '', ...[...courses].sort()].join(' ');
      const credits = alike.get(key) ?? holderCredits(here, certificate, courses, cap);
      alike.set(key, credits);
      return { ...place, ...credits, open: bank.inForce(place.node) && bank.inForce(place.major) };
    })
    .toSorted((a, b) => b.most - a.most || totalOf(b) - totalOf(a));
});

/** Where a certificate counts at one node, most credits first. */
export function creditedPlacesAt(
  bank: Catalogs,
  certificate: string,
  node: string,
): readonly CreditedPlace[] {
  return creditedPlaces(bank, certificate).filter((place) => place.node.code === node);
}

/** What one person gets with a certificate today, in the best single major at the best node. */
export const creditsAnywhere = oncePerCode(
  (bank, certificate): HolderCredits =>
    bestOf(creditedPlaces(bank, certificate).filter(({ open }) => open)),
);

function totalOf({ joint }: HolderCredits): number {
  return Math.max(0, ...joint.map(({ total }) => total));
}
