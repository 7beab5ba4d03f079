import type { Catalogs } from '../../loader/build-catalogs.ts';
import { entityPath, standardPath } from '../../loader/routes.ts';
import type { Standard } from '../../loader/schemas/standards.ts';
import type { CellPart } from '../../ui/cells.ts';

/** Standards of one class of occupations, by occupation code. */
export interface StandardGroup {
  category: string;
  standards: Standard[];
}

/** All standards by class, both in the order of the occupation codes. */
export function standardGroups(bank: Pick<Catalogs, 'standards'>): StandardGroup[] {
  const sorted = bank.standards.toSorted((a, b) =>
    a.occupationCode === b.occupationCode
      ? b.edition - a.edition
      : a.occupationCode < b.occupationCode
        ? -1
        : 1,
  );
  const groups = Map.groupBy(sorted, ({ category }) => category);
  return [...groups].map(([category, standards]) => ({ category, standards }));
}

/** The certificates of the occupation, told by their grade alone where they share its name. */
export function certificatesCell(
  bank: Pick<Catalogs, 'certificatesForOccupation'>,
  { name, occupationCode }: Pick<Standard, 'name' | 'occupationCode'>,
): CellPart[] {
  return bank.certificatesForOccupation(occupationCode).map((row) => ({
    text: row.name.startsWith(`${name}（`) ? row.name.slice(name.length + 1, -1) : row.name,
    href: entityPath('certificates', row.code),
  }));
}

/** 五级/初级工 → 五级: the number is what the standard counts in. */
export function shortLevels({ levels }: Pick<Standard, 'levels'>): string {
  return levels.map((level) => level.replace(/\/.*/, '')).join('、');
}

/** The standards an occupation's certificate rests on, leading to their lines. */
export function standardsCell(
  bank: Pick<Catalogs, 'standardsForOccupation'>,
  occupationCode: string | undefined,
): CellPart[] {
  if (occupationCode === undefined) return [];
  return bank.standardsForOccupation(occupationCode).map((row) => ({
    text: `${row.name}（${row.edition} 年版）`,
    href: standardPath(row.code),
  }));
}
