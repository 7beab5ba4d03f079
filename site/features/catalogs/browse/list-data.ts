import type { Cell, Column } from '../../../ui/cells.ts';

/** Chosen values of each facet, a text, an order and a page: what an address of a list says. */
export interface ListState {
  /** Keys of the values by the facet's name. */
  chosen: Readonly<Record<string, readonly string[]>>;
  text: string;
  /** Key of an order, `-` before it for its reverse; '' for the usual one. */
  sort: string;
  /** From 1. */
  page: number;
}

/**
 * `/{catalog}/list.json`: all that the list shows, for the browser to filter.
 * `{"title":"标准课程",…,"rows":[[["公司概论","GS01",3],[0,2,[1,4]],"公司概况"],…]}`
 */
export interface ListData {
  title: string;
  /** Measure word and noun: 门课程 */
  unit: string;
  /** What the usual order is called. */
  usual: string;
  columns: DataColumn[];
  facets: DataFacet[];
  sorts: DataSort[];
  /** In the usual order; the first `inForce` rows are in force. */
  rows: DataRow[];
  inForce: number;
  /** The day of the build, `2026年11月22日`. */
  day: string;
}

export interface DataColumn extends Omit<Column, 'sort'> {
  /** Key of the order that its heading asks for; '' for the usual one. */
  sort?: string | undefined;
}

export interface DataFacet {
  name: string;
  label: string;
  /** Key and label. */
  values: (readonly [key: string, label: string])[];
}

export interface DataSort {
  key: string;
  words: readonly [string, string];
  descending: boolean;
  /** Positions in `rows`, made at the build: browsers disagree on the order of Chinese words. */
  order: number[];
}

export type DataRow = [
  cells: Cell[],
  /** For each facet the positions of the row's values. */
  values: (number | number[])[],
  /** Aliases and former names. */
  otherNames: string,
];

export const PAGE_SIZE = 50;
