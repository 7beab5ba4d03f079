/**
 * Brings tables into the shape that Markdown has (GFM): every row as many cells, one line of text in
 * each, a first row of headings. What spans rows is repeated in each, so that no row loses its
 * meaning; what spans columns stands in the first of them. A table within a cell becomes its text.
 */
export function bringTablesIntoShape(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    if (table.parentElement?.closest('td,th')) flatten(table);
    else reshape(table);
  }
}

function reshape(table: HTMLTableElement): void {
  const grid = gridOf(table).filter((row) => row.some((cell) => textIn(cell) !== ''));
  const width = Math.max(0, ...grid.map((row) => lastFilled(row) + 1));
  if (width === 0) {
    table.remove();
    return;
  }
  const page = table.ownerDocument;
  const made = page.createElement('table');
  const rows = made.appendChild(page.createElement('tbody'));
  grid.forEach((cells, at) => {
    const row = rows.appendChild(page.createElement('tr'));
    for (let column = 0; column < width; column += 1) {
      const cell = row.appendChild(page.createElement(at === 0 ? 'th' : 'td'));
      const text = cell.appendChild(page.createElement('p'));
      const from = cells[column];
      if (from) text.append(...lineOf(from));
      // Headings of columns are bold by themselves.
      if (at === 0)
        for (const bold of text.querySelectorAll('b,strong')) bold.replaceWith(...bold.childNodes);
    }
  });
  table.replaceWith(made);
}

function lastFilled(row: readonly (Element | undefined)[]): number {
  return row.findLastIndex((cell) => textIn(cell) !== '');
}

function textIn(cell: Element | undefined): string {
  return (cell?.textContent ?? '').replaceAll('\u00a0', ' ').trim();
}

/** Which cell stands where; a copy of it in each row that it spans, nothing in further columns. */
function gridOf(table: HTMLTableElement): (Element | undefined)[][] {
  const grid: (Element | undefined)[][] = [];
  const taken = new Set<string>();
  const rows = [...table.rows];
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (taken.has(`${y},${x}`)) x += 1;
      const deep = Math.min(cell.rowSpan || 1, rows.length - y);
      const wide = Math.min(cell.colSpan || 1, 100);
      for (let down = 0; down < deep; down += 1) {
        for (let right = 0; right < wide; right += 1) taken.add(`${y + down},${x + right}`);
        grid[y + down] ??= [];
        const line = grid[y + down];
        if (line) line[x] = cell;
      }
      x += wide;
    }
    grid[y] ??= [];
  });
  // No holes: each place holds a cell or nothing.
  return grid.map((line) => Array.from({ length: line.length }, (_, x) => line[x]));
}

/** What a cell says in one line: paragraphs and breaks become spaces. */
function lineOf(cell: Element): Node[] {
  const copy = cell.cloneNode(true) as Element;
  for (const mark of copy.querySelectorAll('br')) mark.replaceWith(' ');
  for (const block of [...copy.querySelectorAll('p,div,li,h1,h2,h3,h4,h5,h6')].reverse()) {
    const isLast = block.nextElementSibling === null;
    block.replaceWith(...block.childNodes, ...(isLast ? [] : [' ']));
  }
  for (const block of [...copy.querySelectorAll('ul,ol,blockquote,pre')].reverse()) {
    block.replaceWith(...block.childNodes);
  }
  return [...copy.childNodes];
}

function flatten(table: HTMLTableElement): void {
  const texts = [...table.querySelectorAll('td,th')].map((cell) => textIn(cell));
  table.replaceWith(texts.filter((text) => text !== '').join(' '));
}
