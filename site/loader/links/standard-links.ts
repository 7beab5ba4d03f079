import type { Certificate } from '../schemas/certificates.ts';
import type { Standard } from '../schemas/standards.ts';
import { groupedBy, type Lookups } from './lookups.ts';

/** Certificates and the national standards of their occupation, found by its code. */
export function linkStandards({ rows }: Pick<Lookups, 'rows'>) {
  const standardsOf = groupedBy(rows.standards, (row) => row.occupationCode);
  const certificatesOf = groupedBy(rows.certificates, (row) => row.occupationCode);
  return {
    standardsForOccupation: (occupationCode: string): Standard[] => standardsOf(occupationCode),
    certificatesForOccupation: (occupationCode: string): Certificate[] =>
      certificatesOf(occupationCode),
  };
}
