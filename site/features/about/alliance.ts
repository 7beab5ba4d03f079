import type { Catalogs } from '../../loader/build-catalogs.ts';
import type { Institution } from '../../loader/schemas/institutions.ts';
import { squareOf } from '../map/district-tiles.ts';

/** What a member without a kind of participation is called. */
const MEMBER = '联盟成员';

/** Institutions that belong together, with what they have in common. */
export interface MemberGroup {
  /** A kind of participation, or the code of a district. */
  key: string;
  members: Institution[];
}

type Bank = Pick<Catalogs, 'institutionsInRole' | 'inForce' | 'districtPath'>;

/** Members of the alliance today, by kind of participation, in the order of the catalog. */
export function membersByParticipation(bank: Bank): MemberGroup[] {
  return grouped(membersOf(bank), ({ participation = MEMBER }) => participation);
}

/**
 * Members of the alliance today by the district that stands for them on the map, else by their own,
 * '' for none: those of the province first, both parts in the order of the codes.
 * @param province GB/T 2260, two digits
 */
export function membersByDistrict(bank: Bank, province: string): MemberGroup[] {
  const isFar = ({ key }: MemberGroup) => Number(!key.startsWith(province));
  const placeOf = ({ district = '' }: Institution) =>
    squareOf(bank.districtPath(district), district);
  return grouped(membersOf(bank), placeOf).toSorted(
    (a, b) => isFar(a) - isFar(b) || (a.key < b.key ? -1 : 1),
  );
}

function membersOf(bank: Bank): Institution[] {
  return bank.institutionsInRole('alliance').filter((row) => bank.inForce(row));
}

function grouped(rows: readonly Institution[], keyOf: (row: Institution) => string) {
  return [...Map.groupBy(rows, keyOf)].map(([key, members]) => ({ key, members }));
}
