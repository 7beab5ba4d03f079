import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { type ImportRequest, planImport } from '../../site/loader/import/plan-import.ts';
import { BYTE_ORDER_MARK } from '../../site/loader/import/table-text.ts';
import type { TableName } from '../../site/loader/schemas/tables.ts';
import type { Change } from './fault-cases.ts';
import { minimalContent, removeContent, writeContent } from './minimal-content.ts';

/** The day of all imports in tests. */
export const TODAY = '2026-06-01';

export type Options = Partial<Pick<ImportRequest, 'source' | 'sheet' | 'retireMissing' | 'today'>>;

/** A content directory to import into; removed by `remove`. */
export function importInto(change: Change = () => {}) {
  const draft = minimalContent();
  change(draft);
  const directory = writeContent(draft);
  const path = (name: TableName) => join(directory, 'catalogs', `${name}.csv`);
  const plan = (name: TableName, file: string | Buffer, options: Options = {}) =>
    planImport({
      directory,
      name,
      fileName: '表.csv',
      bytes: Buffer.from(file as string),
      today: TODAY,
      ...options,
    });
  return {
    directory,
    plan,
    /** Plans and, when nothing is wrong, writes as the command does. */
    run: async (name: TableName, file: string | Buffer, options: Options = {}) => {
      const made = await plan(name, file, options);
      if (made.faultCount > 0 || made.changes.length === 0) return made;
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), BYTE_ORDER_MARK + made.text);
      return made;
    },
    text: (name: TableName) => readFileSync(path(name), 'utf8'),
    remove: () => removeContent(directory),
  };
}

/** A workbook of text cells, as an editor would make it. */
export function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  return writeXlsxFile(
    rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
  ).toBuffer();
}
