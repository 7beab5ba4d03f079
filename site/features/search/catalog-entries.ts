import type { Catalogs } from '../../loader/build-catalogs.ts';
import { entityPath, type PagedCatalog } from '../../loader/routes.ts';
import type { Entity } from '../../loader/schemas/entity-columns.ts';
import type { SearchEntry } from './find-entries.ts';

/** An entry that can be found, and how it is shown when it is. */
export interface CatalogEntry extends SearchEntry {
  catalog: PagedCatalog;
  href: string;
  /** A few words that tell like-named entries apart. */
  about: string;
}

/** Everything with a page of its own, what people ask for most first. */
export function catalogEntries(all: Catalogs): CatalogEntry[] {
  const row =
    <T extends Entity>(
      catalog: PagedCatalog,
      about: (entry: T) => (string | undefined | false)[],
    ) =>
    (entry: T): CatalogEntry => ({
      catalog,
      code: entry.code,
      name: entry.name,
      otherNames: [...entry.aliases, ...entry.formerNames],
      current: all.inForce(entry),
      href: entityPath(catalog, entry.code),
      about: about(entry).filter(Boolean).join(' · '),
    });
  return [
    ...all.certificates.map(
      row('certificates', ({ kind, issuer }) => [kind, issuer && all.institution(issuer)?.name]),
    ),
    ...all.courses.map(row('courses', ({ level, credits }) => [level, `${credits} 学分`])),
    ...all.majors.map(row('majors', ({ level, category }) => [level, category])),
    ...all.nodes.map(row('nodes', ({ category, address }) => [category, address])),
    ...all.programs.map(row('programs', ({ category, mode }) => [category, mode])),
    ...all.rules.map(row('rules', ({ mode }) => [mode])),
    ...all.institutions.map(row('institutions', ({ category }) => [category])),
  ];
}
