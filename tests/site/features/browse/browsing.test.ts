/** What the browser makes of a list's file, held against the pages as built. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  browserCsv,
  browserFacets,
  browserView,
} from '../../../../site/features/catalogs/browse/browser-view.ts';
import type { CatalogTable } from '../../../../site/features/catalogs/browse/catalog-table.ts';
import { buildTable } from '../../../../site/features/catalogs/browse/catalog-table.ts';
import { drawList } from '../../../../site/features/catalogs/browse/draw-list.ts';
import type { ListData, ListState } from '../../../../site/features/catalogs/browse/list-data.ts';
import {
  EVERYTHING,
  formatState,
  parseState,
  toggleValue,
} from '../../../../site/features/catalogs/browse/list-state.ts';
import { searchTexts, selectRows } from '../../../../site/features/catalogs/browse/select-rows.ts';
import {
  csvOf,
  pageGroups,
  pagesOf,
  stateOf,
  staticView,
} from '../../../../site/features/catalogs/browse/static-views.ts';
import { catalogLists } from '../../../../site/features/catalogs/lists/catalog-lists.ts';
import { PAGED_CATALOGS } from '../../../../site/loader/routes.ts';
import { propertyRuns } from '../../../support/property-runs.ts';
import { bank } from '../../pages/built-site.ts';
import { textOf } from '../../pages/read-html.ts';
import { dataOf, type Listed, listed, someRows, TODAY, tableOf } from './listed-rows.ts';

const SITE = 'https://bank.example';

function select(data: ListData, state: ListState) {
  return selectRows(data, searchTexts(data), state);
}

/** Every static page of the table shows what the browser shows at the same choice. */
function expectSamePages(table: CatalogTable): void {
  const data = dataOf(table);
  const texts = searchTexts(data);
  for (const group of pageGroups(table)) {
    const whole = selectRows(data, texts, parseState(stateOf(group, 1), data));
    expect(browserCsv(data, whole)).toBe(csvOf(table, group));
    for (let page = 1; page <= pagesOf(group); page++) {
      const state = parseState(stateOf(group, page), data);
      const browser = browserView({ data, base: '/x/' }, state, whole, SITE);
      const built = staticView(table, group, page, SITE);
      expect(browser.rows.map(({ text }) => text)).toEqual(built.rows.map(({ text }) => text));
      expect(browser).toMatchObject({ title: built.title, total: built.total, pages: built.pages });
      if (page > 1) continue;
      expect(textOf(drawList({ ...browser, orders: [], printed: '' }).text)).toBe(
        textOf(drawList({ ...built, orders: [], printed: '' }).text),
      );
    }
  }
}

test('the browser shows the rows of each page as built, in the same order', () => {
  fc.assert(
    fc.property(someRows, (rows) => expectSamePages(tableOf(rows))),
    propertyRuns(20),
  );
});

describe.each(PAGED_CATALOGS)('the list of %s', (name) => {
  const table = buildTable(name, catalogLists[name], bank, TODAY);

  test('is the same in the browser and as built', () => {
    expectSamePages(table);
  }, 60_000);
});

