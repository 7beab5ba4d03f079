import { csvField } from '#domain/csv-field.ts';
import { type Cell, cellParts } from '../../../ui/cells.ts';

const BYTE_ORDER_MARK = '\u{feff}';

/**
 * A list as CSV (RFC 4180, UTF-8 with a byte order mark): its columns and rows as shown. States and
 * the mark 示例, which stand beside values, come in columns of their own where there are any.
 * @param labels of the columns
 */
export function listCsv(labels: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((cells) => ({
    cells: cells.map(cellText),
    states: cells.flatMap(stateOf).join('、'),
    invented: labels
      .filter((_, index) => cellParts(cells[index]).some(({ sample }) => sample))
      .join('、'),
  }));
  const stated = lines.some(({ states }) => states !== '');
  const marked = lines.some(({ invented }) => invented !== '');
  const table = [
    [...labels, ...(stated ? ['状态'] : []), ...(marked ? ['示例（演示数据的列）'] : [])],
    ...lines.map(({ cells, states, invented }) => [
      ...cells,
      ...(stated ? [states] : []),
      ...(marked ? [invented] : []),
    ]),
  ];
  const text = table.map((line) => line.map(csvField).join(',')).join('\r\n');
  return `${BYTE_ORDER_MARK}${text}\r\n`;
}

/** What a cell says, without states and marks: `公司概论；会计（另持有「甲」可再得 3 学分）` */
export function cellText(cell: Cell): string {
  return cellParts(cell)
    .filter(({ badge }) => !badge)
    .map(({ text, note }) => (note ? `${text}（${note}）` : String(text)))
    .join('；');
}

function stateOf(cell: Cell): string[] {
  return cellParts(cell).flatMap(({ badge, text }) => (badge ? [String(text)] : []));
}

/** `标准课程：本科` → `标准课程：本科.csv`, without what file systems refuse. */
export function csvFileName(title: string): string {
  return `${title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80)}.csv`;
}
