import { type Cell, type Column, cellParts } from './cells.ts';
import { drawCell } from './draw-cell.ts';
import { type Html, html } from './html.ts';

export interface TableView {
  columns: readonly Column[];
  /** See `drawRow`. */
  rows: readonly Html[];
  caption: string;
  /** Keeps the caption for screen readers only. */
  hideCaption?: boolean | undefined;
  /** A line at the foot of each printed page; not on the screen. */
  printed?: string | undefined;
}

/** A table that turns into labelled rows under 480 px. */
export function drawTable({ columns, rows, caption, hideCaption, printed }: TableView): Html {
  return html`<table class="data"><caption${hideCaption && html` class="unseen"`}>${caption}</caption><thead><tr>${columns.map(
    drawHeading,
  )}</tr></thead><tbody>${rows}</tbody>${
    printed && html`<tfoot><tr><td colspan="${columns.length}">${printed}</td></tr></tfoot>`
  }</table>`;
}

/** One row of a table; cells in the order of the columns. */
export function drawRow(columns: readonly Column[], cells: readonly Cell[]): Html {
  return html`<tr>${columns.map((column, index) => {
    const cell = cells[index];
    const empty = cellParts(cell).length === 0;
    return column.primary
      ? html`<th scope="row"${classOf(column)}>${drawCell(cell)}</th>`
      : html`<td${classOf(column, empty)} data-label="${column.label}">${drawCell(cell)}</td>`;
  })}</tr>`;
}

function drawHeading(column: Column): Html {
  const { label, sort } = column;
  if (!sort) return html`<th scope="col"${classOf(column)}>${label}</th>`;
  const { href, key, order } = sort;
  return html`<th scope="col"${classOf(column)}${order && html` aria-sort="${order}"`}>${
    href ? html`<a href="${href}" data-key="by ${key}">${label}</a>` : label
  }</th>`;
}

/** `none`: nothing to say, left out where rows are labelled lines. */
function classOf({ kind, primary }: Column, empty = false): Html | undefined {
  const names = `${kind && kind !== 'text' ? ` ${kind}` : ''}${primary ? ' primary' : ''}${empty ? ' none' : ''}`;
  return names === '' ? undefined : html` class="${names.slice(1)}"`;
}
