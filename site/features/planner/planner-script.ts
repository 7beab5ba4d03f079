/** The planner in the browser: entries in, answers out, all of it in the fragment of the address. */
import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import { findUses, keyOf } from '#domain/planner/find-uses.ts';
import { judgeHoldings } from '#domain/planner/judge-holdings.ts';
import { planBackwards } from '#domain/planner/plan-backwards.ts';
import { type PlaceAnswer, planPlaces } from '#domain/planner/plan-place.ts';
import type { Holding, PlannerPlace } from '#domain/planner/planner-types.ts';
import { html } from '../../ui/html.ts';
import { drawBackwards } from './draw-backwards.ts';
import { drawHoldings, drawPaper, drawQuestions, drawWorth } from './draw-entries.ts';
import { placeName } from './draw-names.ts';
import { drawComparison, drawPlace } from './draw-plan.ts';
import { isKnown, knowsAll, loadPlanner, type PlannerWorld, rulesNaming } from './load-planner.ts';
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
/** Rows of tables that fit on the one page that is printed. */
const ROWS_ON_PAPER = 26;

const root = document.querySelector<HTMLElement>('[data-planner]');
if (root) void start(root);

async function start(root: HTMLElement): Promise<void> {
  const part = (name: string) => root.querySelector(`[data-${name}]`) as HTMLElement;
  part('live').hidden = false;
  const status = part('status');
  let world: PlannerWorld;
  let state = parseState(location.hash);
  try {
    world = await loadPlanner();
    state = withoutStrangers(state, world);
    await knowsAll(world.names, state.holdings);
  } catch {
    status.textContent = '规则没有取到。请检查网络，再刷新本页。';
    return;
  }
  const { names, rules, places } = world;
  const byKey = new Map(places.map((place) => [keyOfPlace(place), place]));
  const terms = (code: string) => names.certificates.get(code);
  const today = chinaDate(new Date());
  let shown = SHOWN_AT_ONCE;
  let room = ROWS_ON_PAPER;

  const known = () => state.holdings.filter((holding) => isKnown(names, holding));
  const drawAnswers = () => {
    const holdings = known();
    const named = rulesNaming(world, holdings);
    const found = findUses(named, holdings, state.learner, terms, today);
    const answers = planPlaces(places, found);
    const useful = answers.filter(({ verdict }) => verdict !== 'miss');
    status.innerHTML = statusLine(world, holdings, useful, today).text;
    const judged = judgeHoldings(holdings, named, found, today);
    part('worth').innerHTML = drawWorth(names, judged).text;
    part('paper').innerHTML = drawPaper(names, judged, state.learner).text;
    const compared = state.places.flatMap(
      (key) => answers.find(({ place }) => keyOfPlace(place) === key) ?? [],
    );
    part('compare').innerHTML = drawComparison(names, compared).text;
    const list = useful.slice(0, shown);
    // Three holdings take a line of text; a place has a heading beside the rows of its courses.
    room = ROWS_ON_PAPER - holdings.length / 3 - compared.length;
    const placed = (answer: PlaceAnswer, index: number) => {
      const rows = answer.possible.conversions.length + 4;
      const open = index < OPEN_AT_ONCE;
      const print = index === 0 || (open && rows <= room);
      if (print) room -= rows;
      return { compared, open, print };
    };
    const rest = useful.length - list.length;
    part('answers').innerHTML =
      html`${list.map((answer, index) => drawPlace(names, answer, placed(answer, index)))}${rest > 0 && html`<p class="actions no-print"><button class="button plain" type="button" data-more>再列 ${Math.min(rest, SHOWN_AT_ONCE)} 个（还有 ${rest} 个）</button></p>`}`.text;
  };
  const drawGoal = () => {
    const place = state.goal === undefined ? undefined : byKey.get(state.goal);
    (part('goal') as HTMLSelectElement).value = place ? (state.goal ?? '') : '';
    const given = { holdings: known(), learner: state.learner, terms };
    const answer = place && planBackwards(place, rules, today, given);
    part('goal-section').classList.toggle('no-print', !answer || answer.steps.length === 0);
    part('ways').innerHTML = answer
      ? drawBackwards(names, place, answer, Math.max(0, room)).text
      : state.goal === undefined
        ? ''
        : '<p class="note">链接里的网点和专业现在不在目录里。请另选一个。</p>';
  };
  const drawEntries = () => {
    part('holdings').innerHTML = drawHoldings(world, state, today).text;
    const questions = drawQuestions(world, { ...state, holdings: known() }, today).text;
    part('learner').hidden = questions === '';
    part('questions').innerHTML = questions;
  };
  const keep = () => history.replaceState(null, '', `#${formatState(state)}`);
  const change = (more: Partial<PlannerState>, { entries = false } = {}) => {
    state = { ...state, ...more };
    keep();
    if (entries) drawEntries();
    drawAnswers();
    drawGoal();
  };
  const add = (kind: Holding['kind'], ref: string) => {
    const { holdings } = state;
    const twice = holdings.some((each) => keyOf(each) === keyOf({ kind, ref }));
    if (twice || holdings.length >= MOST_HOLDINGS) {
      status.textContent = twice ? '这一项已经在上面了。' : `最多可以添加 ${MOST_HOLDINGS} 项。`;
      return;
    }
    const id = String(Math.max(-1, ...holdings.map((each) => Number(each.id))) + 1);
    const grade = kind === 'certificate' ? terms(ref)?.grade : undefined;
    change({ holdings: [...holdings, { id, kind, ref, grade }] }, { entries: true });
  };

  const search = root.querySelector('form[role=search]') as HTMLFormElement;
  search.addEventListener('choose', (event) => {
    event.preventDefault();
    const { catalog, code, name } = (event as CustomEvent<Record<string, string>>).detail;
    if (!code) return;
    const kind = catalog === 'certificates' ? 'certificate' : 'course';
    // What no rule names is in none of the files.
    if (kind === 'course') {
      if (!names.courses.has(code)) names.courses.set(code, name ?? code);
    } else if (!names.certificates.has(code)) names.certificates.set(code, { name: name ?? code });
    add(kind, code);
    const input = search.querySelector('input');
    if (input) input.value = '';
  });
  search.addEventListener('submit', (event) => {
    event.preventDefault();
    // Whoever presses 查找 without choosing means the first suggestion.
    search.querySelector<HTMLElement>('[role=option]')?.click();
  });
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
    const { remove, goalPlace, more, print, toCompare } = button.dataset;
    if (remove !== undefined) {
      const holdings = state.holdings.filter(({ id }) => id !== remove);
      change({ holdings, unread: 0 }, { entries: true });
      // Not the field: on a phone that would open the keyboard.
      (root.querySelector<HTMLElement>('[data-remove]') ?? part('holdings-title')).focus();
    } else if (goalPlace !== undefined) {
      change({ goal: goalPlace });
      part('goal-title').scrollIntoView();
    } else if (toCompare !== undefined) part('compare').scrollIntoView();
    else if (more !== undefined) {
      shown += SHOWN_AT_ONCE;
      drawAnswers();
    } else if (print !== undefined) globalThis.print();
  });
  root.addEventListener('change', ({ target }) => {
    const field = target as HTMLInputElement | HTMLSelectElement;
    const { holding, detail, comparePlace, group } = field.dataset;
    if (holding !== undefined && detail !== undefined) {
      const value = field.value.trim();
      if (!field.reportValidity()) return;
      const given = value === '' ? undefined : detail === 'score' ? Number(value) : value;
      const holdings = state.holdings.map((each) =>
        each.id === holding ? { ...each, [detail]: given } : each,
      );
      change({ holdings });
    } else if (comparePlace !== undefined) {
      const others = state.places.filter((key) => key !== comparePlace && byKey.has(key));
      const checked = (field as HTMLInputElement).checked;
      if (checked && others.length >= MOST_PLACES) {
        (field as HTMLInputElement).checked = false;
        status.textContent = `最多比较 ${MOST_PLACES} 个，请先去掉一个。`;
        return;
      }
      change({ places: checked ? [...others, comparePlace] : others });
      root.querySelector<HTMLElement>(`[data-compare-place="${comparePlace}"]`)?.focus();
    } else if (group !== undefined) {
      const { [group]: _, ...groups } = state.learner.groups;
      if (field.value !== '') groups[group] = field.value === 'yes';
      change({ learner: { ...state.learner, groups } });
    } else if (field.id === 'enrolled') {
      change({ learner: { ...state.learner, enrolledOn: field.value || undefined } });
    } else if (field.id === 'goal') change({ goal: field.value || undefined });
  });
  const drawAll = () => {
    drawEntries();
    drawAnswers();
    drawGoal();
  };
  addEventListener('hashchange', async () => {
    // A place on this page (such as the main text, from the keyboard) is no plan.
    if (/^#[\w-]+$/.test(location.hash)) {
      keep();
      return;
    }
    state = withoutStrangers(parseState(location.hash), world);
    if (!state.holdings.every((holding) => isKnown(names, holding))) {
      await knowsAll(names, state.holdings);
    }
    drawAll();
  });
  addEventListener('beforeprint', () => {
    part('paper').hidden = false;
  });
  addEventListener('afterprint', () => {
    part('paper').hidden = true;
  });
  fillGoals(part('goal') as HTMLSelectElement, world);
  drawAll();
}

