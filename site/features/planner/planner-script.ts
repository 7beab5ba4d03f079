/** The planner in the browser: entries in, answers out, all of it in the fragment of the address. */
import { chinaDate } from '#domain/china-date.ts';
import { type FoundUses, findUses, keyOf } from '#domain/planner/find-uses.ts';
import { planBackwards } from '#domain/planner/plan-backwards.ts';
import { type PlaceAnswer, planPlaces } from '#domain/planner/plan-place.ts';
import type { Holding, PlannerPlace, PlannerRule } from '#domain/planner/planner-types.ts';
import { html } from '../../ui/html.ts';
import {
  drawBackwards,
  drawComparison,
  drawPlace,
  drawRefusals,
  holdingName,
  type Names,
  placeName,
} from './draw-plan.ts';
import type { PlacesFile, RulesFile } from './planner-data.ts';
import {
  formatState,
  MOST_HOLDINGS,
  MOST_PLACES,
  type PlannerState,
  parseState,
} from './planner-state.ts';

const SHOWN_AT_ONCE = 10;
/** Places whose courses are shown without asking. */
const OPEN_AT_ONCE = 2;

const root = document.querySelector<HTMLElement>('[data-planner]');
if (root) void start(root);

async function start(root: HTMLElement): Promise<void> {
  const part = (name: string) => root.querySelector(`[data-${name}]`) as HTMLElement;
  part('live').hidden = false;
  const status = part('status');
  let names: Names;
  try {
    const [rules, places] = await Promise.all([
      load<RulesFile>('/planner/rules.json'),
      load<PlacesFile>('/planner/places.json'),
    ]);
    names = { rules, places };
  } catch {
    status.textContent = '规则没有取到。请检查网络，再刷新本页。';
    return;
  }
  const places = names.places.places.map(readPlace);
  const byKey = new Map(places.map((place) => [`${place.node}.${place.major}`, place]));
  let state = parseState(location.hash);
  let shown = SHOWN_AT_ONCE;

  const terms = (code: string) => names.rules.certificates[code];
  const found = (): FoundUses =>
    findUses(names.rules.rules, state.holdings, state.learner, terms, chinaDate(new Date()));

  fillGoals(part('goal') as HTMLSelectElement, names, places);

  const keep = () => history.replaceState(null, '', `#${formatState(state)}`);
  const drawAnswers = () => {
    const uses = found();
    const answers = planPlaces(places, uses);
    const useful = answers.filter(({ verdict }) => verdict !== 'miss');
    status.innerHTML = statusLine(names, state, useful).text;
    const compared = state.places.flatMap(
      (key) => answers.find(({ place }) => `${place.node}.${place.major}` === key) ?? [],
    );
    part('compare').innerHTML = drawComparison(names, compared).text;
    const list = useful.slice(0, shown);
    const rest = useful.length - list.length;
    part('answers').innerHTML =
      html`${list.length === 0 && drawRefusals(names, uses.refused)}${list.map((answer, index) =>
        drawPlace(names, answer, {
          compared: compared.includes(answer),
          open: index < OPEN_AT_ONCE,
        }),
      )}${rest > 0 && html`<p class="actions no-print"><button class="button plain" type="button" data-more>再列 ${Math.min(rest, SHOWN_AT_ONCE)} 个（还有 ${rest} 个）</button></p>`}`.text;
  };
  const drawGoal = () => {
    const place = state.goal === undefined ? undefined : byKey.get(state.goal);
    (part('goal') as HTMLSelectElement).value = place ? (state.goal ?? '') : '';
    part('ways').innerHTML = place
      ? drawBackwards(names, planBackwards(place, names.rules.rules, state.holdings)).text
      : '';
  };
  const drawEntries = () => {
    part('holdings').innerHTML =
      html`${state.holdings.length > 0 && html`<ul class="holdings">${state.holdings.map((holding) => drawHolding(names, holding))}</ul>`}`.text;
    const questions = drawQuestions(names, state);
    part('learner').hidden = questions === '';
    part('questions').innerHTML = questions;
  };
  const changed = ({ entries = false } = {}) => {
    keep();
    if (entries) drawEntries();
    drawAnswers();
    drawGoal();
  };
  const add = (kind: Holding['kind'], ref: string) => {
    const twice = state.holdings.some((each) => keyOf(each) === keyOf({ kind, ref }));
    if (twice || state.holdings.length >= MOST_HOLDINGS) {
      status.textContent = twice ? '这一项已经在上面了。' : `最多可以添加 ${MOST_HOLDINGS} 项。`;
      return;
    }
    const id = String(Math.max(-1, ...state.holdings.map((each) => Number(each.id))) + 1);
    const grade = kind === 'certificate' ? terms(ref)?.grade : undefined;
    state = { ...state, holdings: [...state.holdings, { id, kind, ref, grade }] };
    changed({ entries: true });
  };

  const search = root.querySelector('form[role=search]') as HTMLFormElement;
  search.addEventListener('choose', (event) => {
    event.preventDefault();
    const { catalog, code, name } = (event as CustomEvent<Record<string, string>>).detail;
    if (!code) return;
    // A certificate that no rule names is in none of the files.
    if (catalog === 'certificates') names.rules.certificates[code] ??= { name: name ?? code };
    else names.rules.courses[code] ??= name ?? code;
    add(catalog === 'certificates' ? 'certificate' : 'course', code);
    const input = search.querySelector('input');
    if (input) input.value = '';
  });
  search.addEventListener('submit', (event) => event.preventDefault());
  part('original').addEventListener('submit', (event) => {
    event.preventDefault();
    const input = part('original').querySelector('input');
    const title = input?.value.trim() ?? '';
    if (!input || title === '') return;
    add('originalCourse', title);
    input.value = '';
  });
  root.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('button');
    if (!button) return;
    const { remove, goalPlace, more, print } = button.dataset;
    if (remove !== undefined) {
      state = { ...state, holdings: state.holdings.filter(({ id }) => id !== remove) };
      changed({ entries: true });
      root.querySelector<HTMLInputElement>('#holding')?.focus();
    } else if (goalPlace !== undefined) {
      state = { ...state, goal: goalPlace };
      changed();
      document.getElementById('goal-title')?.scrollIntoView();
    } else if (more !== undefined) {
      shown += SHOWN_AT_ONCE;
      drawAnswers();
    } else if (print !== undefined) globalThis.print();
  });
  root.addEventListener('change', ({ target }) => {
    const field = target as HTMLInputElement | HTMLSelectElement;
    const { holding, detail, comparePlace, group } = field.dataset;
    if (holding !== undefined && detail !== undefined) {
      const value = field.value.trim();
      if (!field.checkValidity()) return;
      const given = value === '' ? undefined : detail === 'score' ? Number(value) : value;
      state = {
        ...state,
        holdings: state.holdings.map((each) =>
          each.id === holding ? { ...each, [detail]: given } : each,
        ),
      };
    } else if (comparePlace !== undefined) {
      const chosen = state.places.filter((key) => key !== comparePlace);
      state = {
        ...state,
        places: (field as HTMLInputElement).checked
          ? [...chosen, comparePlace].slice(-MOST_PLACES)
          : chosen,
      };
    } else if (group !== undefined) {
      const { [group]: _, ...groups } = state.learner.groups;
      if (field.value !== '') groups[group] = field.value === 'yes';
      state = { ...state, learner: { ...state.learner, groups } };
    } else if (field.id === 'enrolled') {
      state = { ...state, learner: { ...state.learner, enrolledOn: field.value || undefined } };
    } else if (field.id === 'goal') {
      state = { ...state, goal: field.value || undefined };
    } else return;
    changed();
  });
  addEventListener('hashchange', () => {
    state = parseState(location.hash);
    drawEntries();
    drawAnswers();
    drawGoal();
  });
  drawEntries();
  drawAnswers();
  drawGoal();
}

