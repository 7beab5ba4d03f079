import { foldProblems, type Problem } from '../problem.ts';
import type { Table } from '../schemas/table.ts';
import { tables } from '../schemas/tables.ts';
import { lackingColumns, type MergeRequest } from './merge-rows.ts';

/** How many stretches of rows a line names that tells many faults of one kind. */
const STRETCHES = 200;

/** A cell told wrong on reading is not told again by the schema, nor is a column the sheet lacks. */
export function withoutRepeats(
  faults: readonly Problem[],
  own: readonly Problem[],
  request: MergeRequest,
): Problem[] {
  const told = new Set(own.map(({ row, column }) => `${row} ${column}`));
  const lacking = new Set(lackingColumns(request));
  return faults.filter(
    ({ file, row, column = '' }) =>
      !told.has(`${row} ${column}`) && !(file === request.fileName && lacking.has(column)),
  );
}

/** The header first, then the imported file from top to bottom, then other files. */
export function sortFaults(faults: readonly Problem[], fileName: string, table: Table): Problem[] {
  const columns = Object.keys(table.columns);
  const order = ({ rank, file, row = 0, column = '' }: Problem) => [
    rank === 'header' ? 0 : file === fileName ? 1 : 2,
    row,
    columns.indexOf(column),
  ];
  return faults
    .map((fault) => ({ fault, order: order(fault) }))
    .sort((a, b) => a.order.reduce((sum, value, i) => sum || value - (b.order[i] ?? 0), 0))
    .map(({ fault }) => fault);
}

/** A line a fault; many of one kind are one line. */
export function faultLines(faults: readonly Problem[], fileName: string): string[] {
  return foldProblems(faults, (fault) => faultLine(fault, fileName), STRETCHES);
}

function faultLine({ file, row, where, message }: Problem, fileName: string): string {
  const table = Object.values(tables).find(({ name }) => file === `catalogs/${name}.csv`);
  const elsewhere = table ? `${table.title}（${file}）` : file;
  const place = `${file === fileName ? '' : elsewhere}${row === undefined ? '' : `第 ${row} 行`}${where ?? ''}`;
  return place ? `${place}：${message}` : message;
}
