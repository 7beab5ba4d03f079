import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import type { Cell, Column } from '../../../ui/cells.ts';
import { addressKey } from '../address-key.ts';

export interface FacetValue {
  /** Last part of the address: a code, or an `addressKey`. */
  key: string;
  label: string;
}

/** One way to narrow a list, each value a page (and more) of its own. */
export interface Facet<R> {
  /** Part of the address: /courses/level/本科/ */
  name: string;
  label: string;
  /** None when the row has nothing to say here; several when it belongs to several. */
  valuesOf: (row: R, bank: Catalogs) => readonly FacetValue[];
}

/** How one catalog is listed. */
export interface CatalogList<R extends Entity> {
  lead: string;
  rowsOf: (bank: Catalogs) => readonly R[];
  /** Order among the entries in force, and among the others after them. */
  compare: (a: R, b: R, bank: Catalogs) => number;
  columns: readonly Column[];
  cells: (row: R, bank: Catalogs) => readonly Cell[];
  facets: readonly Facet<R>[];
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

export function byName(a: Entity, b: Entity): number {
  return collator.compare(a.name, b.name);
}

export function byCode(a: Entity, b: Entity): number {
  return a.code < b.code ? -1 : 1;
}

/** A facet over a column whose values are words. */
export function wordFacet<R>(
  name: string,
  label: string,
  textOf: (row: R) => string | undefined,
): Facet<R> {
  return {
    name,
    label,
    valuesOf: (row) => {
      const value = textOf(row);
      return value === undefined ? [] : [{ key: addressKey(value), label: value }];
    },
  };
}
