import { relative } from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import { formatProblem, type Problem, sortProblems } from './problem.ts';

/** Keeps a site from being built of content that cannot be read. Throws when there is any fault. */
export function stopOnProblems(problems: readonly Problem[], directory: string): void {
  if (problems.length === 0) return;
  const shown = relative('.', directory) || directory;
  const lines = sortProblems(problems).map((problem) => formatProblem(problem, shown));
  throw new OperatorError(['内容有误，无法生成网站：', ...lines]);
}
