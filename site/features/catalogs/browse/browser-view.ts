import type { Column } from '../../../ui/cells.ts';
import { drawRow } from '../../../ui/draw-table.ts';
import { csvFileName, listCsv } from './list-csv.ts';
import { type ListData, type ListState, PAGE_SIZE } from './list-data.ts';
import { clearFacet, EVERYTHING, formatState, toggleValue } from './list-state.ts';
import {
  type FacetLink,
  type FacetView,
  type ListView,
  listTitle,
  type OrderLink,
} from './list-view.ts';
import type { Selection } from './select-rows.ts';

/** A list in the browser: its data, and the addresses of the page. */
export interface BrowsedList {
  data: ListData;
  /** `/courses/` */
  base: string;
}

/** @param site the site's address, `https://bank.example` */
export function browserView(
  { data, base }: BrowsedList,
  state: ListState,
  selection: Selection,
  site: string,
): ListView {
  const { rows, all, withoutText } = selection;
  const to = (next: ListState) => base + formatState(next);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const page = Math.min(state.page, pages);
  const everything: ListState = { ...EVERYTHING, sort: state.sort };
  const columns = columnsOf(data, state, to);
  const labels = chosenLabels(data, state);
  const said = state.text ? [`“${state.text}”`] : [];
  const title = listTitle(data.title, [...labels.map(({ label }) => label), ...said]);
  const narrowing = data.facets.filter(({ name }) => state.chosen[name]);
  return {
    title,
    unit: data.unit,
    columns,
    rows: rows
      .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
      .map((row) => drawRow(columns, data.rows[row]?.[0] ?? [])),
    total: rows.length,
    page,
    pages,
    hrefOf: (number) => to({ ...state, page: number }),
    chosen: [
      ...labels.map(({ facet, name, key, label }) => ({
        label: `${facet}：${label}`,
        href: to(toggleValue(state, name, key)),
      })),
      ...said.map((label) => ({ label: `含${label}`, href: to({ ...state, text: '', page: 1 }) })),
    ],
    clear: to(everything),
    orders: ordersOf(data, state, to),
    csv: { href: `${base}list.csv`, file: csvFileName(title) },
    printed: `${site}${decodeURI(to(state))}　${data.day}`,
    waysOut: [
      ...narrowing.map(({ name, label }) => ({
        label,
        href: to(clearFacet(state, name)),
        count: all[data.facets.findIndex((facet) => facet.name === name)] ?? 0,
      })),
      ...said.map((label) => ({
        label: `${label}`,
        href: to({ ...state, text: '', page: 1 }),
        count: withoutText,
      })),
    ].filter(({ count }) => count > 0),
  };
}

function chosenLabels({ facets }: ListData, { chosen }: ListState) {
  return facets.flatMap(({ name, label: facet, values }) =>
    values.flatMap(([key, label]) =>
      chosen[name]?.includes(key) ? [{ facet, name, key, label }] : [],
    ),
  );
}

/** The facets with what each value would count under all other choices. */
export function browserFacets(
  { data, base }: BrowsedList,
  state: ListState,
  { counts }: Selection,
): FacetView[] {
  return data.facets.map(({ name, label, values }, facet) => {
    const links = values.map(
      ([key, words], value): FacetLink => ({
        label: words,
        href: base + formatState(toggleValue(state, name, key)),
        count: counts[facet]?.[value] ?? 0,
        current: state.chosen[name]?.includes(key) ?? false,
        key: `${name}=${key}`,
      }),
    );
    return {
      name,
      label,
      values: links,
    };
  });
}

/** A heading sorts one way, then the other, then as usual. */
function columnsOf(data: ListData, state: ListState, to: (next: ListState) => string): Column[] {
  return data.columns.map(({ sort, ...column }) => {
    if (sort === undefined) return column;
    const found = data.sorts.find(({ key }) => key === sort);
    const reversed = state.sort === `-${sort}`;
    const now = state.sort === sort || (reversed && found !== undefined);
    const descending = (found?.descending ?? false) !== reversed;
    const next = reversed || !found ? '' : now ? `-${sort}` : sort;
    return {
      ...column,
      sort: {
        key: sort,
        href: now && !found ? undefined : to({ ...state, sort: next, page: 1 }),
        order: now ? (descending ? ('descending' as const) : ('ascending' as const)) : undefined,
      },
    };
  });
}

function ordersOf(data: ListData, state: ListState, to: (next: ListState) => string): OrderLink[] {
  const link = (key: string, label: string): OrderLink => ({
    key,
    label,
    href: key === state.sort ? undefined : to({ ...state, sort: key, page: 1 }),
  });
  return [
    link('', data.usual),
    ...data.sorts.flatMap(({ key, words: [one, other] }) =>
      state.sort.replace(/^-/, '') === key
        ? [link(key, one), link(`-${key}`, other)]
        : [link(key, one)],
    ),
  ];
}

/** The selected rows of all pages as a file. */
export function browserCsv({ columns, rows }: ListData, selection: Selection): string {
  return listCsv(
    columns.map(({ label }) => label),
    selection.rows.map((row) => rows[row]?.[0] ?? []),
  );
}
