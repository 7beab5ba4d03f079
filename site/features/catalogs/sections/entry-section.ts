import { entityPath, type PagedCatalog } from '../../../loader/routes.ts';
import type { Cell, Column } from '../../../ui/cells.ts';

/** Rows on one page of a section's own. */
export const SECTION_PAGE = 50;
/** Nobody should have to open another page for so few rows more. */
const SPARE = 1;

/** One table of a section. Its rows are drawn when a page shows them, and no others. */
export interface SectionTable {
  caption: string;
  columns: readonly Column[];
  total: number;
  /** The rows from `from` (counting from 0) up to and without `to`. */
  draw: (from: number, to: number) => Cell[][];
}

/**
 * A part of an entry's page that may be too long for it: the page shows the first rows, pages of
 * its own show all of them.
 */
export interface EntrySection {
  /** Last part of the address of its own pages: `places` in `/certificates/NCRE-1/places/`. */
  name: string;
  title: string;
  /** What a row is, after a count: 个高校网点. */
  unit: string;
  /** Rows on the entry's own page. */
  shown: number;
  tables: readonly SectionTable[];
  /** The same rows in fewer words, for the entry's own page; all words are then on the others. */
  brief?: SectionTable | undefined;
}

/** The sections of an entry by any name; the order is that of its page. */
export type EntrySections = Record<string, EntrySection>;

/** A table with the rows that one page shows. */
export interface DrawnTable {
  caption: string;
  columns: readonly Column[];
  rows: Cell[][];
}

/** A table with a row for each item of a list. */
export function tableOf<T>(
  caption: string,
  columns: readonly Column[],
  items: readonly T[],
  cells: (item: T) => Cell[],
): SectionTable {
  const draw = (from: number, to: number) => items.slice(from, to).map(cells);
  return { caption, columns, total: items.length, draw };
}

export function sectionTotal({ tables }: EntrySection): number {
  return tables.reduce((sum, { total }) => sum + total, 0);
}

/** Whether a section has pages of its own. */
export function isLong(section: EntrySection): boolean {
  return section.brief !== undefined || sectionTotal(section) > section.shown + SPARE;
}

/** How many pages of its own a section has. */
export function sectionPages(section: EntrySection): number {
  return isLong(section) ? Math.ceil(sectionTotal(section) / SECTION_PAGE) : 0;
}

export function sectionPath(
  catalog: PagedCatalog,
  code: string,
  section: EntrySection,
  page = 1,
): string {
  const base = `${entityPath(catalog, code)}${section.name}/`;
  return page === 1 ? base : `${base}page/${page}/`;
}

/** What an entry's own page shows of a section. */
export function firstRows(section: EntrySection): DrawnTable[] {
  const { tables, brief, shown } = section;
  return drawRows(brief ? [brief] : tables, 0, isLong(section) ? shown : sectionTotal(section));
}

/** What one of the section's own pages shows, counting from 1. */
export function pageRows(section: EntrySection, page: number): DrawnTable[] {
  return drawRows(section.tables, (page - 1) * SECTION_PAGE, page * SECTION_PAGE);
}

/** The rows of all tables are counted through. */
function drawRows(tables: readonly SectionTable[], from: number, to: number): DrawnTable[] {
  let before = 0;
  return tables.flatMap(({ caption, columns, total, draw }) => {
    const [first, last] = [Math.max(0, from - before), Math.min(total, to - before)];
    before += total;
    return first < last ? [{ caption, columns, rows: draw(first, last) }] : [];
  });
}
