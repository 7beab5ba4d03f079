import { formatChineseDate } from '#domain/china-date.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import type { Column } from '../../../ui/cells.ts';
import type { Sort } from '../lists/catalog-list.ts';
import {
  BROWSED_ROWS,
  type CatalogTable,
  FACET_PAGES,
  type FacetGroup,
  type FacetGroups,
  SORTED_ROWS,
} from './catalog-table.ts';
import { csvFileName, listCsv } from './list-csv.ts';
import { PAGE_SIZE } from './list-data.ts';
import { formatState } from './list-state.ts';
import {
  type FacetView,
  type ListView,
  listTitle,
  MANY_VALUES,
  type OrderLink,
  SHOWN_VALUES,
} from './list-view.ts';

/** The rows of some static pages: everything, one value of one facet, or everything in another order. */
export interface PageGroup {
  rows: readonly Entity[];
  /** Parts of the address after the catalog: `[]`, `['level', '本科']`, `['sort', 'credits']`. */
  parts: readonly string[];
  narrowed?: FacetGroup | undefined;
  sort?: Sort<Entity> | undefined;
}

/** Every group of static pages of a catalog; their rows together stay in proportion to its own. */
export function pageGroups(table: CatalogTable): PageGroup[] {
  const { rows, facets, sorts, sorted } = table;
  return [
    { rows, parts: [] },
    ...facets.flatMap((found) =>
      pagedGroups(found).map((group) => ({
        rows: group.rows,
        parts: [group.facet.name, group.value.key],
        narrowed: group,
      })),
    ),
    ...(canSort(table)
      ? sorts.map((sort) => ({ rows: sorted(sort), parts: ['sort', sort.key], sort }))
      : []),
  ];
}

/** The values of a facet that have pages of their own, in the order of the facet. */
export function pagedGroups({ groups }: FacetGroups): FacetGroup[] {
  if (groups.length <= FACET_PAGES) return groups;
  const largest = new Set(
    groups.toSorted((a, b) => b.rows.length - a.rows.length).slice(0, FACET_PAGES),
  );
  return groups.filter((group) => largest.has(group));
}

function canSort({ rows }: CatalogTable): boolean {
  return rows.length > 1 && rows.length <= SORTED_ROWS;
}

/** Whether the list can be filtered in the browser. */
export function canBrowse({ rows, facets }: CatalogTable): boolean {
  return facets.length > 0 && rows.length <= BROWSED_ROWS;
}

export function pagesOf({ rows }: PageGroup): number {
  return Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
}

export function pageTitle(table: CatalogTable, { narrowed }: PageGroup): string {
  return listTitle(table.title, narrowed ? [narrowed.value.label] : []);
}

/** The query that says in the browser what a static page shows. */
export function stateOf({ narrowed, sort }: PageGroup, page: number): string {
  return formatState({
    chosen: narrowed ? { [narrowed.facet.name]: [narrowed.value.key] } : {},
    text: '',
    sort: sort?.key ?? '',
    page,
  }).slice(1);
}

/** @param site the site's address, `https://bank.example` */
export function staticView(
  table: CatalogTable,
  group: PageGroup,
  page: number,
  site: string,
): ListView {
  const { rows, parts, narrowed } = group;
  const base = addressOf(table, parts);
  const title = pageTitle(table, group);
  const hrefOf = (number: number) => (number === 1 ? base : `${base}page/${number}/`);
  const facet = narrowed && `${narrowed.facet.label}：${narrowed.value.label}`;
  return {
    title,
    unit: table.unit,
    columns: columnsOf(table, group),
    rows: rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(table.drawn),
    total: rows.length,
    page,
    pages: pagesOf(group),
    hrefOf,
    chosen: facet === undefined ? [] : [{ label: facet, href: addressOf(table, []) }],
    clear: addressOf(table, []),
    orders: ordersOf(table, group),
    scripted: narrowed !== undefined || !canSort(table),
    csv: { href: `${base}list.csv`, file: csvFileName(orderedTitle(title, group)) },
    printed: `${site}${hrefOf(page)}　${formatChineseDate(table.today)}`,
    waysOut: [],
  };
}

/** The rows of all pages of a group as a file. */
export function csvOf({ list, cellsOf }: CatalogTable, { rows }: PageGroup): string {
  return listCsv(
    list.columns.map(({ label }) => label),
    rows.map(cellsOf),
  );
}

/** `标准课程（学分从多到少）` */
export function orderedTitle(title: string, { sort }: PageGroup): string {
  return sort ? `${title}（${sort.words[0]}）` : title;
}

export function staticFacets(table: CatalogTable, { narrowed }: PageGroup): FacetView[] {
  return table.facets.map((found) => {
    const { facet, groups } = found;
    const paged = pagedGroups(found);
    const shown = groups.length > MANY_VALUES ? largestOf(paged, narrowed) : paged;
    return {
      name: facet.name,
      label: facet.label,
      values: shown.map((group) => ({ ...facetLink(table, group), current: group === narrowed })),
      index:
        shown.length < groups.length
          ? { href: addressOf(table, ['by', facet.name]), count: groups.length }
          : undefined,
    };
  });
}

export function facetLink(table: CatalogTable, { facet, value, rows }: FacetGroup) {
  return {
    label: value.label,
    href: addressOf(table, [facet.name, value.key]),
    count: rows.length,
    key: `${facet.name}=${value.key}`,
  };
}

/** The values with the most rows, and the one that the page shows. */
function largestOf(groups: readonly FacetGroup[], shown: FacetGroup | undefined): FacetGroup[] {
  const largest = new Set(
    groups.toSorted((a, b) => b.rows.length - a.rows.length).slice(0, SHOWN_VALUES),
  );
  return groups.filter((group) => largest.has(group) || group === shown);
}

/** Written as it reads: browsers encode it, and it packs better so. */
function addressOf({ catalog }: CatalogTable, parts: readonly string[]): string {
  return `/${[catalog, ...parts].join('/')}/`;
}

function columnsOf(table: CatalogTable, { parts, sort: shown }: PageGroup): Column[] {
  return table.list.columns.map(({ cell: _, sort, ...column }) => {
    if (sort === undefined) return column;
    const usual = sort === 'usual';
    const now = usual ? shown === undefined : sort === shown;
    const descending = !usual && sort.descending;
    const order = now ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined;
    // Only the whole list has pages in other orders.
    const linked = canSort(table) && (parts.length === 0 || shown !== undefined);
    const to = usual || now ? [] : ['sort', sort.key];
    const href = linked && !(usual && now) ? addressOf(table, to) : undefined;
    return { ...column, sort: { key: usual ? '' : sort.key, href, order } };
  });
}

/** Where there are no pages in other orders, links for the script: they sort in the browser. */
function ordersOf(table: CatalogTable, group: PageGroup): OrderLink[] {
  const { list, sorts } = table;
  const ownPages = canSort(table) && !group.narrowed;
  if (!ownPages && !canBrowse(table)) return [];
  return [
    { key: '', label: list.order, href: group.sort && addressOf(table, []) },
    ...sorts.map((sort) => ({
      key: sort.key,
      label: sort.words[0],
      href: sort === group.sort ? undefined : sortedAddress(table, group, sort, ownPages),
    })),
  ];
}

function sortedAddress(
  table: CatalogTable,
  group: PageGroup,
  sort: Sort<Entity>,
  ownPages: boolean,
): string {
  if (ownPages) return addressOf(table, ['sort', sort.key]);
  return `${addressOf(table, [])}?${stateOf({ ...group, sort }, 1)}`;
}
