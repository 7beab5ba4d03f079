import type { ListData, ListState } from './list-data.ts';

export const EVERYTHING: ListState = { chosen: {}, text: '', sort: '', page: 1 };

/**
 * Reads `level=本科&level=专科&q=密码&sort=-credits&page=2`. What the list does not know is
 * ignored: an old address still opens.
 */
export function parseState(query: string, data: ListData): ListState {
  const asked = new URLSearchParams(query);
  const chosen: Record<string, string[]> = {};
  for (const { name, values } of data.facets) {
    const keys = asked.getAll(name);
    const known = values.map(([key]) => key).filter((key) => keys.includes(key));
    if (known.length > 0) chosen[name] = known;
  }
  const sort = asked.get('sort') ?? '';
  const page = Number(asked.get('page'));
  return {
    chosen,
    text: (asked.get('q') ?? '').trim().slice(0, 100),
    sort: data.sorts.some(({ key }) => key === sort.replace(/^-/, '')) ? sort : '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The query of a state, `?level=本科` encoded; '' for the whole list. */
export function formatState({ chosen, text, sort, page }: ListState): string {
  const query = new URLSearchParams();
  for (const [name, keys] of Object.entries(chosen)) {
    for (const key of keys) query.append(name, key);
  }
  if (text) query.set('q', text);
  if (sort) query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  const words = query.toString();
  return words && `?${words}`;
}

/** The state with a value taken in, or left out when it was in; back on the first page. */
export function toggleValue(state: ListState, name: string, key: string): ListState {
  const keys = state.chosen[name] ?? [];
  const next = keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
  return next.length > 0
    ? { ...state, chosen: { ...state.chosen, [name]: next }, page: 1 }
    : clearFacet(state, name);
}

export function clearFacet(state: ListState, name: string): ListState {
  const { [name]: _, ...chosen } = state.chosen;
  return { ...state, chosen, page: 1 };
}
