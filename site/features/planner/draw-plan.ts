import type { Conversion } from '#domain/planner/choose-conversions.ts';
import type { BackwardsAnswer, Way } from '#domain/planner/plan-backwards.ts';
import type { PlaceAnswer, RefusedLine } from '#domain/planner/plan-place.ts';
import type { Holding, PlannerInput } from '#domain/planner/planner-types.ts';
import { type Html, html } from '../../ui/html.ts';
import type { PlacesFile, RulesFile } from './planner-data.ts';
import { DOUBT_WORDS, REFUSAL_WORDS, VERDICT_WORDS } from './planner-words.ts';

/** Names of all that a plan mentions. */
export interface Names {
  rules: RulesFile;
  places: PlacesFile;
}

const FIRST_COURSES = 8;

export function placeName({ places }: Names, { node, major }: { node: string; major: string }) {
  return `${places.nodes[node] ?? node} · ${places.majors[major] ?? major}`;
}

export function holdingName(
  { rules }: Names,
  { kind, ref }: Pick<Holding, 'kind' | 'ref'>,
): string {
  if (kind === 'originalCourse') return `《${ref}》`;
  return (kind === 'certificate' ? rules.certificates[ref]?.name : rules.courses[ref]) ?? ref;
}

/** @param open whether the courses are shown at once or on request */
export function drawPlace(
  names: Names,
  answer: PlaceAnswer,
  { compared, open }: { compared: boolean; open: boolean },
): Html {
  const { place, sure, possible, refused, verdict } = answer;
  const key = `${place.node}.${place.major}`;
  const more = possible.credits - sure.credits;
  const share = place.cap > 0 ? Math.min(100, (possible.credits / place.cap) * 100) : 0;
  return html`<article>
<h3><a href="/nodes/${place.node}/majors/${place.major}/">${placeName(names, place)}</a></h3>
<p><b>${VERDICT_WORDS[verdict]}</b>：${sure.credits > 0 && html`可换 <b class="num">${sure.credits}</b> 学分`}${sure.credits > 0 && more > 0 && '，'}${more > 0 && html`另有 <b class="num">${more}</b> 学分要看您的情况或由人认定`}${possible.credits === 0 && '没有可换的课程'}。${!possible.exact && html`（只算了一部分组合，最多不超过 ${possible.bound} 学分）`}</p>
<div class="credit-bar"><p><span>本专业可转换上限</span><span class="num">${possible.credits} / ${place.cap} 学分</span></p><svg width="100%" height="8" aria-hidden="true"><rect class="whole" width="100%" height="8"></rect><rect class="part" width="${share.toFixed(1)}%" height="8"></rect></svg></div>
${possible.conversions.length > 0 && html`<details${open && html` open`}><summary>可换的课程（${possible.conversions.length}）</summary>${drawConversions(names, possible.conversions)}</details>`}
${refused.length > 0 && html`<details><summary>没有算进来的规则（${refused.length}）</summary><ul class="marked">${refused.map((line) => drawRefused(names, line))}</ul></details>`}
<p class="no-print"><label><input type="checkbox" data-compare-place="${key}"${compared && html` checked`}> 放在一起比较</label>　<button class="button plain" type="button" data-goal-place="${key}">还差什么</button>　<a href="/nodes/${place.node}/">看网点的转换规定</a></p>
</article>`;
}

