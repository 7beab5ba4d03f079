import { csvField } from '#domain/csv-field.ts';
import type { Fault, ProblemBody } from '#domain/problem.ts';

const MOST_SHOWN = 40;

export interface CellFaults {
  /** What belongs to the form's own fields. */
  problem: ProblemBody;
  shown: readonly Fault[];
  /** How many more there are. */
  more: number;
  /** All of them as a CSV file in a link. */
  file: string;
}

/** Parts the faults of an uploaded list, which name cells, from those of the form's fields. */
export function splitFaults(problem: ProblemBody): CellFaults {
  const faults = problem.faults ?? [];
  const isField = ({ path }: Fault) => path.startsWith('$');
  const cells = faults.filter((fault) => !isField(fault));
  const lines = cells.map(({ path, message }) => [path, message].map(csvField).join(','));
  const text = `\ufeff${['单元格,要改什么', ...lines].join('\r\n')}\r\n`;
  return {
    problem: { ...problem, faults: faults.filter(isField) },
    shown: cells.slice(0, MOST_SHOWN),
    more: Math.max(0, cells.length - MOST_SHOWN),
    file: `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`,
  };
}
