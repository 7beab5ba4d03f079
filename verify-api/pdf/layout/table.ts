import type { Color } from '../page-canvas.ts';
import { planBilingualLine } from './bilingual-line.ts';
import { words } from './labels.ts';
import type { ReportPages } from './report-pages.ts';
import { type Cell, GAP, type TablePlan } from './table-plan.ts';
import { accent, page, rule, styles, type TextStyle } from './theme.ts';

/**
 * Draws a table. The head is repeated on each page; a row is never divided. `after` is the height
 * of what must follow the last row on its page.
 */
export function drawTable(pages: ReportPages, plan: TablePlan, after = 0): void {
  plan.rows.forEach(({ cells, height }, index) => {
    const last = index === plan.rows.length - 1;
    const following = last ? totalsHeight(pages, plan) + after : 0;
    if (index === 0) {
      pages.ensure(plan.headHeight + height + following);
      drawHead(pages, plan);
    } else if (pages.fits(height + following)) {
      drawRule(pages, 0.35, rule);
    } else {
      drawRule(pages, 0.6, accent);
      pages.newPage();
      drawHead(pages, plan);
    }
    drawCells(pages, plan, cells, styles.cell, styles.cellNote);
    pages.y -= height;
  });
  drawRule(pages, 0.6, accent);
  drawTotals(pages, plan);
}

function drawRule(pages: ReportPages, width: number, color: Color): void {
  pages.canvas.line(page.left, pages.y, page.right, pages.y, width, color);
}

/** What must fit beneath a heading: the head and the first row, and the end if that row is the last. */
export function openingHeight(pages: ReportPages, plan: TablePlan, after = 0): number {
  const only = plan.rows.length === 1;
  return (
    plan.headHeight + (plan.rows[0]?.height ?? 0) + (only ? totalsHeight(pages, plan) + after : 0)
  );
}

function totalsHeight(pages: ReportPages, { totals }: TablePlan): number {
  return totals === undefined ? 0 : styles.total.leading + 2 * pages.spacing.cell;
}

function drawHead(pages: ReportPages, plan: TablePlan): void {
  drawRule(pages, 1, accent);
  const heads = plan.columns.map(({ head }) => head);
  drawCells(pages, plan, heads, styles.head, styles.headEnglish);
  pages.y -= plan.headHeight;
  drawRule(pages, 0.5, accent);
}

function drawCells(
  pages: ReportPages,
  plan: TablePlan,
  cells: readonly Cell[],
  style: TextStyle,
  noteStyle: TextStyle,
): void {
  let x: number = page.left;
  plan.columns.forEach(({ align, width }, at) => {
    const { lines, notes } = cells[at] as Cell;
    const used = pages.lines(lines, x, pages.y - pages.spacing.cell, style, align, width);
    pages.lines(notes, x, pages.y - pages.spacing.cell - used, noteStyle, align, width);
    x += width + GAP;
  });
}

function drawTotals(pages: ReportPages, plan: TablePlan): void {
  if (plan.totals === undefined) return;
  const top = pages.y - pages.spacing.cell;
  planBilingualLine(pages, words.total, styles.total, styles.cellNote).draw(top);
  let x: number = page.left;
  plan.columns.forEach((column, at) => {
    const value = plan.totals?.[at];
    if (value !== undefined) {
      const lines = [pages.shape(value, styles.total)];
      pages.lines(lines, x, top, styles.total, column.align, column.width);
    }
    x += column.width + GAP;
  });
  pages.y -= totalsHeight(pages, plan);
}
