import type { Catalogs } from '../../loader/build-catalogs.ts';
import { catalogs } from '../../loader/catalogs.ts';
import { buildDay } from '../../loader/is-published.ts';
import type { PagedCatalog } from '../../loader/routes.ts';
import { isInForce } from '../../loader/row-state.ts';
import type { Entity } from '../../loader/schemas/entity-columns.ts';
import type { Cell, Column } from '../../ui/cells.ts';
import { catalogNames } from './catalog-names.ts';
import { stateCell } from './entry-state.ts';
import type { CatalogList, Facet, FacetValue } from './lists/catalog-list.ts';

export const PAGE_SIZE = 50;
/** A list no longer than this needs no narrowing. */
const SHORT_LIST = 20;

export interface FacetLink {
  label: string;
  href: string;
  count: number;
  current: boolean;
}

/** One static page of a list: everything, or one value of one facet. */
export interface ListPage {
  catalog: PagedCatalog;
  lead: string;
  /** The facet value that this page is narrowed to. */
  narrowedTo?: string | undefined;
  /** What that value is of: 层次. */
  narrowedBy?: string | undefined;
  columns: readonly Column[];
  /** Entries of this list, on all its pages. */
  total: number;
  page: number;
  pages: number;
  /** Address of its first page; the others are at `{base}page/{n}/`. */
  base: string;
  facets: { label: string; all: FacetLink; values: FacetLink[] }[];
  /** The rows of this page; drawn when the page is built, so that no more than one is in memory. */
  draw: () => Cell[][];
}

interface Group<R> {
  facet?: Facet<R>;
  value?: FacetValue;
  rows: R[];
}

/** Static paths of `[...list].astro`: `undefined`, `page/2`, `level/本科`, `level/本科/page/2`. */
export async function listPaths<R extends Entity>(catalog: PagedCatalog, list: CatalogList<R>) {
  const bank = await catalogs();
  const today = buildDay();
  const rows = list
    .rowsOf(bank)
    .toSorted(
      (a, b) =>
        Number(isInForce(b, today)) - Number(isInForce(a, today)) || list.compare(a, b, bank),
    );
  const facets = rows.length > SHORT_LIST ? list.facets : [];
  const narrowed = facets.flatMap((facet) => groupsOf(facet, rows, bank));
  const groups: Group<R>[] = [{ rows }, ...narrowed];
  return groups.flatMap((group) => {
    const links = facetLinks(catalog, rows.length, narrowed, group);
    const base = addressOf(catalog, group);
    const pages = Math.max(1, Math.ceil(group.rows.length / PAGE_SIZE));
    return Array.from({ length: pages }, (_, index) => {
      const slice = group.rows.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE);
      const props: ListPage = {
        catalog,
        lead: list.lead,
        narrowedTo: group.value?.label,
        narrowedBy: group.facet?.label,
        columns: list.columns,
        total: group.rows.length,
        page: index + 1,
        pages,
        base,
        facets: links,
        draw: () => slice.map((row) => withState(list.cells(row, bank), row, catalog, today)),
      };
      const parts = [
        ...(group.facet && group.value ? [group.facet.name, group.value.key] : []),
        ...(index > 0 ? ['page', String(index + 1)] : []),
      ];
      return { params: { list: parts.join('/') || undefined }, props };
    });
  });
}

/** A facet of a single value narrows nothing and is left out. */
function groupsOf<R>(facet: Facet<R>, rows: readonly R[], bank: Catalogs): Group<R>[] {
  const groups = new Map<string, { facet: Facet<R>; value: FacetValue; rows: R[] }>();
  for (const row of rows) {
    for (const value of facet.valuesOf(row, bank)) {
      const group = groups.get(value.key) ?? { facet, value, rows: [] };
      group.rows.push(row);
      groups.set(value.key, group);
    }
  }
  return groups.size > 1
    ? [...groups.values()].toSorted((a, b) => b.rows.length - a.rows.length)
    : [];
}

function facetLinks<R>(
  catalog: PagedCatalog,
  total: number,
  groups: readonly Group<R>[],
  shown: Group<R>,
): ListPage['facets'] {
  return [...Map.groupBy(groups, ({ facet }) => facet)].map(([facet, values]) => ({
    label: facet?.label ?? '',
    all: { label: '全部', href: `/${catalog}/`, count: total, current: shown.facet !== facet },
    values: values.map((group) => ({
      label: group.value?.label ?? '',
      href: addressOf(catalog, group),
      count: group.rows.length,
      current: group === shown,
    })),
  }));
}

function addressOf<R>(catalog: PagedCatalog, { facet, value }: Group<R>): string {
  if (!facet || !value) return `/${catalog}/`;
  return `/${catalog}/${facet.name}/${encodeURI(value.key)}/`;
}

/** Adds the state to the cell that names the row, unless the entry is in force. */
function withState(
  cells: readonly Cell[],
  row: Entity,
  catalog: PagedCatalog,
  today: string,
): Cell[] {
  const state = stateCell(row, catalogNames[catalog].noun, today);
  const [first, ...rest] = cells;
  return state === undefined ? [...cells] : [[first as never, state], ...rest];
}
