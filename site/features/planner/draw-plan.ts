import type { Conversion } from '#domain/planner/choose-conversions.ts';
import type { RefusedLine } from '#domain/planner/explain-rest.ts';
import type { PlaceAnswer } from '#domain/planner/plan-place.ts';
import { type Html, html } from '../../ui/html.ts';
import { courseName, drawRule, holdingName, placeName } from './draw-names.ts';
import type { Names } from './load-planner.ts';
import { DOUBT_WORDS, REFUSAL_WORDS, VERDICT_WORDS } from './planner-words.ts';

/** Credits have one decimal at most; sums and differences of them are shown with no more. */
const shown = (credits: number) => Math.round(credits * 10) / 10;
const unsure = ({ sure, possible }: PlaceAnswer) => shown(possible.credits - sure.credits);

interface Placed {
  compared: readonly PlaceAnswer[];
  /** Whether the courses are shown at once or on request. */
  open: boolean;
  print: boolean;
}

export function drawPlace(
  names: Names,
  answer: PlaceAnswer,
  { compared, open, print }: Placed,
): Html {
  const { place, sure, possible, refused, verdict } = answer;
  const key = `${place.node}.${place.major}`;
  const more = unsure(answer);
  const share = place.cap > 0 ? Math.min(100, (possible.credits / place.cap) * 100) : 0;
  const chosen = compared.includes(answer);
  return html`<article${!print && html` class="no-print"`}>
<h3><a href="/nodes/${place.node}/majors/${place.major}/">${placeName(names, place)}</a></h3>
<p><b>${VERDICT_WORDS[verdict]}</b>：${sure.credits > 0 && html`可换 <b class="num">${sure.credits}</b> 学分`}${sure.credits > 0 && more > 0 && '，'}${more > 0 && html`另有 <b class="num">${more}</b> 学分要看您的情况或由人认定`}${possible.credits === 0 && '没有可换的课程'}。${!possible.exact && html`（组合太多，只算了一部分；最多不超过 ${possible.bound} 学分）`}</p>
<div class="credit-bar"><p><span>本专业可转换上限</span><span class="num">${possible.credits} / ${place.cap} 学分</span></p><svg class="no-print" width="100%" height="8" aria-hidden="true"><rect class="whole" width="100%" height="8"></rect><rect class="part" width="${share.toFixed(1)}%" height="8"></rect></svg></div>
${possible.conversions.length > 0 && html`<details${open && html` open`}><summary class="no-print">可换的课程（${possible.conversions.length}）</summary>${drawConversions(names, possible.conversions)}</details>`}
${refused.length > 0 && html`<details class="no-print"><summary>没有算进来的课程和原因（${refused.length}）</summary><ul class="marked">${refused.map((line) => drawRefused(names, line))}</ul></details>`}
<p>由这个网点按<a href="/nodes/${place.node}/#regulations">它的转换规定</a>审核决定。</p>
<p class="no-print"><label><input type="checkbox" data-compare-place="${key}"${chosen && html` checked`}> 放在一起比较</label>${chosen && (compared.length > 1 ? html`　<button class="button plain" type="button" data-to-compare>看比较</button>` : '（再选一个）')}　<button class="button plain" type="button" data-goal-place="${key}">还差什么</button></p>
</article>`;
}

function drawConversions(names: Names, conversions: readonly Conversion[]): Html {
  const rows = conversions.map(
    ({ course, credits, use }) => html`<tr>
<th scope="row" class="primary"><a href="/courses/${course}/">${courseName(names, course)}</a></th>
<td class="number" data-label="学分">${credits}</td>
<td data-label="凭什么">${use.holdings.map((holding) => holdingName(names, holding)).join('、')}</td>
<td data-label="规则">${drawRule(names, use.rule)}${use.doubts.length > 0 && html`<span class="note">${use.doubts.map((doubt) => DOUBT_WORDS[doubt]).join('；')}</span>`}</td>
</tr>`,
  );
  return html`<table class="data"><caption class="unseen">可换的课程</caption><thead><tr><th scope="col" class="primary">课程</th><th scope="col" class="number">学分</th><th scope="col">凭什么</th><th scope="col">规则</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function drawRefused(names: Names, { rule, holdings, reasons, courses }: RefusedLine): Html {
  const held = [...new Set(holdings.map((holding) => holdingName(names, holding)))].join('、');
  return html`<li>${courses.map((course) => courseName(names, course)).join('、')}（凭${held}，规则 ${drawRule(names, rule)}）：${reasons.map((reason) => REFUSAL_WORDS[reason]).join('；')}</li>`;
}

/** Up to four places, a line each. */
export function drawComparison(names: Names, answers: readonly PlaceAnswer[]): Html {
  if (answers.length < 2) return html``;
  const columns: [string, (answer: PlaceAnswer) => string | number][] = [
    ['结论', ({ verdict }) => VERDICT_WORDS[verdict]],
    ['可换学分', ({ sure }) => sure.credits],
    ['要看情况', unsure],
    ['课程门数', ({ possible }) => possible.conversions.length],
    ['转换上限', ({ place }) => place.cap],
    ['毕业总学分', ({ place }) => place.total],
    ['占总学分', ({ possible, place }) => percent(possible.credits / place.total)],
  ];
  return html`<table class="data"><caption>比较</caption><thead><tr><th scope="col" class="primary">网点和专业</th>${columns.map(([label]) => html`<th scope="col" class="number">${label}</th>`)}</tr></thead><tbody>${answers.map(
    (answer) =>
      html`<tr><th scope="row" class="primary"><a href="/nodes/${answer.place.node}/majors/${answer.place.major}/">${placeName(names, answer.place)}</a></th>${columns.map(([label, of]) => html`<td class="number" data-label="${label}">${of(answer)}</td>`)}</tr>`,
  )}</tbody></table>`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
