import type { Column } from '../../../ui/cells.ts';
import type { Html } from '../../../ui/html.ts';

/** One page of a list, ready to draw; made by the build and in the browser alike. */
export interface ListView {
  /** 标准课程：本科、必修 */
  title: string;
  /** Measure word and noun: 门课程 */
  unit: string;
  columns: readonly Column[];
  rows: readonly Html[];
  /** Entries on all pages. */
  total: number;
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  /** What the list is narrowed to; each link leaves it out. */
  chosen: readonly { label: string; href: string }[];
  /** Leaves all of it out. */
  clear: string;
  orders: readonly OrderLink[];
  /** The orders work with the script alone. */
  scripted?: boolean | undefined;
  /** The rows of all pages as a file. */
  csv: { href: string; file: string };
  /** At the foot of each printed page. */
  printed: string;
  /** What to leave out when nothing is found, and how much would be found then. */
  waysOut: readonly { label: string; href: string; count: number }[];
}

export interface OrderLink {
  key: string;
  label: string;
  /** None for the order that the rows stand in. */
  href?: string | undefined;
}

export interface FacetView {
  name: string;
  label: string;
  values: readonly FacetLink[];
  /** A page with all the values, where they are too many for each page. */
  index?: { href: string; count: number } | undefined;
}

export interface FacetLink {
  label: string;
  href: string;
  count: number;
  current: boolean;
  /** `level=本科`, for the script; it makes the link a box to tick. */
  key: string;
}

/** A facet with more values than this shows its largest, and a page with all of them. */
export const MANY_VALUES = 8;
export const SHOWN_VALUES = 6;

/** `标准课程：本科、必修`; beyond three the rest are counted. */
export function listTitle(title: string, labels: readonly string[]): string {
  if (labels.length === 0) return title;
  const named = labels.slice(0, 3).join('、');
  return `${title}：${named}${labels.length > 3 ? `等 ${labels.length} 项` : ''}`;
}
