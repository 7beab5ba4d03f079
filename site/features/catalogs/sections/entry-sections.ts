import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { PagedCatalog } from '../../../loader/routes.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import { certificateSections } from './certificate-sections.ts';
import { courseSections } from './course-sections.ts';
import type { EntrySection, EntrySections } from './entry-section.ts';
import { institutionSections } from './institution-sections.ts';
import { majorSections } from './major-sections.ts';
import { nodeSections } from './node-sections.ts';
import { ruleSections } from './rule-sections.ts';

const sectionsOf = {
  courses: courseSections,
  majors: majorSections,
  certificates: certificateSections,
  nodes: nodeSections,
  rules: ruleSections,
  institutions: institutionSections,
} as unknown as Partial<Record<PagedCatalog, (bank: Catalogs, row: Entity) => EntrySections>>;

/** The sections of an entry that may have pages of their own, whatever its catalog. */
export function entrySections(
  catalog: PagedCatalog,
  bank: Catalogs,
  row: Entity,
): readonly EntrySection[] {
  return Object.values(sectionsOf[catalog]?.(bank, row) ?? {});
}
