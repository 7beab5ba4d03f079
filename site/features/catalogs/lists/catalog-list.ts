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
  /** Part of the address, and of the query: /courses/level/本科/, ?level=本科. Not q, sort or page. */
  name: string;
  label: string;
  /** None when the row has nothing to say here; several when it belongs to several. */
  valuesOf: (row: R, bank: Catalogs) => readonly FacetValue[];
  /** Keys in the order to show them; without it those with the most rows come first. */
  order?: readonly string[] | undefined;
}

/** One way to order a list. Rows that are not in force stay behind those that are. */
export interface Sort<R> {
  /** Part of the address, and of the query: /courses/sort/credits/, ?sort=credits */
  key: string;
  /** What the order is called, and what its reverse is: 学分从多到少, 学分从少到多. */
  words: readonly [string, string];
  /** Numbers by size, words by pinyin; rows without a value come last. */
  value: (row: R, bank: Catalogs) => number | string | undefined;
  /** The largest first. */
  descending?: boolean | undefined;
}

export interface ListColumn<R> extends Omit<Column, 'sort'> {
  cell: (row: R, bank: Catalogs) => Cell;
  /** What the heading sorts by; `usual` when the list stands in this column's order anyway. */
  sort?: Sort<R> | 'usual' | undefined;
}

/** How one catalog is listed: its rows, columns, facets and orders, on pages and in the browser. */
export interface CatalogList<R extends Entity> {
  lead: string;
  rowsOf: (bank: Catalogs) => readonly R[];
  /** Order among the entries in force, and among the others after them. */
  compare: (a: R, b: R, bank: Catalogs) => number;
  /** What that order is called. */
  order: string;
  columns: readonly ListColumn<R>[];
  /** Orders that no column shows. */
  sorts: readonly Sort<R>[];
  facets: readonly Facet<R>[];
}

export const collator = new Intl.Collator('zh-CN', { numeric: true });

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
  order?: readonly string[],
): Facet<R> {
  return {
    name,
    label,
    valuesOf: (row) => {
      const value = textOf(row);
      return value === undefined ? [] : [{ key: addressKey(value), label: value }];
    },
    order: order?.map(addressKey),
  };
}

export const nameSort: Sort<Entity> = {
  key: 'name',
  words: ['名称按拼音', '名称按拼音倒序'],
  value: ({ name }) => name,
};

export const updatedSort: Sort<Entity> = {
  key: 'updated',
  words: ['最近更新', '最早更新'],
  value: ({ updatedAt }) => Number(updatedAt.replaceAll('-', '')),
  descending: true,
};

/** @param noun what is counted: 学分 */
export function mostFirst<R>(
  key: string,
  noun: string,
  value: (row: R, bank: Catalogs) => number | undefined,
): Sort<R> {
  return { key, words: [`${noun}从多到少`, `${noun}从少到多`], value, descending: true };
}
