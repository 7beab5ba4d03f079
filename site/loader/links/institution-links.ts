import type { Branch } from '../schemas/branches.ts';
import type { Certificate } from '../schemas/certificates.ts';
import type { District } from '../schemas/districts.ts';
import type { Entity } from '../schemas/entity-columns.ts';
import type { Institution, InstitutionRole } from '../schemas/institutions.ts';
import type { Node } from '../schemas/nodes.ts';
import type { Program } from '../schemas/programs.ts';
import { ENTITY_NAMES, type EntityName } from '../schemas/tables.ts';
import { groupedBy, type Lookups } from './lookups.ts';

export function linkInstitutions({ rows, district }: Lookups) {
  const certificatesOf = groupedBy(rows.certificates, (row) => row.issuer);
  const familyOf = groupedBy(rows.certificates, (row) => row.family);
  const programsOf = groupedBy(rows.programs, (row) => row.provider);
  const nodesOf = groupedBy(rows.nodes, (row) => row.institution);
  const nodesIn = groupedBy(rows.nodes, (row) => row.district);
  const branchesIn = groupedBy(rows.branches, (row) => row.district);
  const programsIn = groupedBy(rows.programs, (row) => row.district);
  const childrenOf = groupedBy(rows.districts, (row) => row.parent);

  const predecessorsIn = new Map(
    ENTITY_NAMES.map((name) => [
      name,
      groupedBy(rows[name] as Entity[], (row) => row.supersededBy),
    ]),
  );

  /** From the province down: [上海市, 浦东新区]. */
  const districtPath = (code: string): District[] => {
    const found = district(code);
    if (!found) return [];
    return [...(found.parent ? districtPath(found.parent) : []), found];
  };

  return {
    certificatesOfInstitution: (code: string): Certificate[] => certificatesOf(code),
    programsOfInstitution: (code: string): Program[] => programsOf(code),
    nodesOfInstitution: (code: string): Node[] => nodesOf(code),
    institutionsInRole: (role: InstitutionRole): Institution[] =>
      rows.institutions.filter((row) => row.roles.includes(role)),
    /** The certificates of one family, e.g. 全国计算机等级考试. */
    certificatesInFamily: (family: string): Certificate[] => familyOf(family),
    nodesInDistrict: (code: string): Node[] => nodesIn(code),
    branchesInDistrict: (code: string): Branch[] => branchesIn(code),
    programsInDistrict: (code: string): Program[] => programsIn(code),
    /** The districts directly under a province or a city. */
    districtsUnder: (code: string): District[] => childrenOf(code),
    districtPath,
    /** 浦东新区; the code itself when it is not in the list. */
    districtName: (code: string): string => district(code)?.name ?? code,
    /** 上海市浦东新区 */
    fullDistrictName: (code: string): string =>
      districtPath(code)
        .map(({ name }) => name)
        .join('') || code,
    /** Older entries that name this one as their successor. */
    replacedBy: (catalog: EntityName, code: string): Entity[] =>
      predecessorsIn.get(catalog)?.(code) ?? [],
  };
}
