import { foldPlain } from '../../search/title-index/fold-text.ts';
import { cellText } from './list-csv.ts';
import type { ListData, ListState } from './list-data.ts';

export interface Selection {
  /** Positions in `data.rows`, in the order asked for. */
  rows: number[];
  /** For each facet and value: the rows that choosing it adds or keeps, by all other choices. */
  counts: number[][];
  /** For each facet: the rows when nothing of it is chosen. */
  all: number[];
  /** The rows when no text is given. */
  withoutText: number;
}

/** What a text is sought in, for each row: its name, code, aliases and former names, folded. */
export function searchTexts({ columns, rows }: ListData): string[] {
  const named = columns.flatMap(({ primary, kind }, index) =>
    primary || kind === 'code' ? [index] : [],
  );
  return rows.map(([cells, , otherNames]) =>
    [...named.map((index) => cellText(cells[index])), otherNames].map(foldPlain).join(' '),
  );
}

/**
 * The rows that have one of the chosen values of every facet and every word of the text, and what
 * each value would count. One walk over the rows.
 * @param texts see `searchTexts`
 */
export function selectRows(data: ListData, texts: readonly string[], state: ListState): Selection {
  const wanted = data.facets.map(({ name, values }) => {
    const keys = state.chosen[name];
    return keys && new Set(values.flatMap(([key], index) => (keys.includes(key) ? [index] : [])));
  });
  const words = state.text.split(/\s+/).map(foldPlain).filter(Boolean);
  const counts = data.facets.map(({ values }) => values.map(() => 0));
  const all = data.facets.map(() => 0);
  const passing = new Set<number>();
  let withoutText = 0;

  data.rows.forEach(([, values], row) => {
    const missed = wanted.flatMap((set, facet) =>
      set && !listOf(values[facet]).some((value) => set.has(value)) ? [facet] : [],
    );
    const named = words.every((word) => texts[row]?.includes(word));
    if (missed.length === 0) withoutText += 1;
    if (!named || missed.length > 1) return;
    if (missed.length === 0) passing.add(row);
    const counted = missed.length === 0 ? data.facets.keys() : missed;
    for (const facet of counted) {
      all[facet] = (all[facet] ?? 0) + 1;
      const tally = counts[facet] ?? [];
      for (const value of listOf(values[facet])) tally[value] = (tally[value] ?? 0) + 1;
    }
  });
  return {
    rows: orderOf(data, state.sort).filter((row) => passing.has(row)),
    counts,
    all,
    withoutText,
  };
}

function listOf(values: number | number[] | undefined): readonly number[] {
  if (values === undefined) return [];
  return typeof values === 'number' ? [values] : values;
}

/** Positions of all rows; those not in force stay last, whichever way round. */
function orderOf({ sorts, rows, inForce }: ListData, sort: string): readonly number[] {
  const found = sorts.find(({ key }) => key === sort.replace(/^-/, ''));
  if (!found) return [...rows.keys()];
  if (!sort.startsWith('-')) return found.order;
  const { order } = found;
  return [...order.slice(0, inForce).toReversed(), ...order.slice(inForce).toReversed()];
}
