import { buildCatalogs } from '../loader/build-catalogs.ts';
import { isPublished } from '../loader/is-published.ts';
import type { Content } from '../loader/read-content.ts';
import { PAGED_CATALOGS, type PagedCatalog } from '../loader/routes.ts';
import type { Entity } from '../loader/schemas/entity-columns.ts';
import type { TableRows } from '../loader/schemas/tables.ts';
import { buildTable, type CatalogTable } from './catalogs/browse/catalog-table.ts';
import { MANY_VALUES } from './catalogs/browse/list-view.ts';
import { canBrowse, pageGroups, pagesOf } from './catalogs/browse/static-views.ts';
import { catalogLists } from './catalogs/lists/catalog-lists.ts';
import { sectionPages, sectionPath } from './catalogs/sections/entry-section.ts';
import { entrySections } from './catalogs/sections/entry-sections.ts';
import { newsGroups, pagesOf as newsPagesOf } from './news/news-groups.ts';

/**
 * The addresses that the site makes by listing content: catalogs narrowed, sorted and paged, the
 * long sections of entries, the news by category and year. Not encoded.
 * @param today `YYYY-MM-DD`
 */
export function listedAddresses(content: Content, today: string): ReadonlySet<string> {
  return new Set([...ofCatalogs(content, today), ...newsAddresses(content, today)]);
}

/** Whoever checks texts asks again and again, while the catalogs stay the same. */
let last: { tables: readonly unknown[]; today: string; addresses: string[] } | undefined;

function ofCatalogs(content: Content, today: string): string[] {
  const tables = Object.values(content.tables);
  const isSame = last?.today === today && tables.every((table, i) => table === last?.tables[i]);
  if (last && isSame) return last.addresses;
  const rows = Object.fromEntries(
    Object.entries(content.tables).map(([name, table]) => [name, table.rows]),
  ) as unknown as TableRows;
  const bank = buildCatalogs(rows, today);
  const addresses = [
    ...PAGED_CATALOGS.flatMap((name) =>
      catalogAddresses(buildTable(name, catalogLists[name], bank, today)),
    ),
    ...PAGED_CATALOGS.flatMap((name) =>
      (bank[name] as Entity[]).flatMap((row) => sectionAddresses(name, row, bank)),
    ),
  ];
  last = { tables, today, addresses };
  return addresses;
}

function catalogAddresses(table: CatalogTable): string[] {
  const base = `/${table.catalog}/`;
  return [
    ...pageGroups(table).flatMap((group) => {
      const first = `${base}${group.parts.map((part) => `${part}/`).join('')}`;
      return [...numbered(first, pagesOf(group)), `${first}list.csv`];
    }),
    ...table.facets
      .filter(({ groups }) => groups.length > MANY_VALUES)
      .map(({ facet }) => `${base}by/${facet.name}/`),
    ...(canBrowse(table) ? [`${base}list.json`] : []),
  ];
}

function sectionAddresses(
  catalog: PagedCatalog,
  row: Entity,
  bank: ReturnType<typeof buildCatalogs>,
): string[] {
  return entrySections(catalog, bank, row).flatMap((section) =>
    Array.from({ length: sectionPages(section) }, (_, index) =>
      sectionPath(catalog, row.code, section, index + 1),
    ),
  );
}

function newsAddresses({ prose }: Content, today: string): string[] {
  const published = prose.news.entries.filter(({ data }) => isPublished(data, today));
  return newsGroups(published).flatMap((group) =>
    numbered(decodeURI(group.base), newsPagesOf(group)),
  );
}

function numbered(base: string, pages: number): string[] {
  return Array.from({ length: pages }, (_, index) =>
    index === 0 ? base : `${base}page/${index + 1}/`,
  );
}
