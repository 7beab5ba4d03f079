import type { ListedAddresses } from '../check/check-links.ts';
import { checkContent } from '../check-content.ts';
import type { Problem } from '../problem.ts';
import { type TableName, tables } from '../schemas/tables.ts';
import { keyOf } from './match-rows.ts';
import type { MergedRow, MergeRequest } from './merge-rows.ts';
import { rowFault } from './row-fault.ts';

export interface MergedCheck {
  /** What the import would break, told by the rows of the imported file where it can be. */
  faults: Problem[];
  /** What is still to be written in other files before the content can be published. */
  incomplete: Problem[];
  /** How many problems the content had before and keeps. */
  older: number;
}

/**
 * Checks the whole content with the merged table in place of the present one. Only problems that
 * were not there before count; they are told apart by row key, because row numbers shift.
 * @param text the catalog file as it would be written, without byte order mark
 */
export function checkMerged(
  request: MergeRequest & {
    directory: string;
    name: TableName;
    listed?: ListedAddresses | undefined;
  },
  rows: readonly MergedRow[],
  text: string,
): MergedCheck {
  const { directory, name, today, present, listed } = request;
  if (text === present.text) return { faults: [], incomplete: [], older: 0 };
  const after = checkContent(directory, today, { [name]: text }, listed).problems;
  if (after.length === 0) return { faults: [], incomplete: [], older: 0 };
  const file = `catalogs/${name}.csv`;
  const table = tables[name];
  const keyBefore = new Map(present.rows.map(({ line, cells }) => [line, keyOf(table, cells)]));
  const before = Map.groupBy(checkContent(directory, today, {}, listed).problems, (problem) =>
    identity(problem, problem.file === file ? keyBefore.get(problem.row ?? 0) : undefined),
  );
  const removes = rows.filter((row) => row.present).length < present.rows.length;
  const check: MergedCheck = { faults: [], incomplete: [], older: 0 };
  for (const problem of after) {
    // The header is row 1 of the text.
    const row = problem.file === file ? rows[(problem.row ?? 0) - 2] : undefined;
    if (before.get(identity(problem, row?.key))?.pop()) check.older += 1;
    else if (problem.rank === 'incomplete' && !removes) {
      check.incomplete.push(located(problem, row, request));
    } else check.faults.push(located(problem, row, request));
  }
  return check;
}

function identity({ rank, file, row, column, message }: Problem, key: string | undefined): string {
  const place = key === undefined ? row : key;
  return [rank, file, place, column, message.replace(/第 \d+ 行/g, '第 行')].join('\n');
}

/** The problem where the editor can mend it: in the imported file, or in the content as it is. */
function located(
  problem: Problem,
  row: MergedRow | undefined,
  request: MergeRequest & { name: TableName },
): Problem {
  if (row?.sheetRow === undefined) return { ...problem, row: row?.present?.line ?? problem.row };
  const column = problem.column ?? request.table.key[0] ?? '';
  return {
    ...rowFault(request, row.sheetRow, column, problem.message),
    rank: problem.rank,
  };
}
