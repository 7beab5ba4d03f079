import { isInForce } from '#domain/planner/check-terms.ts';
import { ladderOf } from '#domain/planner/compare-grades.ts';
import type { RefusedRule, Use } from '#domain/planner/find-uses.ts';
import { keyOf } from '#domain/planner/find-uses.ts';
import type { HoldingAnswer } from '#domain/planner/judge-holdings.ts';
import type { Holding, PlannerRule } from '#domain/planner/planner-types.ts';
import { type Html, html } from '../../ui/html.ts';
import { courseName, drawRule, holdingName } from './draw-names.ts';
import { isKnown, type Names, type PlannerWorld, rulesNaming } from './load-planner.ts';
import type { PlannerState } from './planner-state.ts';
import { DOUBT_WORDS, REFUSAL_WORDS, VERDICT_WORDS } from './planner-words.ts';

/** What is held, with a field for each thing that a rule asks about it. */
export function drawHoldings(
  world: PlannerWorld,
  { holdings, unread = 0 }: PlannerState,
  today: string,
): Html {
  return html`${unread > 0 && html`<p class="note">链接里有 ${unread} 处没有读懂，已经略去：请核对下面的内容。</p>`}${holdings.length > 0 && html`<ul class="holdings">${holdings.map((holding) => drawHolding(world, holding, today))}</ul>`}`;
}

function drawHolding(world: PlannerWorld, holding: Holding, today: string): Html {
  const { id, kind, ref, grade, score, issuedOn } = holding;
  const { names } = world;
  const name = holdingName(names, holding);
  const remove = html`<button class="button plain no-print" type="button" data-remove="${id}" aria-label="去掉${name}">去掉</button>`;
  if (!isKnown(names, holding)) {
    return html`<li><span>${ref}<span class="note">目录里没有这个代码，没有算进来。请在上面按名称重新查找。</span></span>${remove}</li>`;
  }
  const needs = openRules(world, holding, today)
    .flatMap(({ inputs }) => inputs.flat())
    .filter((need) => keyOf(need) === keyOf(holding));
  const facts = kind === 'certificate' ? names.certificates.get(ref) : undefined;
  const asks = (asked: unknown) => needs.length > 0 && Boolean(asked);
  const asksScore = asks(facts?.minimumScore ?? needs.some((need) => need.minimumScore));
  const grades = facts?.grade ? [] : needs.flatMap((need) => need.minimumGrade ?? []);
  const asksDate = asks(facts?.validityMonths ?? facts?.issuedFrom ?? facts?.issuedTo);
  const field = (detail: string) => html`data-holding="${id}" data-detail="${detail}"`;
  return html`<li><span>${kind === 'originalCourse' ? name : html`<a href="${kind === 'certificate' ? '/certificates' : '/courses'}/${ref}/">${name}</a>`}</span>
${grades.length > 0 && html`<label>等级${drawGrades(grades, grade, field('grade'))}</label>`}
${asksScore && html`<label>成绩<input class="input" type="number" min="0" max="1000" step="0.1" size="5" ${field('score')} value="${score}"></label>`}
${asksDate && html`<label>发证日期<input class="input" type="date" max="${today}" ${field('issuedOn')} value="${issuedOn}"></label>`}
${remove}</li>`;
}

/** A choice where the grades that rules ask for stand on one ladder, else a field. */
function drawGrades(asked: readonly string[], grade: string | undefined, field: Html): Html {
  const ladder = ladderOf(asked[0] ?? '');
  if (!asked.every((each) => ladder.includes(each)) || (grade && !ladder.includes(grade))) {
    return html`<input class="input" size="6" maxlength="20" ${field} value="${grade}">`;
  }
  return html`<select class="input" ${field}><option value="">不清楚</option>${ladder.map((each) => html`<option${each === grade && html` selected`}>${each}</option>`)}</select>`;
}

function openRules(world: PlannerWorld, holding: Holding, today: string): PlannerRule[] {
  return rulesNaming(world, [holding]).filter((rule) => isInForce(rule, today));
}

