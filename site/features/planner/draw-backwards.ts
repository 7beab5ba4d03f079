import type { BackwardsAnswer, Step, Way } from '#domain/planner/plan-backwards.ts';
import type { PlannerInput, PlannerPlace } from '#domain/planner/planner-types.ts';
import { type Html, html } from '../../ui/html.ts';
import { courseName, drawRule, holdingName, placeName } from './draw-names.ts';
import type { Names } from './load-planner.ts';
import { DOUBT_WORDS } from './planner-words.ts';

/** Ways of a course that are listed; its page has them all. */
const FIRST_WAYS = 5;

/**
 * Which certificates would cover which courses of a place.
 * @param printed so many steps go on paper
 */
export function drawBackwards(
  names: Names,
  place: PlannerPlace,
  { courses, steps, exact }: BackwardsAnswer,
  printed: number,
): Html {
  const open = courses.filter(({ ways }) => ways.length > 0);
  return html`<h3>${placeName(names, place)}</h3>${
    steps.length > 0
      ? html`<p>按每张证书新增的学分，从多到少（本专业最多可转换 ${place.cap} 学分）：</p><ol class="numbered">${steps.map((step, index) => drawStep(names, step, index < printed))}</ol>`
      : html`<p>没有哪张证书能再增加学分。</p>`
  }${!exact && html`<p class="note">组合太多，只算了一部分：实际可能更多。</p>`}
<table class="data no-print"><caption>${open.length} / ${courses.length} 门课程可以用成果转换，所需最少的在前</caption><thead><tr><th scope="col" class="primary">课程</th><th scope="col">需要什么</th></tr></thead><tbody>${open.map(
    ({ course, ways }) =>
      html`<tr><th scope="row" class="primary"><a href="/courses/${course}/">${courseName(names, course)}</a></th><td data-label="需要"><ul>${ways.slice(0, FIRST_WAYS).map((way) => html`<li>${drawWay(names, way)}</li>`)}${ways.length > FIRST_WAYS && html`<li>还有 ${ways.length - FIRST_WAYS} 种，见课程页</li>`}</ul></td></tr>`,
  )}</tbody></table>`;
}

function drawStep(names: Names, { obtain, credits }: Step, print: boolean): Html {
  return html`<li${!print && html` class="no-print"`}>${joined(obtain.map((need) => drawNeed(names, need)))}${obtain.length > 1 && `（${obtain.length} 张要一起）`}，合计可到 <b class="num">${credits}</b> 学分</li>`;
}

function drawWay(names: Names, { rule, missing, doubts, credits }: Way): Html {
  const open = doubts.map((doubt) => DOUBT_WORDS[doubt]).join('；');
  const needs = missing.map((need) => drawNeed(names, need));
  return html`${needs.length === 0 ? '已经具备' : joined(needs)}，${credits} 学分（${drawRule(names, rule)}${rule.learnerGroup && `，限${rule.learnerGroup}`}）${open && html`<span class="note">${open}</span>`}`;
}

const joined = (needs: readonly Html[]) =>
  html`${needs.map((need, index) => (index === 0 ? need : html` 和 ${need}`))}`;

function drawNeed(names: Names, need: PlannerInput): Html {
  const name = holdingName(names, need);
  const score = Math.max(
    need.minimumScore ?? 0,
    (need.kind === 'certificate' && names.certificates.get(need.ref)?.minimumScore) || 0,
  );
  const conditions = [
    need.minimumGrade && `${need.minimumGrade}以上`,
    score > 0 && `${score} 分以上`,
  ].filter(Boolean);
  const after = conditions.length > 0 ? `（${conditions.join('，')}）` : '';
  if (need.kind === 'originalCourse') return html`${name}${after}`;
  const catalog = need.kind === 'certificate' ? 'certificates' : 'courses';
  return html`<a href="/${catalog}/${need.ref}/">${name}</a>${after}`;
}
