import type { Catalogs } from '../../loader/build-catalogs.ts';
import { type Place, ruleApplies } from '../../loader/links/major-links.ts';
import { mostCredits, restsOnSamples } from './most-credits.ts';

/** One major at one node, and the most credits that one person gets there with a certificate. */
export interface CreditedPlace extends Place {
  most: number;
  /** Whether that figure rests on an invented one. */
  sample: boolean;
}

/** Where a certificate counts today, most credits first. */
export function creditedPlaces(bank: Catalogs, certificate: string): CreditedPlace[] {
  const open = bank.rulesForCertificate(certificate).filter(({ inForce }) => inForce);
  return bank
    .placesForCertificate(certificate)
    .map((place) => {
      const here = { node: place.node.code, major: place.major.code };
      const courses = new Set(place.lines.map(({ course }) => course.code));
      const rules = open.filter(({ rule }) => ruleApplies(rule, here));
      return { ...place, most: mostCredits(rules, courses), sample: restsOnSamples(rules) };
    })
    .toSorted((a, b) => b.most - a.most);
}