/** Only what rules ask that name something held; empty when they ask nothing. */
export function drawQuestions(
  world: PlannerWorld,
  { holdings, learner }: PlannerState,
  today: string,
): Html {
  const rules = holdings.flatMap((holding) => openRules(world, holding, today));
  const groups = new Set(rules.flatMap(({ learnerGroup }) => learnerGroup ?? []));
  const cohort = rules.some(({ cohortFrom, cohortTo }) => cohortFrom ?? cohortTo);
  const chosen = (group: string, value: boolean) =>
    learner.groups[group] === value && html` selected`;
  return html`${cohort && html`<p class="question"><label for="enrolled">入学日期<input class="input" type="date" id="enrolled" value="${learner.enrolledOn}"></label></p>`}${[
    ...groups,
  ].map(
    (group) =>
      html`<p class="question"><label>您是「${group}」吗？<select class="input" data-group="${group}"><option value="">不清楚</option><option value="yes"${chosen(group, true)}>是</option><option value="no"${chosen(group, false)}>不是</option></select></label></p>`,
  )}`;
}

/** What was entered and what it comes to, in one paragraph: what paper has in place of the fields. */
export function drawPaper(
  names: Names,
  answers: readonly HoldingAnswer[],
  { enrolledOn, groups }: PlannerState['learner'],
): Html {
  const held = answers.map(({ holding, verdict }) => {
    const { kind, ref, score, issuedOn } = holding;
    const named = kind === 'certificate' && names.certificates.get(ref)?.grade;
    const facts = [
      VERDICT_WORDS[verdict],
      !named && holding.grade,
      score !== undefined && `${score} 分`,
      issuedOn && `${issuedOn} 发证`,
    ];
    return `${holdingName(names, holding)}（${facts.filter(Boolean).join('，')}）`;
  });
  const about = [
    ...(enrolledOn ? [`${enrolledOn} 入学`] : []),
    ...Object.entries(groups).map(([group, yes]) => `${yes ? '是' : '不是'}「${group}」`),
  ];
  return html`${held.length > 0 && `我有：${held.join('；')}。`}${about.length > 0 && `我的情况：${about.join('；')}。`}`;
}

/** Each holding by itself: one of the three words, and the rules behind it. */
export function drawWorth(names: Names, answers: readonly HoldingAnswer[]): Html {
  if (answers.length === 0) return html``;
  return html`<table class="data"><caption class="unseen">每项成果能换的标准课程</caption><thead><tr><th scope="col" class="primary">成果</th><th scope="col" class="number">结论</th><th scope="col">能换的标准课程和依据的规则</th></tr></thead><tbody>${answers.map(
    ({ holding, verdict, awaitsRule, uses, refused }) =>
      html`<tr><th scope="row" class="primary">${holdingName(names, holding)}</th><td class="number" data-label="结论"><b>${VERDICT_WORDS[verdict]}</b></td><td data-label="能换什么"><div>${awaitsRule && html`<p>还没有适用的规则：可以先<a href="/guides/">存入学分银行</a>，有了规则再转换。</p>`}${uses.length > 0 && html`<ul>${uses.map((use) => drawUse(names, use, holding))}</ul>`}${refused.length > 0 && (uses.length > 0 ? html`<details class="no-print"><summary>不能用的规则（${refused.length}）</summary>${drawRefusedRules(names, refused)}</details>` : drawRefusedRules(names, refused))}</div></td></tr>`,
  )}</tbody></table>`;
}

function drawUse(names: Names, { rule, holdings, doubts }: Use, { id }: Holding): Html {
  const others = holdings.filter((other) => other.id !== id);
  return html`<li>${rule.gains.map(({ course, credits }, index) => html`${index > 0 && '、'}<a href="/courses/${course}/">${courseName(names, course)}</a> ${credits} 学分`)}（${drawRule(names, rule)}${others.length > 0 && html`，连同${others.map((other) => holdingName(names, other)).join('、')}`}）${doubts.length > 0 && html`<span class="note">${doubts.map((doubt) => DOUBT_WORDS[doubt]).join('；')}</span>`}</li>`;
}

function drawRefusedRules(names: Names, refused: readonly RefusedRule[]): Html {
  return html`<ul>${refused.map(({ rule, reasons }) => html`<li>${rule.gains.map(({ course }) => courseName(names, course)).join('、')}（${drawRule(names, rule)}）：${reasons.map((reason) => REFUSAL_WORDS[reason]).join('；')}</li>`)}</ul>`;
}
