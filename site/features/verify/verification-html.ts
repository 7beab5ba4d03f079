import { drawIcon } from '../../ui/draw-icon.ts';
import { type Html, html } from '../../ui/html.ts';
import { receiptHtml } from './receipt-html.ts';
import type { Fact, ReportTable, ReportView } from './report-view.ts';
import type { VerifyInput } from './split-input.ts';
import type { VerificationView } from './verification-view.ts';
import { pathsOf } from './verify-paths.ts';
import type { VerifyWords } from './words/chinese.ts';

/**
 * Draws a verification: the one rendering of both the page answered by the server and the answer
 * inserted by the script. `verifyUrl` is the public address of the page, for whoever holds a
 * printed answer. The verdict is the heading of the page (which hides its own once
 * answered) and takes focus in the browser.
 */
export function verificationHtml(view: VerificationView, verifyUrl: string): string {
  const { words, report, opened, receipt } = view;
  return html`${verdict(view, verifyUrl)}
${view.facts.length > 0 && facts(view.facts, words)}
${report && reportLeaf(report, words)}
${opened && actions(opened, words)}
${opened && person(view, opened)}
${receipt && receiptHtml(receipt, words, verifyUrl)}`.text;
}

function verdict(view: VerificationView, verifyUrl: string): Html {
  const { words } = view;
  const word = html`${view.word}${view.demo && html` <span class="demo-tag">${words.demoTag}</span>`}`;
  return html`<section class="verdict ${view.tone}" aria-labelledby="verdict">
<span class="verdict-mark">${drawIcon(view.icon, 2)}</span>
<div>
<h1 id="verdict" tabindex="-1">${word}</h1>
<p>${view.sentence}</p>
${view.demo && html`<p>${words.demo}</p>`}
</div>
</section>
<div class="after-verdict">
${view.advice.map((line) => html`<p>${line}</p>`)}
${view.checkedAt !== null && html`<p class="small soft">${words.checkedAt}${view.checkedAt}</p>`}
${
  view.checkedBy !== null &&
  html`<p class="small soft">${words.checkedBy}${view.checkedBy}</p>
<p class="small soft">${words.address}<span class="num">${verifyUrl}</span></p>`
}
</div>`;
}

/** What a report says stays in its own language, and is marked as such on a page in another. */
function issued({ lang }: VerifyWords): Html | false {
  return lang === 'en' && html` lang="zh-CN"`;
}

function facts(items: readonly Fact[], words: VerifyWords): Html {
  return html`<dl class="facts">${items.map(
    ({ label, value, figures, asIssued }) =>
      html`<div><dt>${label}</dt><dd${figures && html` class="code-number"`}${asIssued && issued(words)}>${value}</dd></div>`,
  )}</dl>`;
}

/** The report as issued, to be compared with the paper. */
export function reportLeaf(report: ReportView, words: VerifyWords): Html {
  const other = words.lang === 'en' ? 'zh-CN' : 'en';
  return html`<article class="leaf" aria-label="${words.report.title}">
<header><h2>${report.title}</h2><p lang="${other}">${report.otherTitle}</p></header>
${facts(report.facts, words)}
${report.tables.map((one) => table(one, words))}
</article>`;
}

function table({ title, summary, columns, rows }: ReportTable, words: VerifyWords): Html {
  const kind = (number: boolean | undefined) => number && html` class="number"`;
  return html`<table class="data wide"><caption><b>${title}</b>　${summary}</caption>
<thead><tr>${columns.map(({ label, number }) => html`<th scope="col"${kind(number)}>${label}</th>`)}</tr></thead>
<tbody${issued(words)}>${rows.map(
    ([name, ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map(
        (cell, index) =>
          html`<td data-label="${columns[index + 1]?.label}"${kind(columns[index + 1]?.number)}>${cell === '' ? '—' : cell}</td>`,
      )}</tr>
`,
  )}</tbody></table>`;
}

/** Number and code travel in a form, so that they stand in no address. */
function hidden({ number, code }: VerifyInput): Html {
  return html`<input type="hidden" name="number" value="${number}"><input type="hidden" name="code" value="${code}">`;
}

function actions(opened: VerifyInput, words: VerifyWords): Html {
  return html`<form class="actions" action="/verify/pdf/" method="post">
${hidden(opened)}
<button class="button" type="submit">${drawIcon('download')}${words.pdf}</button>
<button class="button plain" type="button" data-print hidden>${drawIcon('print')}${words.print}</button>
</form>`;
}

function person({ person: said, words }: VerificationView, opened: VerifyInput): Html {
  const { title, label, hint, button, yes, no } = words.person;
  const fault = said !== null && 'fault' in said && said.fault;
  const match = said !== null && 'match' in said && said;
  return html`<section class="section${match ? '' : ' no-print'}" aria-labelledby="person">
<h2 class="no-print" id="person">${title}</h2>
<p role="status">${match && html`<strong class="${match.match ? 'good' : 'warn'}">${drawIcon(match.match ? 'check' : 'mismatch')} ${match.match ? yes : no}</strong>`}</p>
<form class="verify-form" action="${pathsOf(words.lang).verify}" method="post" autocomplete="off" data-person>
${hidden(opened)}
<div class="field"><label for="id-number">${label}</label>
<input class="input figures" id="id-number" type="text" name="idNumber" maxlength="100" spellcheck="false" aria-describedby="id-number-note"${fault && html` aria-invalid="true"`}>
<p class="${fault ? 'fault' : 'hint'}" id="id-number-note">${fault || hint}</p></div>
<button class="button plain" type="submit">${button}</button>
</form>
</section>`;
}
