/** What kind of fault it is, in the order in which an editor should mend them. */
export const PROBLEM_RANKS = [
  'missing-file',
  'unreadable',
  'header',
  'cell',
  'duplicate',
  'reference',
  /** The row is right, but what belongs to it is still to be written in another file. */
  'incomplete',
  'meaning',
  'link',
  /** Worth a look, but nothing that keeps the content from being published. */
  'reminder',
] as const;
export type ProblemRank = (typeof PROBLEM_RANKS)[number];

/** One fault of the content, told to an editor. */
export interface Problem {
  rank: ProblemRank;
  /** Relative to the content directory, e.g. `catalogs/courses.csv`. */
  file: string;
  /** Row number as Excel shows it (the header is 1), or line number of a Markdown file. */
  row?: number | undefined;
  /** Column name of the header, or front matter field. */
  column?: string | undefined;
  /** What people call the column or field: `「状态」列`. */
  where?: string | undefined;
  /** Chinese: what is wrong and what to do. */
  message: string;
}

/** More faults of one kind in one file than this are told in one line. */
export const FOLD_ABOVE = 20;

/** Most useful first: what hides other faults, then file by file from the top. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const rank = (problem: Problem) => PROBLEM_RANKS.indexOf(problem.rank);
  return [...problems].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.file.localeCompare(b.file, 'en') ||
      (a.row ?? 0) - (b.row ?? 0) ||
      (a.column ?? '').localeCompare(b.column ?? '', 'en'),
  );
}

/**
 * One line, its start for machines, the rest for people:
 * `content/catalogs/courses.csv:12:credits 第 12 行「银行学分」列：「三」应是数字…`
 */
export function formatProblem(problem: Problem, directory: string): string {
  const place = [`${directory}/${problem.file}`, problem.row, problem.column]
    .filter((part) => part !== undefined)
    .join(':');
  const row = problem.row === undefined ? '' : `第 ${problem.row} 行`;
  const spot = `${row}${problem.where ?? ''}`;
  const mark = problem.rank === 'reminder' ? '提醒：' : '';
  return `${place} ${mark}${spot ? `${spot}：` : ''}${problem.message}`;
}

/** The lines an editor reads; many faults of one kind in one file become one line with a count. */
export function formatProblems(problems: readonly Problem[], directory: string): string[] {
  return foldProblems(problems, (problem) => formatProblem(problem, directory), 8);
}

/** Problems that are told alike, together: of one kind in one file. */
export function groupAlike(problems: readonly Problem[]): Problem[][] {
  return [...Map.groupBy(problems, kindOf).values()];
}

/** @param stretches how many stretches of rows are named where faults are told in one line */
export function foldProblems(
  problems: readonly Problem[],
  format: (problem: Problem) => string,
  stretches: number,
): string[] {
  return groupAlike(problems).flatMap((group) => {
    const [first] = group;
    const lines = group.map(format);
    if (!first || group.length <= FOLD_ABOVE) return lines;
    const rows = group.flatMap(({ row }) => row ?? []);
    return `${lines[0]}（同样的问题共 ${group.length} 处${rows.length > 0 ? `，在${rangesOf(rows, stretches)}` : ''}；这里只写出第一处）`;
  });
}

/** Faults are of one kind when only what they quote and count differs. */
function kindOf({ rank, file, column, message }: Problem): string {
  const words = message.replace(/「[^」]*」/g, '「」').replace(/\d+(\.\d+)?/g, '0');
  return [rank, file, column, words].join('\n');
}

/** `第 2–40、43 行`, cut after so many stretches. */
export function rangesOf(rows: readonly number[], stretches: number): string {
  const ranges: [from: number, to: number][] = [];
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  const shown = ranges
    .slice(0, stretches)
    .map(([from, to]) => (from === to ? from : `${from}–${to}`));
  return `第 ${shown.join('、')} 行${ranges.length > shown.length ? '等' : ''}`;
}
