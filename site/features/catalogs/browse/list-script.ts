/**
 * A list in the browser: several facets at once, a text, orders and pages without a reload, all in
 * the address. Fetches `/{catalog}/list.json` on first use; until then, and when it cannot be had,
 * every link leads to a page as built.
 */
import { browserCsv, browserFacets, browserView } from './browser-view.ts';
import { chosenCount, drawList, drawOrders } from './draw-list.ts';
import { linkOf, showFacets } from './facet-boxes.ts';
import type { ListData, ListState } from './list-data.ts';
import { formatState, parseState, toggleValue } from './list-state.ts';
import { type Selection, searchTexts, selectRows } from './select-rows.ts';

const TYPING_PAUSE_MS = 120;
const OUT_OF_REACH =
  '筛选用的数据没有取到。各分类的链接仍可逐项使用；也可以检查网络后刷新本页再试。';

interface Loaded {
  data: ListData;
  texts: readonly string[];
}

interface Places {
  facets: HTMLElement;
  filters: HTMLDetailsElement;
  done: HTMLElement;
  orders: HTMLElement;
  result: HTMLElement;
  status: HTMLElement;
  count: HTMLElement;
  note: HTMLElement;
  text: HTMLInputElement;
}

function start(root: HTMLElement, places: Places): void {
  const { facets, filters, done, count, orders, result, status, note, text } = places;
  const base = `/${root.dataset['list']}/`;
  const builtPath = location.pathname;
  const built = root.dataset['state'] ?? '';
  const siteName = document.title.split(' - ').at(-1) ?? '';
  let loading: Promise<Loaded> | undefined;
  let shown: { data: ListData; state: ListState; selection: Selection } | undefined;
  let typing = false;

  const load = (): Promise<Loaded> => {
    loading ??= fetchData(`${base}list.json`).then(
      (loaded) => {
        note.hidden = true;
        return loaded;
      },
      (error: unknown) => {
        loading = undefined;
        note.textContent = OUT_OF_REACH;
        note.hidden = false;
        throw error;
      },
    );
    return loading;
  };

  /** What the address says; the page as built says it without a query. */
  const asked = (data: ListData): ListState => {
    const ownPath = location.pathname === builtPath && builtPath !== base;
    return parseState(`${ownPath ? `${built}&` : ''}${location.search.slice(1)}`, data);
  };

  const offerBoxes = async () => {
    const { data, texts } = await load();
    const state = shown?.state ?? asked(data);
    showFacets(facets, browserFacets({ data, base }, state, selectRows(data, texts, state)));
  };

  const show = ({ data, texts }: Loaded, state: ListState) => {
    const selection = selectRows(data, texts, state);
    const view = browserView({ data, base }, state, selection, location.origin);
    shown = { data, state, selection };
    const focused = document.activeElement;
    result.innerHTML = drawList(view).text;
    orders.innerHTML = drawOrders(view)?.text ?? '';
    if (focused instanceof HTMLElement && !focused.isConnected) {
      linkOf(root, focused.dataset['key'])?.focus({ preventScroll: true });
      if (!root.contains(document.activeElement)) result.focus({ preventScroll: true });
    }
    showFacets(facets, browserFacets({ data, base }, state, selection));
    count.textContent = chosenCount(view.chosen.length);
    done.textContent = `看 ${view.total} ${view.unit}`;
    if (text.value.trim() !== state.text) text.value = state.text;
    for (const place of document.querySelectorAll('h1, .crumbs [aria-current]')) {
      place.textContent = data.title;
    }
    document.title = `${view.title} - ${siteName}`;
    status.textContent =
      view.total === 0 ? '没有符合条件的结果' : `找到 ${view.total} ${view.unit}`;
  };

  const go = async (change: (state: ListState, data: ListData) => ListState, quietly = false) => {
    const loaded = await load();
    const before = shown?.state ?? asked(loaded.data);
    const state = change(before, loaded.data);
    const address = base + formatState(state);
    if (address !== location.pathname + location.search) {
      history[quietly ? 'replaceState' : 'pushState'](null, '', address);
    }
    show(loaded, state);
    if (state.page !== before.page) root.scrollIntoView();
  };

  const showAsked = async () => {
    const loaded = await load();
    typing = false;
    show(loaded, asked(loaded.data));
  };

  root.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.download) {
      if (shown) offerFile(link, browserCsv(shown.data, shown.selection));
      return;
    }
    const [name = '', value] = link.dataset['key']?.split('=') ?? [];
    const { href, search } = link;
    const known = link.pathname === base && (shown !== undefined || search !== '');
    if (value === undefined && !known) return;
    event.preventDefault();
    if (link.getAttribute('aria-disabled') === 'true') return;
    typing = false;
    go((state, data) =>
      value === undefined ? parseState(search, data) : toggleValue(state, name, value),
    ).catch(() => {
      // The link of a value leads to its page as built.
      if (value !== undefined) location.assign(href);
    });
  });
  root.addEventListener('keydown', (event) => {
    const box = (event.target as Element).closest<HTMLElement>('[role=checkbox]');
    if (!box || event.key !== ' ') return;
    event.preventDefault();
    box.click();
  });

  done.addEventListener('click', () => {
    filters.open = false;
    result.focus();
    result.scrollIntoView();
  });

  let pause: ReturnType<typeof setTimeout> | undefined;
  const seek = () => {
    clearTimeout(pause);
    const quietly = typing;
    typing = true;
    return go((state) => ({ ...state, text: text.value.trim(), page: 1 }), quietly);
  };
  const typed = () => {
    clearTimeout(pause);
    pause = setTimeout(() => void seek().catch(ignore), TYPING_PAUSE_MS);
  };
  // Pinyin that is still being composed is not what is sought.
  text.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) typed();
  });
  text.addEventListener('compositionend', typed);
  text.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    // Without the data, the whole site is searched instead.
    seek().catch(() => text.form?.submit());
  });
  text.addEventListener('focus', () => void load().catch(ignore));
  filters.addEventListener('toggle', () => void offerBoxes().catch(ignore));
  filters.addEventListener('focusin', () => void offerBoxes().catch(ignore));
  window.addEventListener('popstate', () => {
    if (shown || location.search !== '') showAsked().catch(ignore);
  });
  if (location.search !== '') showAsked().catch(ignore);
}

async function fetchData(address: string): Promise<Loaded> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const data = (await answer.json()) as ListData;
  return { data, texts: searchTexts(data) };
}

/** The fault has been told on the page. */
function ignore(): void {}

function offerFile(link: HTMLAnchorElement, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.href = address;
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const root = document.querySelector<HTMLElement>('[data-list]');
const place = (name: string) => root?.querySelector<HTMLElement>(`[data-${name}]`);
const filters = root?.querySelector('details');
const done = place('done');
const facets = place('facets');
const count = place('count');
const orders = place('orders');
const result = place('result');
const status = place('status');
const note = place('note');
const text = root?.querySelector('input');
if (root && facets && filters && done && count && orders && result && status && note && text) {
  start(root, { facets, filters, done, count, orders, result, status, note, text });
}
