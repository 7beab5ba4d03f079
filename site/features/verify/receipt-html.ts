import { formatReportNumber } from '#domain/report-number.ts';
import { drawIcon } from '../../ui/draw-icon.ts';
import { type Html, html } from '../../ui/html.ts';
import type { VerificationView } from './verification-view.ts';
import { pathsOf } from './verify-paths.ts';
import type { VerifyWords } from './words/chinese.ts';

/** The receipt as text to keep; both files are in their links, so that they need no script. */
export function receiptHtml(
  receipt: NonNullable<VerificationView['receipt']>,
  words: VerifyWords,
  verifyUrl: string,
): Html {
  const { title, about, check, copy, copied, text, json, fileName } = words.receipt;
  const path = pathsOf(words.lang).receipt;
  const checkUrl = new URL(path, verifyUrl).href;
  const name = `${fileName}-${receipt.number}`;
  return html`<section class="section" aria-labelledby="receipt">
<h2 id="receipt">${title}</h2>
<p class="no-print">${about}</p>
<p class="code small" id="receipt-text">${receipt.text}</p>
<p class="actions no-print">
<button class="button plain" type="button" data-copy="${copied}" hidden>${copy}</button>
<a class="button plain" download="${name}.txt" href="${asData('text/plain', asText(receipt, words, checkUrl))}">${drawIcon('download')}${text}</a>
<a class="button plain" download="${name}.json" href="${asData('application/json', asJson(receipt, checkUrl))}">${drawIcon('download')}${json}</a>
<a href="${path}">${check}</a>
</p>
</section>`;
}

function asData(type: string, content: string): string {
  return `data:${type};charset=utf-8,${encodeURIComponent(content)}`;
}

function asText(
  { text, number, result, checkedAt }: NonNullable<VerificationView['receipt']>,
  words: VerifyWords,
  checkUrl: string,
): string {
  const { head, result: label, checkAt } = words.receipt;
  const colon = words.lang === 'en' ? ': ' : '：';
  return `${[
    head,
    '',
    `${words.number}${colon}${formatReportNumber(number)}`,
    `${label}${colon}${result}`,
    `${words.checkedAt}${checkedAt}`,
    `${checkAt}${colon}${checkUrl}`,
    '',
    text,
  ].join('\r\n')}\r\n`;
}

function asJson(
  { text, number }: NonNullable<VerificationView['receipt']>,
  checkUrl: string,
): string {
  return `${JSON.stringify({ number, checkUrl, receipt: text }, null, 2)}\n`;
}