async function load<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function readPlace([
  node,
  major,
  total,
  cap,
  ...table
]: PlacesFile['places'][number]): PlannerPlace {
  const courses = Array.from({ length: table.length / 2 }, (_, index) => ({
    course: String(table[index * 2]),
    credits: Number(table[index * 2 + 1]),
  }));
  return { node, major, total, cap, courses };
}

function fillGoals(select: HTMLSelectElement, names: Names, places: readonly PlannerPlace[]): void {
  const nodes = Map.groupBy(places, ({ node }) => node);
  select.innerHTML = html`<option value="">请选择</option>${[...nodes].map(
    ([node, list]) =>
      html`<optgroup label="${names.places.nodes[node]}">${list.map((place) => html`<option value="${place.node}.${place.major}">${placeName(names, place)}</option>`)}</optgroup>`,
  )}`.text;
}

function rulesNaming({ rules }: Names, { kind, ref }: Holding): PlannerRule[] {
  const key = keyOf({ kind, ref });
  return rules.rules.filter(
    ({ inputs, inForce }) => inForce && inputs.flat().some((need) => keyOf(need) === key),
  );
}

function drawHolding(names: Names, holding: Holding) {
  const { id, kind, ref, grade, score, issuedOn } = holding;
  const rules = rulesNaming(names, holding);
  const needs = rules
    .flatMap(({ inputs }) => inputs.flat())
    .filter((need) => keyOf(need) === keyOf(holding));
  const facts = kind === 'certificate' ? names.rules.certificates[ref] : undefined;
  const asksScore = facts?.minimumScore !== undefined || needs.some((need) => need.minimumScore);
  const asksGrade = !facts?.grade && needs.some((need) => need.minimumGrade);
  const asksDate = facts?.validityMonths ?? facts?.issuedFrom ?? facts?.issuedTo;
  const name = holdingName(names, holding);
  const href = kind === 'certificate' ? `/certificates/${ref}/` : `/courses/${ref}/`;
  return html`<li><span>${kind === 'originalCourse' ? name : html`<a href="${href}">${name}</a>`}${rules.length === 0 && html`<span class="note">还没有适用的规则：可以先存入，等待规则。</span>`}</span>
${asksGrade && html`<label>等级<input class="input" size="6" maxlength="20" data-holding="${id}" data-detail="grade" value="${grade}"></label>`}
${asksScore && html`<label>成绩<input class="input" type="number" min="0" max="1000" step="0.1" size="5" data-holding="${id}" data-detail="score" value="${score}"></label>`}
${asksDate !== undefined && html`<label>发证日期<input class="input" type="date" data-holding="${id}" data-detail="issuedOn" value="${issuedOn}"></label>`}
<button class="button plain no-print" type="button" data-remove="${id}" aria-label="去掉${name}">去掉</button></li>`;
}

