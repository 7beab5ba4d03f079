import type { Catalogs } from '../../loader/build-catalogs.ts';
import { catalogs } from '../../loader/catalogs.ts';
import { buildDay } from '../../loader/is-published.ts';
import { PAGED_CATALOGS } from '../../loader/routes.ts';
import { buildTable, type CatalogTable, type FacetGroups } from './browse/catalog-table.ts';
import { MANY_VALUES } from './browse/list-view.ts';
import { canBrowse, csvOf, type PageGroup, pageGroups, pagesOf } from './browse/static-views.ts';
import { listData } from './browse/write-list-data.ts';
import { catalogLists } from './lists/catalog-lists.ts';

/** One static page of a list; drawn when the page is built. */
export interface ListPage {
  table: CatalogTable;
  group: PageGroup;
  page: number;
}

/** All values of a facet on a page of their own. */
export interface FacetIndex {
  table: CatalogTable;
  found: FacetGroups;
}

const built = new WeakMap<Catalogs, CatalogTable[]>();

/** Every catalog as it is listed. Built once for each state of the catalogs. */
async function tables(): Promise<CatalogTable[]> {
  const bank = await catalogs();
  const today = buildDay();
  const known =
    built.get(bank) ??
    PAGED_CATALOGS.map((name) => buildTable(name, catalogLists[name], bank, today));
  built.set(bank, known);
  return known;
}

/**
 * Static paths of `[catalog]/[...list]`, list being `undefined`, `page/2`, `level/本科`,
 * `level/本科/page/2`, `sort/credits`.
 */
export async function listPaths() {
  return (await tables()).flatMap((table) =>
    pageGroups(table).flatMap((group) =>
      Array.from({ length: pagesOf(group) }, (_, index) => ({
        params: {
          catalog: table.catalog,
          list: addressOf([...group.parts, ...(index > 0 ? ['page', String(index + 1)] : [])]),
        },
        props: { table, group, page: index + 1 } satisfies ListPage,
      })),
    ),
  );
}

/** Static paths of `[catalog]/[...list]/list.csv`: one file for all pages of a group. */
export async function csvPaths() {
  return (await tables()).flatMap((table) =>
    pageGroups(table)
      .filter(({ rows }) => rows.length > 0)
      .map((group) => ({
        params: { catalog: table.catalog, list: addressOf(group.parts) },
        props: { csv: () => csvOf(table, group) },
      })),
  );
}

/** Static paths of `[catalog]/list.json`, for lists that can be filtered in the browser. */
export async function dataPaths() {
  return (await tables()).filter(canBrowse).map((table) => ({
    params: { catalog: table.catalog },
    props: { json: () => JSON.stringify(listData(table)) },
  }));
}

/** Static paths of `[catalog]/by/[facet]`. */
export async function indexPaths() {
  return (await tables()).flatMap((table) =>
    table.facets
      .filter(({ groups }) => groups.length > MANY_VALUES)
      .map((found) => ({
        params: { catalog: table.catalog, facet: found.facet.name },
        props: { table, found } satisfies FacetIndex,
      })),
  );
}

function addressOf(parts: readonly string[]): string | undefined {
  return parts.join('/') || undefined;
}
