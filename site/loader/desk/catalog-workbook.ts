import { writeFile } from 'node:fs/promises';
import writeExcelFile from 'write-excel-file/node';
import type { CatalogSummary } from '#domain/content-answers.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { readPresentTable } from '../import/present-table.ts';
import type { Columns } from '../schemas/table.ts';
import { TABLE_NAMES, type TableName, tables } from '../schemas/tables.ts';

const HEADING = { fontWeight: 'bold', backgroundColor: '#e4ecee' } as const;
/** Excel's own limit on the text of a cell. */
const LONGEST_CELL = 32_767;

/** Every catalog with how many rows it has now. */
export function listCatalogs(directory: string): CatalogSummary[] {
  return TABLE_NAMES.map((name) => ({
    name,
    title: tables[name].title,
    rows: rowsIn(directory, name),
  }));
}

/** A catalog that cannot be read has no rows to show; its own faults say why. */
function rowsIn(directory: string, name: TableName): number {
  try {
    return readPresentTable(directory, name).rows.length;
  } catch (error) {
    if (error instanceof OperatorError) return 0;
    throw error;
  }
}

/** @throws OperatorError for a name that is none */
export function catalogNamed(name: string): TableName {
  const known = TABLE_NAMES.find((one) => one === name);
  if (known === undefined) throw new OperatorError(`没有名为「${name}」的目录。`);
  return known;
}

/**
 * Writes a catalog as a workbook: Chinese titles, then the rows as the file has them. Every cell is text,
 * so that Excel keeps the zeros of codes; imported again, it changes nothing.
 */
export async function writeCatalog(
  directory: string,
  catalog: string,
  target: string,
): Promise<void> {
  const name = catalogNamed(catalog);
  const columns: Columns = tables[name].columns;
  const { header, rows } = readPresentTable(directory, name);
  const text = { type: String, format: '@' } as const;
  const sheet = [
    header.map((column) => ({ value: columns[column]?.title ?? column, type: String, ...HEADING })),
    ...rows.map(({ cells }) =>
      header.map((column) => ({ value: (cells[column] ?? '').slice(0, LONGEST_CELL), ...text })),
    ),
  ];
  const widths = header.map((column) => ({
    width: Math.max(12, 2 * (columns[column]?.title.length ?? 6) + 4),
  }));
  const bytes = await writeExcelFile([
    { data: sheet, sheet: tables[name].title, columns: widths, stickyRowsCount: 1 },
  ]).toBuffer();
  await writeFile(target, bytes);
}