/** Only what rules ask that name something held. */
function drawQuestions(names: Names, { holdings, learner }: PlannerState): string {
  const rules = holdings.flatMap((holding) => rulesNaming(names, holding));
  const groups = new Set(rules.flatMap(({ learnerGroup }) => learnerGroup ?? []));
  const cohort = rules.some(({ cohortFrom, cohortTo }) => cohortFrom ?? cohortTo);
  const chosen = (group: string, value: boolean) =>
    learner.groups[group] === value && html` selected`;
  return html`${cohort && html`<p class="question"><label for="enrolled">入学日期<input class="input" type="date" id="enrolled" value="${learner.enrolledOn}"></label></p>`}${[
    ...groups,
  ].map(
    (group) =>
      html`<p class="question"><label>您是「${group}」吗？<select class="input" data-group="${group}"><option value="">不清楚</option><option value="yes"${chosen(group, true)}>是</option><option value="no"${chosen(group, false)}>不是</option></select></label></p>`,
  )}`.text;
}

function statusLine(names: Names, { holdings }: PlannerState, useful: readonly PlaceAnswer[]) {
  if (holdings.length === 0) return html`先添加一张证书或一门课程。`;
  const [best] = useful;
  if (!best) return html`现在没有网点和专业可以用上这些成果。可以先存入学分银行，等待规则。`;
  return html`共有 ${useful.length} 个网点专业可以用上；最多的是${placeName(names, best.place)}，可换 <b class="num">${best.sure.credits}</b> 学分${best.possible.credits > best.sure.credits && html`，另有 ${best.possible.credits - best.sure.credits} 学分要看情况`}。`;
}
