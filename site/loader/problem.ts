/** What kind of fault it is, in the order in which an editor should mend them. */
export const PROBLEM_RANKS = [
  'missing-file',
  'unreadable',
  'header',
  'cell',
  'duplicate',
  'reference',
  'meaning',
  'link',
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
  /** Chinese: what is wrong and what to do. */
  message: string;
}

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

/** `content/catalogs/courses.csv:12:credits 「三」应是数字…` */
export function formatProblem(problem: Problem, directory: string): string {
  const place = [`${directory}/${problem.file}`, problem.row, problem.column].filter(
    (part) => part !== undefined,
  );
  return `${place.join(':')} ${problem.message}`;
}
