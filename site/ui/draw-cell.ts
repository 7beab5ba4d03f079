import { type BadgeLook, type BadgeName, badges } from './badge-names.ts';
import { type Cell, type CellPart, cellParts } from './cells.ts';
import { drawIcon } from './draw-icon.ts';
import { type Html, html } from './html.ts';

/** 示例 beside a value that was invented for the demonstration. */
export const SAMPLE_MARK: Html = html`<span class="sample" data-pagefind-ignore title="演示数据，并非真实信息">示例</span>`;

/**
 * One cell of a table or a fact list (see cells.ts): the one drawing of pages as built and of rows
 * that a script inserts.
 */
export function drawCell(cell: Cell): Html {
  const parts = cellParts(cell);
  return parts.length === 0
    ? html`<span class="soft">—</span>`
    : html`${parts.map(
        (part) =>
          html`<span class="part"${part.id && html` id="${part.id}"`}>${drawPart(part)}</span>`,
      )}`;
}

function drawPart(part: CellPart): Html {
  return html`${drawValue(part)}${part.sample && SAMPLE_MARK}${
    part.note && html`<span class="note">${keepBrackets(part.note)}</span>`
  }`;
}

function drawValue({ text, href, code, badge }: CellPart): Html {
  if (badge && !href) return drawBadge(badge, String(text));
  const words = keepBrackets(text);
  const mark = code ? html` class="code"` : undefined;
  if (href) return html`<a href="${href}"${mark}>${words}</a>`;
  return mark ? html`<span${mark}>${words}</span>` : words;
}

/** A state as colour, icon and word. */
export function drawBadge(name: BadgeName, word?: string): Html {
  const look: BadgeLook = badges[name];
  return html`<span class="badge ${look.tone}">${drawIcon(look.icon, 1)}${word ?? look.word}</span>`;
}

/** Text whose short brackets stay on one line: 电子商务（高职专科）. */
export function keepBrackets(text: string | number): Html {
  if (typeof text === 'number' || !text.includes('（')) return html`${text}`;
  const pieces = text.split(/(（[^（）]{1,10}）)/);
  return html`${pieces.map((piece, index) =>
    index % 2 === 1 ? html`<span class="unbroken">${piece}</span>` : piece,
  )}`;
}