function keyOfPlace({ node, major }: { node: string; major: string }): string {
  return `${node}.${major}`;
}

/** A link may bring any words as a group of learners: only those of rules are shown and kept. */
function withoutStrangers(state: PlannerState, { rules }: PlannerWorld): PlannerState {
  const asked = new Set(rules.map(({ learnerGroup }) => learnerGroup));
  const groups = Object.entries(state.learner.groups).filter(([group]) => asked.has(group));
  return { ...state, learner: { ...state.learner, groups: Object.fromEntries(groups) } };
}

function fillGoals(select: HTMLSelectElement, { names, places }: PlannerWorld): void {
  const nodes = Map.groupBy(places, ({ node }) => node);
  select.innerHTML = html`<option value="">请选择</option>${[...nodes].map(
    ([node, list]) =>
      html`<optgroup label="${names.nodes.get(node)}">${list.map((place: PlannerPlace) => html`<option value="${keyOfPlace(place)}">${placeName(names, place)}</option>`)}</optgroup>`,
  )}`.text;
}

function statusLine(
  { names, places }: PlannerWorld,
  holdings: readonly Holding[],
  useful: readonly PlaceAnswer[],
  today: string,
) {
  const day = formatChineseDate(today);
  if (holdings.length === 0) return html`先添加一张证书或一门课程。`;
  const [best] = useful;
  if (!best)
    return html`按${day}公布的规则，没有网点的专业可以用上这些成果。可以先存入学分银行，等待规则。`;
  const more = Math.round((best.possible.credits - best.sure.credits) * 10) / 10;
  const worth =
    best.sure.credits > 0
      ? html`可换 <b class="num">${best.sure.credits}</b> 学分${more > 0 && html`，另有 ${more} 学分要看情况`}`
      : html`可能换 <b class="num">${more}</b> 学分`;
  const misses = places.length - useful.length;
  return html`按${day}公布的规则，共有 ${useful.length} 个网点专业可以用上；最多的是${placeName(names, best.place)}，${worth}。${misses > 0 && `其余 ${misses} 个不符合：没有能换的课程，或者条件不够。`}`;
}