function drawConversions(names: Names, conversions: readonly Conversion[]): Html {
  const rows = conversions.map(
    ({ course, credits, use }) => html`<tr>
<th scope="row" class="primary"><a href="/courses/${course}/">${names.rules.courses[course] ?? course}</a></th>
<td class="number" data-label="学分">${credits}</td>
<td data-label="凭什么">${use.holdings.map((holding) => holdingName(names, holding)).join('、')}</td>
<td data-label="规则"><a href="/rules/${use.rule.code}/">${use.rule.code}</a>${use.doubts.length > 0 && html`<span class="note">${use.doubts.map((doubt) => DOUBT_WORDS[doubt]).join('；')}</span>`}</td>
</tr>`,
  );
  return html`<table class="data"><caption class="unseen">可换的课程</caption><thead><tr><th scope="col" class="primary">课程</th><th scope="col" class="number">学分</th><th scope="col">凭什么</th><th scope="col">规则</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Why nothing counts anywhere, rule by rule. */
export function drawRefusals(names: Names, refused: readonly RefusedLine[]): Html {
  if (refused.length === 0) return html``;
  return html`<p>提到这些成果的规则，都没有算进来：</p><ul class="marked">${refused.map((line) => drawRefused(names, line))}</ul>`;
}

function drawRefused(names: Names, { rule, holdings, reasons }: RefusedLine): Html {
  const held = [...new Set(holdings.map((holding) => holdingName(names, holding)))].join('、');
  return html`<li><a href="/rules/${rule.code}/">${rule.code}</a> ${held} → ${rule.gains.map(({ course }) => names.rules.courses[course] ?? course).join('、')}：${reasons.map((reason) => REFUSAL_WORDS[reason]).join('；')}</li>`;
}

/** Up to four places, a line each. */
export function drawComparison(names: Names, answers: readonly PlaceAnswer[]): Html {
  if (answers.length < 2) return html``;
  const columns: [string, (answer: PlaceAnswer) => string | number][] = [
    ['可换学分', ({ sure }) => sure.credits],
    ['要看情况', ({ sure, possible }) => possible.credits - sure.credits],
    ['课程门数', ({ possible }) => possible.conversions.length],
    ['转换上限', ({ place }) => place.cap],
    ['毕业总学分', ({ place }) => place.total],
    ['占总学分', ({ possible, place }) => `${Math.round((possible.credits / place.total) * 100)}%`],
  ];
  return html`<table class="data"><caption>比较</caption><thead><tr><th scope="col" class="primary">网点和专业</th>${columns.map(([label]) => html`<th scope="col" class="number">${label}</th>`)}</tr></thead><tbody>${answers.map(
    (answer) =>
      html`<tr><th scope="row" class="primary">${placeName(names, answer.place)}</th>${columns.map(([label, of]) => html`<td class="number" data-label="${label}">${of(answer)}</td>`)}</tr>`,
  )}</tbody></table>`;
}

/** Which certificates would cover which courses. */
export function drawBackwards(names: Names, { courses, steps }: BackwardsAnswer): Html {
  const open = courses.filter(({ ways }) => ways.length > 0);
  return html`${
    steps.length > 0
      ? html`<p>每次取一张新增学分最多的证书：</p><ol class="numbered">${steps.map(({ obtain, credits }) => html`<li><a href="/certificates/${obtain.ref}/">${holdingName(names, obtain)}</a>，合计可到 <b class="num">${credits}</b> 学分</li>`)}</ol>`
      : html`<p>没有哪张证书能再增加学分。</p>`
  }
<table class="data"><caption>${open.length} / ${courses.length} 门课程可以用成果转换</caption><thead><tr><th scope="col" class="primary">课程</th><th scope="col">需要什么（所需最少的在前）</th></tr></thead><tbody>${open.map(
    ({ course, ways }) =>
      html`<tr><th scope="row" class="primary"><a href="/courses/${course}/">${names.places.courses[course] ?? course}</a></th><td data-label="需要"><ul>${ways.slice(0, FIRST_COURSES).map((way) => html`<li>${drawWay(names, way)}</li>`)}${ways.length > FIRST_COURSES && html`<li>还有 ${ways.length - FIRST_COURSES} 种，见课程页</li>`}</ul></td></tr>`,
  )}</tbody></table>`;
}

function drawWay(names: Names, { rule, missing, credits }: Way): Html {
  const needs = missing.map((need) => drawNeed(names, need));
  return html`${needs.length === 0 ? '已经具备' : needs.map((need, index) => (index === 0 ? need : html` 和 ${need}`))}，${credits} 学分（<a href="/rules/${rule.code}/">${rule.code}</a>）`;
}

function drawNeed(names: Names, need: PlannerInput): Html {
  const name = holdingName(names, need);
  const conditions = [
    need.minimumGrade && `${need.minimumGrade}以上`,
    need.minimumScore && `${need.minimumScore} 分以上`,
  ].filter(Boolean);
  const after = conditions.length > 0 ? `（${conditions.join('，')}）` : '';
  if (need.kind === 'originalCourse') return html`${name}${after}`;
  const catalog = need.kind === 'certificate' ? 'certificates' : 'courses';
  return html`<a href="/${catalog}/${need.ref}/">${name}</a>${after}`;
}