/** A choice of values, a text and an order, some of it meaningless. */
const someState = fc.record({
  chosen: fc.record(
    {
      level: fc.uniqueArray(fc.constantFrom('本科', '专科', '中职', '没有'), { minLength: 1 }),
      topic: fc.uniqueArray(fc.constantFrom('计算机', '语言', '管理', '护理'), { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
  text: fc.constantFrom('', '会计', '密码', 'ｃ语言', '网络 10', 'A01', '10 网络', '没有'),
  sort: fc.constantFrom('', 'name', '-name', 'credits', '-credits', 'nothing'),
  page: fc.integer({ min: 1, max: 4 }),
});

function matches(row: Listed, { chosen, text }: ListState): boolean {
  const said = `${row.name} ${row.code} ${row.aliases}`.toLowerCase();
  const words = text.normalize('NFKC').toLowerCase().split(' ');
  return (
    (chosen['level']?.includes(row.level) ?? true) &&
    (chosen['topic']?.some((topic) => row.topics.includes(topic)) ?? true) &&
    words.every((word) => said.includes(word))
  );
}

test('rows have a value of each facet, and each count is what one would find', () => {
  fc.assert(
    fc.property(someRows, someState, (rows, wanted) => {
      const data = dataOf(tableOf(rows));
      const state = parseState(formatState(wanted as ListState), data);
      const selection = select(data, state);
      const found = selection.rows.map((row) => data.rows[row]?.[0]?.[1]);
      const codes = found.map((cell) => (cell as { text: string }).text);
      expect(codes.toSorted()).toEqual(
        rows.filter((row) => matches(row, state)).map(({ code }) => code),
      );
      data.facets.forEach(({ name, values }, facet) => {
        values.forEach(([key], value) => {
          const alone = { ...state, chosen: { ...state.chosen, [name]: [key] } };
          expect(selection.counts[facet]?.[value]).toBe(
            rows.filter((row) => matches(row, alone)).length,
          );
        });
      });
    }),
    propertyRuns(60),
  );
});

test('an order and its reverse hold the same rows, those not in force last', () => {
  fc.assert(
    fc.property(someRows, fc.constantFrom('name', 'credits'), (rows, sort) => {
      const data = dataOf(tableOf(rows));
      const one = select(data, { ...EVERYTHING, sort }).rows;
      const other = select(data, { ...EVERYTHING, sort: `-${sort}` }).rows;
      const cut = data.inForce;
      expect(other.slice(0, cut)).toEqual(one.slice(0, cut).toReversed());
      expect(other.slice(cut)).toEqual(one.slice(cut).toReversed());
      expect(one.slice(0, cut).every((row) => row < cut)).toBe(true);
    }),
    propertyRuns(20),
  );
});

test('an address says a state, and what the list does not know is ignored', () => {
  fc.assert(
    fc.property(someRows, someState, (rows, wanted) => {
      const data = dataOf(tableOf(rows));
      const state = parseState(formatState(wanted as ListState), data);
      expect(parseState(formatState(state), data)).toEqual(state);
      expect(state.chosen['level'] ?? []).not.toContain('没有');
      expect(state.sort).not.toBe('nothing');
    }),
    propertyRuns(60),
  );
  const data = dataOf(tableOf([]));
  expect(parseState('?page=-1&sort=--credits&level=x&utm=1', data)).toEqual(EVERYTHING);
  expect(formatState(EVERYTHING)).toBe('');
});

describe('with nothing found', () => {
  const rows = Array.from({ length: 40 }, (_, index) =>
    listed(`A${index}`, {
      level: index < 30 ? '本科' : '专科',
      topics: index < 30 ? ['语言'] : ['护理'],
    }),
  );
  const data = dataOf(tableOf(rows));
  const view = (query: string) => {
    const state = parseState(query, data);
    return browserView({ data, base: '/x/' }, state, select(data, state), SITE);
  };

  test('each condition that bars the others can be left out, with what one would find then', () => {
    const { total, waysOut } = view('level=本科&topic=护理');
    expect(total).toBe(0);
    expect(waysOut.map(({ label, count }) => [label, count])).toEqual([
      ['层次', 10],
      ['主题', 30],
    ]);
    for (const { href, count } of waysOut) {
      expect(view(href.slice(href.indexOf('?'))).total).toBe(count);
    }
  });

  test('a way out that leads nowhere is not offered', () => {
    const { waysOut } = view('level=本科&topic=护理&q=没有');
    expect(waysOut).toEqual([]);
    expect(view('level=专科&q=没有').waysOut.map(({ label }) => label)).toEqual(['“没有”']);
  });
});

test('each link of a facet leads to the state in which it is ticked or no more', () => {
  fc.assert(
    fc.property(someRows, someState, (rows, wanted) => {
      const data = dataOf(tableOf(rows));
      const state = parseState(formatState(wanted as ListState), data);
      for (const { name, values } of browserFacets(
        { data, base: '/x/' },
        state,
        select(data, state),
      )) {
        for (const { key, href, current } of values) {
          const value = key.slice(name.length + 1);
          const next = parseState(new URL(href, SITE).search, data);
          expect(next.chosen[name]?.includes(value) ?? false).toBe(!current);
          expect(next).toEqual(parseState(formatState(toggleValue(state, name, value)), data));
        }
      }
    }),
    propertyRuns(30),
  );
});
