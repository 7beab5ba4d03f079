import { readFile } from 'node:fs/promises';
import type { CatalogPlan, CatalogRowChange } from '#domain/content-answers.ts';
import type { ListedAddresses } from '../check/check-links.ts';
import { planImport } from '../import/plan-import.ts';
import type { RowChange } from '../import/row-changes.ts';
import { BYTE_ORDER_MARK } from '../import/table-text.ts';
import { cellKind } from '../schemas/cell-kinds.ts';
import type { Table } from '../schemas/table.ts';
import { tables } from '../schemas/tables.ts';
import { catalogNamed } from './catalog-workbook.ts';

/** How many changed rows a plan shows one by one. */
const MOST_ROWS = 500;

export interface CatalogUpload {
  directory: string;
  catalog: string;
  /** Where the uploaded file lies, and what its owner calls it. */
  path: string;
  fileName: string;
  /** `YYYY-MM-DD`, China. */
  today: string;
  source: string | null;
  retireMissing: boolean;
}

/**
 * What an uploaded file would change, and the catalog's file after it.
 * @throws OperatorError when the file or its header cannot be read at all
 */
export async function planCatalog(
  { directory, catalog, path, fileName, today, source, retireMissing }: CatalogUpload,
  listed?: ListedAddresses,
): Promise<{ plan: CatalogPlan; text: string; faults: string[] }> {
  const name = catalogNamed(catalog);
  const bytes = await readFile(path);
  const made = await planImport({
    directory,
    name,
    fileName,
    bytes,
    today,
    retireMissing,
    listed,
    ...(source !== null && { source }),
  });
  const count = (...kinds: RowChange['kind'][]) =>
    made.changes.filter(({ kind }) => kinds.includes(kind)).length;
  const plan: CatalogPlan = {
    catalog,
    title: tables[name].title,
    fileName,
    added: count('added'),
    changed: count('changed', 'retired'),
    removed: count('removed'),
    unchanged: made.unchanged,
    rows: made.changes.slice(0, MOST_ROWS).map((change) => shownRow(change, tables[name])),
    notices: [
      ...made.reading,
      ...made.rewritten,
      ...made.notices,
      ...made.incomplete.map((line) => `导入后还要补：${line}`),
      ...(made.older > 0 ? [`内容里原有 ${made.older} 处问题，与这次导入无关。`] : []),
    ],
  };
  const text = BYTE_ORDER_MARK + made.text;
  return { plan, text, faults: [...made.faults, ...made.consequences] };
}

function shownRow({ kind, label, fields }: RowChange, table: Table): CatalogRowChange {
  return {
    kind: kind === 'retired' ? 'changed' : kind,
    name: label,
    cells: fields.map(({ column, from, to }) => ({
      column: table.columns[column]?.title ?? column,
      before: shownCell(from, column, table),
      after: shownCell(to, column, table),
    })),
  };
}

function shownCell(text: string, column: string, table: Table): string {
  const schema = table.columns[column]?.schema;
  const kind = schema === undefined ? undefined : cellKind(schema);
  return kind?.kind === 'choice' ? (kind.names[text] ?? text) : text;
}
