import { rangesOf } from '../problem.ts';
import { splitList } from '../schemas/cells.ts';
import type { Merged, MergedRow, MergeRequest } from './merge-rows.ts';
import type { RowChange } from './row-changes.ts';

/** How many stretches of rows a notice names. */
const STRETCHES = 8;

/** What is not wrong but easily not meant. */
export function noticesOf(request: MergeRequest, { rows }: Merged, changes: RowChange[]): string[] {
  const changed = new Map(changes.map((change) => [change.row, change]));
  const named = rows.filter((row) => row.sheetRow !== undefined);
  return [
    ...staleDates(request, named, changed),
    ...staleSamples(named, changed),
    ...stillRetired(request, named),
    ...questionMarks(request, changes),
  ];
}

function staleDates(
  { header }: MergeRequest,
  named: readonly MergedRow[],
  changed: ReadonlyMap<number | undefined, RowChange>,
): string[] {
  if (!header.columns.some(({ name }) => name === 'updatedAt')) return [];
  const stale = named.filter(({ present, cells, sheetRow }) => {
    const change = changed.get(sheetRow);
    return (
      present && change?.kind === 'changed' && present.cells['updatedAt'] === cells['updatedAt']
    );
  });
  return about(
    stale,
    '内容改了，更新日期还是表里原来的日期；要自动写成今天，请清空或删去「更新日期」列',
  );
}

function staleSamples(
  named: readonly MergedRow[],
  changed: ReadonlyMap<number | undefined, RowChange>,
): string[] {
  const stale = named.filter(({ cells, present, sheetRow }) => {
    const samples = splitList(cells['sampleFields']);
    const fields = changed.get(sheetRow)?.fields ?? [];
    return present && fields.some(({ column }) => samples.includes(column));
  });
  return about(
    stale,
    '改了标着「示例」的内容，网站上仍会标「示例」；已是真实内容的，请从「示例字段」里去掉那一列',
  );
}

/** Naming a retired entry does not bring it back. */
function stillRetired({ header }: MergeRequest, named: readonly MergedRow[]): string[] {
  if (header.columns.some(({ name }) => name === 'status')) return [];
  const retired = named.filter(({ present }) => present?.cells['status'] === 'retired');
  return about(retired, '在目录里是停用状态，导入不会恢复；要恢复，请加「状态」列，填「现行」');
}

/** Excel's plain CSV puts a question mark for what GBK lacks, and says nothing. */
function questionMarks({ sheet }: MergeRequest, changes: readonly RowChange[]): string[] {
  if (!sheet.lossy) return [];
  const doubtful = changes.filter(({ fields }) =>
    fields.some(({ to }) => to.includes('?') && !/^https?:/.test(to)),
  );
  return about(
    doubtful.map(({ row }) => ({ sheetRow: row })),
    '有问号「?」，可能是存成 GBK 时丢掉的字，请核对；另存为「CSV UTF-8」或 .xlsx 就不会丢字',
  );
}

function about(rows: readonly { sheetRow?: number | undefined }[], what: string): string[] {
  const numbers = rows.flatMap(({ sheetRow }) => sheetRow ?? []);
  if (numbers.length === 0) return [];
  return [`${rangesOf(numbers, STRETCHES)}${what}。`];
}
