import type { BilingualLabel } from '#domain/bank.ts';
import { lineWidth, widestUnbreakable } from '../break-lines.ts';
import type { PlacedGlyph } from '../shape-text.ts';
import type { ReportPages } from './report-pages.ts';
import { contentWidth, styles, type TextStyle } from './theme.ts';

export interface Column<Row> {
  label: BilingualLabel;
  value(row: Row): string | undefined;
  /** A second, smaller text beneath. */
  note?(row: Row): string | undefined;
  align?: 'left' | 'right' | 'center';
  /** Short values that are never cut: dates, credits. */
  whole?: boolean;
  /** Its share of the width to spare; absent keeps the column at what it needs. */
  grow?: number;
  /** What stands beneath the column in a table of several rows. */
  total?(rows: readonly Row[]): string;
}

/** A text cut into lines, and a smaller one beneath. */
export interface Cell {
  lines: PlacedGlyph[][];
  notes: PlacedGlyph[][];
}

export interface TablePlan {
  columns: { align: 'left' | 'right' | 'center'; width: number; head: Cell }[];
  headHeight: number;
  rows: { cells: Cell[]; height: number }[];
  /** By column; undefined when nothing is summed. */
  totals: (string | undefined)[] | undefined;
}

export const GAP = 9;
/** What a column that wraps may demand when space is short: longer words are cut. */
const WIDEST_WORD = 112;
/** Keeps a text that exactly fills its column from being wrapped by rounding. */
const ROUNDING = 0.01;

/** Widths, wrapped cells and heights of a table as wide as the page. */
export function planTable<Row>(
  pages: ReportPages,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): TablePlan {
  const widths = columnWidths(pages, columns, rows);
  const cell = (texts: [string | undefined, string | undefined], at: number, head = false) => {
    const room = (widths[at] as number) + ROUNDING;
    const wrap = (text: string | undefined, style: TextStyle) =>
      text === undefined ? [] : pages.wrap(text, style, room);
    return head
      ? { lines: wrap(texts[0], styles.head), notes: wrap(texts[1], styles.headEnglish) }
      : { lines: wrap(texts[0], styles.cell), notes: wrap(texts[1], styles.cellNote) };
  };
  const planned = columns.map(({ label, align = 'left' }, at) => ({
    align,
    width: widths[at] as number,
    head: cell([label.zh, label.en], at, true),
  }));
  const totals = columns.map((column) => column.total?.(rows));
  const height = (cells: Cell[], style: TextStyle, noteStyle: TextStyle) =>
    2 * pages.spacing.cell +
    Math.max(
      ...cells.map(
        ({ lines, notes }) => lines.length * style.leading + notes.length * noteStyle.leading,
      ),
    );
  return {
    columns: planned,
    headHeight: height(
      planned.map(({ head }) => head),
      styles.head,
      styles.headEnglish,
    ),
    rows: rows.map((row) => {
      const cells = columns.map((column, at) => cell([column.value(row), column.note?.(row)], at));
      return { cells, height: height(cells, styles.cell, styles.cellNote) };
    }),
    totals: rows.length > 1 && totals.some((total) => total !== undefined) ? totals : undefined,
  };
}

/** Each column as wide as its longest text if all fit. */
function columnWidths<Row>(
  pages: ReportPages,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): number[] {
  const available = contentWidth - GAP * (columns.length - 1);
  const wants = columns.map((column) => wantedWidth(pages, column, rows));
  const wanted = wants.reduce((sum, { full }) => sum + full, 0);
  if (wanted <= available) {
    const shares = columns.reduce((sum, { grow = 0 }) => sum + grow, 0) || 1;
    return columns.map(
      ({ grow = 0 }, at) => (wants[at]?.full ?? 0) + ((available - wanted) * grow) / shares,
    );
  }
  return shareWidth(wants, available);
}

/** Cuts the widest columns down, each in the measure of `grow`, until all fit: short ones stay whole. */
function shareWidth(
  wants: { full: number; least: number; grow: number }[],
  available: number,
): number[] {
  const at = (level: number) =>
    wants.map(({ full, least, grow }) => Math.min(full, Math.max(least, level * grow)));
  const total = (widths: number[]) => widths.reduce((sum, width) => sum + width, 0);
  let [low, high] = [0, available];
  for (let step = 0; step < 20; step += 1) {
    const middle = (low + high) / 2;
    if (total(at(middle)) > available) high = middle;
    else low = middle;
  }
  const widths = at(low);
  const shrink = Math.min(1, available / total(widths));
  return widths.map((width) => width * shrink);
}

function wantedWidth<Row>(pages: ReportPages, column: Column<Row>, rows: readonly Row[]) {
  let full = 0;
  let least = pages.width(column.label.zh, styles.head);
  const take = (text: string | undefined, style: TextStyle) => {
    if (text === undefined) return;
    const glyphs = pages.shape(text, style);
    full = Math.max(full, (lineWidth(glyphs) * style.size) / 1000);
    least = Math.max(least, (widestUnbreakable(glyphs) * style.size) / 1000);
  };
  take(column.label.zh, styles.head);
  take(column.label.en, styles.headEnglish);
  take(column.total?.(rows), styles.total);
  for (const row of rows) {
    take(column.value(row), styles.cell);
    take(column.note?.(row), styles.cellNote);
  }
  least = column.whole ? full : Math.min(full, least, WIDEST_WORD);
  return { full, least, grow: column.grow ?? 1 };
}
