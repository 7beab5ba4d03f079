import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { PagedCatalog } from '../../../loader/routes.ts';
import { isInForce } from '../../../loader/row-state.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import type { Cell, Column } from '../../../ui/cells.ts';
import { drawRow } from '../../../ui/draw-table.ts';
import type { Html } from '../../../ui/html.ts';
import { catalogNames } from '../catalog-names.ts';
import { stateCell } from '../entry-state.ts';
import {
  type CatalogList,
  collator,
  type Facet,
  type FacetValue,
  type Sort,
} from '../lists/catalog-list.ts';

/** A list no longer than this needs no narrowing. */
const SHORT_LIST = 20;
/** Pages sorted otherwise are made for lists up to this long; longer ones are sorted in the browser. */
export const SORTED_ROWS = 2000;
/** Lists up to this long can be filtered in the browser; a phone should not fetch more. */
export const BROWSED_ROWS = 20_000;
/** Values of a facet that get pages, those with the most rows; keeps pages in proportion to rows. */
export const FACET_PAGES = 200;

/** One value of a facet and its rows, in the usual order. */
export interface FacetGroup {
  facet: Facet<Entity>;
  value: FacetValue;
  rows: Entity[];
}

export interface FacetGroups {
  facet: Facet<Entity>;
  groups: FacetGroup[];
}

/** A catalog in the order of its list, narrowed and sorted in every way, rows drawn once. */
export interface CatalogTable {
  catalog: PagedCatalog;
  title: string;
  unit: string;
  list: CatalogList<Entity>;
  /** `YYYY-MM-DD`, the day of the build. */
  today: string;
  /** Those in force first. */
  rows: Entity[];
  inForce: number;
  /** Facets that narrow anything, each value with its rows. */
  facets: FacetGroups[];
  sorts: Sort<Entity>[];
  /** The rows in another order; those in force first. */
  sorted: (sort: Sort<Entity>) => Entity[];
  cellsOf: (row: Entity) => Cell[];
  drawn: (row: Entity) => Html;
}

export function buildTable(
  catalog: PagedCatalog,
  list: CatalogList<Entity>,
  bank: Catalogs,
  today: string,
): CatalogTable {
  const all = list.rowsOf(bank).toSorted((a, b) => list.compare(a, b, bank));
  const rows = inForceFirst(all, today);
  const facets =
    rows.length <= SHORT_LIST
      ? []
      : list.facets
          .map((facet) => ({ facet, groups: groupsOf(facet, rows, bank) }))
          .filter(({ groups }) => groups.length > 1);
  const cellsOf = remembered((row: Entity) => {
    const cells = list.columns.map(({ cell }) => cell(row, bank));
    const state = stateCell(row, catalogNames[catalog].noun, today);
    // The state stands beside the name.
    return state === undefined ? cells : [[cells[0] as never, state], ...cells.slice(1)];
  });
  const plain: Column[] = list.columns.map(({ cell: _, sort: __, ...column }) => column);
  return {
    catalog,
    title: catalogNames[catalog].title,
    unit: catalogNames[catalog].unit,
    list,
    today,
    rows,
    inForce: rows.filter((row) => isInForce(row, today)).length,
    facets,
    sorts: [
      ...list.columns.flatMap(({ sort }) => (sort && sort !== 'usual' ? [sort] : [])),
      ...list.sorts,
    ],
    sorted: remembered((sort: Sort<Entity>) => inForceFirst(sortBy(sort, rows, bank), today)),
    cellsOf,
    drawn: remembered((row: Entity) => drawRow(plain, cellsOf(row))),
  };
}

function inForceFirst(rows: readonly Entity[], today: string): Entity[] {
  const { true: current = [], false: others = [] } = Object.groupBy(rows, (row) =>
    String(isInForce(row, today)),
  );
  return [...current, ...others];
}

/** Rows without a value come last; rows with the same stay in the usual order. */
function sortBy(sort: Sort<Entity>, rows: readonly Entity[], bank: Catalogs): Entity[] {
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sort.value(row, bank) }))
    .toSorted(({ value: a }, { value: b }) => {
      if (a === undefined || b === undefined)
        return Number(a === undefined) - Number(b === undefined);
      return (
        sign *
        (typeof a === 'number' && typeof b === 'number'
          ? a - b
          : collator.compare(String(a), String(b)))
      );
    })
    .map(({ row }) => row);
}

function groupsOf(facet: Facet<Entity>, rows: readonly Entity[], bank: Catalogs): FacetGroup[] {
  const groups = new Map<string, FacetGroup>();
  const taken = new Set<string>();
  for (const row of rows) {
    for (const { key, label } of facet.valuesOf(row, bank)) {
      // Words that differ in punctuation alone have the same key, and would share an address.
      const id = `${key} ${label}`;
      const group = groups.get(id) ?? {
        facet,
        value: { key: freeKey(key, taken), label },
        rows: [],
      };
      group.rows.push(row);
      groups.set(id, group);
    }
  }
  const place = ({ value }: FacetGroup) => {
    const found = facet.order?.indexOf(value.key) ?? -1;
    return found === -1 ? Number.MAX_SAFE_INTEGER : found;
  };
  return [...groups.values()].toSorted(
    (a, b) =>
      place(a) - place(b) ||
      b.rows.length - a.rows.length ||
      collator.compare(a.value.label, b.value.label),
  );
}

/** The key, or with the first free number behind it; taken from then on. */
function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}-${number}`;
  taken.add(key);
  return key;
}

function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
