import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { catalogs } from '../../../loader/catalogs.ts';
import type { PagedCatalog } from '../../../loader/routes.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import { type EntrySection, type EntrySections, sectionPages } from './entry-section.ts';

/** One page of a section of an entry. */
export interface SectionPage {
  catalog: PagedCatalog;
  row: Entity;
  page: number;
  pages: number;
  /** Made when the page is built, so that no more than one is in memory. */
  section: () => EntrySection;
}

/** Static paths of `{catalog}/[code]/[...section].astro`: `places`, `places/page/2`. */
export async function sectionPaths<R extends Entity>(
  catalog: PagedCatalog,
  sectionsOf: (bank: Catalogs, row: R) => EntrySections,
) {
  const bank = await catalogs();
  const rows = bank[catalog] as unknown as readonly R[];
  return rows.flatMap((row) =>
    Object.entries(sectionsOf(bank, row)).flatMap(([key, section]) => {
      const pages = sectionPages(section);
      const remake = () => sectionsOf(bank, row)[key] as EntrySection;
      return Array.from({ length: pages }, (_, index) => {
        const props: SectionPage = { catalog, row, page: index + 1, pages, section: remake };
        const part = index === 0 ? section.name : `${section.name}/page/${index + 1}`;
        return { params: { code: row.code, section: part }, props };
      });
    }),
  );
}
