import { drawIcon } from '../../../ui/draw-icon.ts';
import { drawPagination } from '../../../ui/draw-pagination.ts';
import { drawTable } from '../../../ui/draw-table.ts';
import { type Html, html } from '../../../ui/html.ts';
import { PAGE_SIZE } from './list-data.ts';
import type { ListView } from './list-view.ts';

/** What a list is narrowed to, its table, its pages and its file. */
export function drawList(view: ListView): Html {
  const { rows, title, columns, printed } = view;
  return html`${drawChosen(view)}${
    rows.length === 0
      ? drawNothing(view)
      : html`${drawTable({ columns, rows, caption: captionOf(view), printed })}${drawPagination(
          view,
        )}<p class="actions no-print"><a class="button plain" href="${view.csv.href}" download="${view.csv.file}" aria-label="下载此表（CSV）：${title}">${drawIcon('download')}下载此表（CSV）</a><span class="small soft num">共 ${view.total} 行，与此表的内容和次序相同</span></p>`
  }`;
}

/** `共 430 张证书，这里是第 1–50 张` */
export function captionOf({ total, unit, page, pages, rows }: ListView): string {
  const first = (page - 1) * PAGE_SIZE + 1;
  const here = `，这里是第 ${first}–${first + rows.length - 1} ${unit.charAt(0)}`;
  return `共 ${total} ${unit}${pages > 1 ? here : ''}`;
}

function drawChosen({ chosen, clear }: ListView): Html | undefined {
  if (chosen.length === 0) return undefined;
  return html`<p class="chosen">已选：${chosen.map(
    ({ label, href }) =>
      html`<a class="chip" href="${href}" aria-label="去掉${label}">${label}${drawIcon('cross', 0.9)}</a>`,
  )}${chosen.length > 1 && html`<a class="no-print" href="${clear}">清除全部</a>`}</p>`;
}

/** Beside 筛选, which may be folded: `（2）` */
export function chosenCount(chosen: number): string {
  return chosen > 0 ? `（${chosen}）` : '';
}

/** The orders of a list as links; the one it stands in is marked. */
export function drawOrders({ orders, scripted }: ListView): Html | undefined {
  if (orders.length < 2) return undefined;
  const current = orders.find(({ href }) => href === undefined);
  return html`<details class="orders no-print${scripted && ' scripted'}"><summary class="button plain">排序：${current?.label}</summary><p><span class="soft">排序</span>${orders.map(
    ({ key, label, href }) =>
      href === undefined
        ? html`<b>${label}</b>`
        : html`<a href="${href}" data-key="order ${key}">${label}</a>`,
  )}</p></details>`;
}

function drawNothing({ waysOut, unit, clear }: ListView): Html {
  const noun = unit.slice(1);
  return html`<div class="empty">${drawIcon('search', 1.75)}<div><p class="empty-title">没有同时符合这些条件的${noun}</p>${
    waysOut.length > 0 && html`<p>去掉一个条件试试：</p>`
  }<ul>${waysOut.map(
    ({ label, href, count }) =>
      html`<li><a href="${href}">不限${label}</a><span class="num">：${count} ${unit}</span></li>`,
  )}<li><a href="${clear}">清除全部条件</a></li></ul></div></div>`;
}
