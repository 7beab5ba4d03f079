import type { BadgeName } from './badge-names.ts';

/**
 * What one place of a table or a fact list holds: plain text, or a part with a link, a mark or a
 * status, or several parts on lines of their own. `null`, `undefined` and '' show as a dash.
 */
export interface CellPart {
  text: string | number;
  href?: string | undefined;
  /** Set in tabular figures, never broken: codes, numbers, amounts. */
  code?: boolean | undefined;
  /** The value is invented for the demonstration: shows 示例 beside it. */
  sample?: boolean | undefined;
  /** A soft line under the text. */
  note?: string | undefined;
  badge?: BadgeName | undefined;
  /** An address of its own on the page: `#id`. */
  id?: string | undefined;
}
export type CellValue = string | number | null | undefined | CellPart;
export type Cell = CellValue | readonly CellValue[];

export interface Column {
  label: string;
  /** `number` is set right in tabular figures, `code` never breaks. */
  kind?: 'text' | 'number' | 'code' | undefined;
  /** The cell that names the row: its heading on a phone. */
  primary?: boolean | undefined;
  /** How the heading sorts the list. */
  sort?: ColumnSort | undefined;
}

export interface ColumnSort {
  key: string;
  /** Where the heading leads; without one it only tells the order. */
  href?: string | undefined;
  /** The order the rows stand in now, when it is this column's. */
  order?: 'ascending' | 'descending' | undefined;
}

/** The parts to draw; an empty list means that there is nothing to say. */
export function cellParts(cell: Cell): CellPart[] {
  return Array.isArray(cell) ? cell.flatMap(partsOf) : partsOf(cell as CellValue);
}

function partsOf(value: CellValue): CellPart[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [{ text: value }];
  return value.text === '' ? [] : [value];
}
