import { drawIcon } from '../../ui/draw-icon.ts';
import { type Html, html } from '../../ui/html.ts';
import type { Fact, ReportTable, ReportView } from './report-view.ts';
import type { VerificationView } from './verification-view.ts';

/**
 * Draws a verification: the one rendering of both the page answered by the server and the answer
 * inserted by the script. `verifyUrl` is the public address of the page, for whoever holds a
 * printed answer. The verdict is the heading of the page (which hides its own once
 * answered) and takes focus in the browser.
 */
export function verificationHtml(view: VerificationView, verifyUrl: string): string {
  return html`${verdict(view, verifyUrl)}
${view.facts.length > 0 && facts(view.facts)}
${view.report && reportLeaf(view.report)}
${view.pdf && actions(view.pdf)}`.text;
}

function verdict(view: VerificationView, verifyUrl: string): Html {
  const word = html`${view.word}${view.demo && html` <span class="demo-tag">演示</span>`}`;
  return html`<section class="verdict ${view.tone}" aria-labelledby="verdict">
<span class="verdict-mark">${drawIcon(view.icon, 2)}</span>
<div>
<h1 id="verdict" tabindex="-1">${word}</h1>
<p>${view.sentence}</p>
${view.demo && html`<p>这是演示报告，用演示密钥签发，没有任何证明效力。</p>`}
</div>
</section>
<div class="after-verdict">
${view.advice.map((line) => html`<p>${line}</p>`)}
${view.checkedAt !== null && html`<p class="small soft">核验时间：${view.checkedAt}（北京时间）</p>`}
${
  view.checkedBy !== null &&
  html`<p class="small soft">核验方式：${view.checkedBy}</p>
<p class="small soft">核验网址：<span class="num">${verifyUrl}</span></p>`
}
</div>`;
}

function facts(items: readonly Fact[]): Html {
  return html`<dl class="facts">${items.map(
    ({ label, value, figures }) =>
      html`<div><dt>${label}</dt><dd${figures ? html` class="code-number"` : ''}>${value}</dd></div>`,
  )}</dl>`;
}

function reportLeaf(report: ReportView): Html {
  return html`<article class="leaf" aria-label="报告内容">
<header><h2>${report.title}</h2><p lang="en">${report.englishTitle}</p></header>
${facts(report.facts)}
${report.tables.map(table)}
</article>`;
}

function table({ title, summary, columns, rows }: ReportTable): Html {
  const kind = (number: boolean | undefined) => number && html` class="number"`;
  return html`<table class="data wide"><caption><b>${title}</b>　${summary}</caption>
<thead><tr>${columns.map(({ label, number }) => html`<th scope="col"${kind(number)}>${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([name, ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map(
        (cell, index) =>
          html`<td data-label="${columns[index + 1]?.label}"${kind(columns[index + 1]?.number)}>${cell === '' ? '—' : cell}</td>`,
      )}</tr>
`,
  )}</tbody></table>`;
}

function actions({ number, code }: { number: string; code: string }): Html {
  return html`<form class="actions" action="/verify/pdf/" method="post">
<input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${code}">
<button class="button" type="submit">${drawIcon('download')}下载原件（PDF）</button>
<button class="button plain" type="button" data-print hidden>${drawIcon('print')}打印本页</button>
</form>`;
}
