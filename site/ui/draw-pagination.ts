import { drawIcon } from './draw-icon.ts';
import { type Html, html } from './html.ts';
import { pageWindow } from './page-window.ts';

export interface PaginationView {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  total?: number | undefined;
  unit?: string | undefined;
}

/** Pages of a long list as plain links; nothing for a single page. */
export function drawPagination(view: PaginationView): Html | undefined {
  const { page, pages, hrefOf, total, unit = '项' } = view;
  if (pages <= 1) return undefined;
  const entries = pageWindow(page, pages).map((entry) => {
    if (entry === 'gap') return html`<li><span class="soft" aria-hidden="true">…</span></li>`;
    if (entry !== page) {
      return html`<li><a class="num" href="${hrefOf(entry)}" aria-label="第 ${entry} 页">${entry}</a></li>`;
    }
    return html`<li><span class="num here" aria-current="page"><span class="unseen">第 </span>${entry}<span class="unseen"> 页</span></span></li>`;
  });
  return html`<nav class="pages" aria-label="分页"><ul>${
    page > 1 &&
    html`<li><a rel="prev" href="${hrefOf(page - 1)}">${drawIcon('previous')}上一页</a></li>`
  }${entries}${
    page < pages &&
    html`<li><a rel="next" href="${hrefOf(page + 1)}">下一页${drawIcon('next')}</a></li>`
  }</ul>${
    total !== undefined &&
    html`<p class="small soft num">共 ${total} ${unit}，第 ${page} / ${pages} 页</p>`
  }</nav>`;
}
