import type { OutcomeKind } from '#domain/outcome-kinds.ts';
import { readDate } from '../../../../verify-api/spreadsheet/read-date.ts';
import { fieldsOfKind, type OutcomeRow, type RowField } from './report-form.ts';

export interface PastedRows {
  rows: OutcomeRow[];
  /** Headings that are none of the kind's. */
  unknown: string[];
}

/** So many headings of one line must be known for it to be a header. */
const FEWEST_KNOWN = 2;

/**
 * Rows copied out of a spreadsheet (cells parted by tabs, as Excel, WPS and browsers copy them). With
 * a header its columns may stand in any order; without one they are the boxes of the kind in theirs.
 * @param labelOf what the form calls a field
 */
export function rowsOfPaste(
  text: string,
  kind: OutcomeKind,
  labelOf: (kind: OutcomeKind, field: RowField) => string,
): PastedRows {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const fields = fieldsOfKind(kind);
  const [first = []] = lines;
  const headings = first.map((cell) =>
    fields.find((field) => isCalled(cell, labelOf(kind, field))),
  );
  const hasHeader = headings.filter((field) => field !== undefined).length >= FEWEST_KNOWN;
  const columns = hasHeader ? headings : fields;
  return {
    rows: lines
      .slice(hasHeader ? 1 : 0)
      .map((cells) => ({ kind, fields: fieldsOf(cells, columns) })),
    unknown: hasHeader ? first.filter((cell, at) => cell !== '' && !headings[at]) : [],
  };
}

function isCalled(cell: string, label: string): boolean {
  return cell.replace(/（可不填）$/, '') === label;
}

function fieldsOf(cells: readonly string[], columns: readonly (RowField | undefined)[]) {
  const filled = cells.flatMap((cell, at) => {
    const field = columns[at];
    if (field === undefined || cell === '') return [];
    return [[field, field === 'obtainedOn' ? readDate(cell).text : cell] as const];
  });
  return Object.fromEntries(filled) as OutcomeRow['fields'];
}
