import fc from 'fast-check';
import {
  buildTable,
  type CatalogTable,
} from '../../../../site/features/catalogs/browse/catalog-table.ts';
import type { ListData } from '../../../../site/features/catalogs/browse/list-data.ts';
import { listData } from '../../../../site/features/catalogs/browse/write-list-data.ts';
import {
  byCode,
  type CatalogList,
  mostFirst,
  nameSort,
  wordFacet,
} from '../../../../site/features/catalogs/lists/catalog-list.ts';
import type { Catalogs } from '../../../../site/loader/build-catalogs.ts';
import type { Entity } from '../../../../site/loader/schemas/entity-columns.ts';

export const TODAY = '2026-11-22';

/** An entry with what facets and orders are made of, some of it missing. */
export interface Listed extends Entity {
  level: string;
  topics: string[];
  credits?: number | undefined;
}

export function listed(code: string, fields: Partial<Listed> = {}): Listed {
  return {
    code,
    name: `条目${code}`,
    aliases: [],
    formerNames: [],
    status: 'current',
    source: '测试',
    sampleFields: [],
    updatedAt: '2026-01-31',
    level: '本科',
    topics: [],
    ...fields,
  };
}

const list: CatalogList<Listed> = {
  lead: '',
  rowsOf: () => [],
  compare: byCode,
  order: '代码',
  columns: [
    {
      label: '名称',
      primary: true,
      cell: ({ name, code }) => ({ text: name, href: `/${code}/` }),
      sort: nameSort,
    },
    {
      label: '代码',
      kind: 'code',
      cell: ({ code }) => ({ text: code, code: true }),
      sort: 'usual',
    },
    {
      label: '学分',
      kind: 'number',
      cell: ({ credits, sampleFields }) => ({
        text: credits ?? '',
        sample: sampleFields.includes('credits'),
      }),
      sort: mostFirst('credits', '学分', ({ credits }) => credits),
    },
  ],
  sorts: [],
  facets: [
    wordFacet('level', '层次', ({ level }) => level, ['专科', '本科']),
    {
      name: 'topic',
      label: '主题',
      valuesOf: ({ topics }) => topics.map((topic) => ({ key: topic, label: topic })),
    },
  ],
};

/** The rows as the catalog of courses would list them. */
export function tableOf(rows: readonly Listed[]): CatalogTable {
  const whole = { ...list, rowsOf: () => rows } as unknown as CatalogList<Entity>;
  return buildTable('courses', whole, {} as Catalogs, TODAY);
}

/** The file of a table, as a browser reads it. */
export function dataOf(table: CatalogTable): ListData {
  return JSON.parse(JSON.stringify(listData(table)));
}

/** Enough rows to be narrowed, a few values each, some not in force. */
export const someRows: fc.Arbitrary<Listed[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('会计', '电工', '茶艺师', 'C语言', '英语（一）', '网络 2', '网络 10'),
      level: fc.constantFrom('本科', '专科', '中职'),
      topics: fc.uniqueArray(fc.constantFrom('计算机', '语言', '管理', '护理'), { maxLength: 3 }),
      credits: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
      status: fc.constantFrom('current', 'current', 'current', 'retired') as fc.Arbitrary<
        Listed['status']
      >,
      aliases: fc.array(fc.constantFrom('密码', '二工大'), { maxLength: 1 }),
      sampleFields: fc.constantFrom<string[][]>([], ['credits']),
    }),
    { minLength: 21, maxLength: 130 },
  )
  .map((rows) => rows.map((row, index) => listed(`A${String(index).padStart(3, '0')}`, row)));
