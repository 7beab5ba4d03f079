import type { Catalogs } from '../../loader/build-catalogs.ts';
import type { PagedCatalog } from '../../loader/routes.ts';
import type { Entity } from '../../loader/schemas/entity-columns.ts';
import type { TitleEntry } from './title-index/title-types.ts';

/** Everything with a page of its own, what people ask for most first. */
export function titleEntries(all: Catalogs): TitleEntry[] {
  const row =
    <T extends Entity & { credits?: number }>(
      catalog: PagedCatalog,
      about: (entry: T) => (string | undefined | false)[],
    ) =>
    (entry: T): TitleEntry => ({
      catalog,
      code: entry.code,
      name: entry.name,
      aliases: entry.aliases,
      formerNames: entry.formerNames,
      current: all.inForce(entry),
      credits: entry.credits,
      about: about(entry).filter(Boolean).join(' · '),
    });
  return [
    ...all.certificates.map(
      row('certificates', ({ kind, issuer }) => [kind, issuer && all.institution(issuer)?.name]),
    ),
    ...all.courses.map(row('courses', ({ level, credits }) => [level, `${credits} 学分`])),
    ...all.majors.map(row('majors', ({ level, category }) => [level, category])),
    ...all.nodes.map(
      row('nodes', ({ category, district }) => [category, all.districtName(district)]),
    ),
    ...all.programs.map(row('programs', ({ category, mode }) => [category, mode])),
    ...all.rules.map(row('rules', ({ mode }) => [mode])),
    ...all.institutions.map(row('institutions', ({ category }) => [category])),
  ];
}
