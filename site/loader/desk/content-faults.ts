import type { ContentFault } from '#domain/content-answers.ts';
import type { Checked } from '#domain/content-desk.ts';
import type { ListedAddresses } from '../check/check-links.ts';
import { type ContentReport, checkContent } from '../check-content.ts';
import { FOLD_ABOVE, groupAlike, type Problem, rangesOf } from '../problem.ts';
import { fieldName, PROSE_KINDS } from '../schemas/prose.ts';

/** How many stretches of rows a fault names that stands for many. */
const STRETCHES = 8;

/** Checks a whole content directory, for the page of an editor, who sees fields and not files. */
export function checkDirectory(
  { directory, today }: { directory: string; today: string },
  listed?: ListedAddresses,
): Checked {
  const report = checkContent(directory, today, {}, listed);
  return {
    faults: contentFaults(report.problems, report.bodyLines),
    reminders: contentFaults(report.reminders, report.bodyLines),
  };
}

/** Faults as the editor's page shows them; many of one kind in one file are told once. */
export function contentFaults(
  problems: readonly Problem[],
  bodyLines: ContentReport['bodyLines'],
): ContentFault[] {
  return groupAlike(problems).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const faults = group.map((problem) => contentFault(problem, bodyLines));
    const rows = group.flatMap(({ row }) => row ?? []);
    const [fault] = faults;
    if (group.length <= FOLD_ABOVE || !fault) return faults;
    const where = rows.length > 0 ? `，在${rangesOf(rows, STRETCHES)}` : '';
    return { ...fault, message: `${fault.message}（同样的问题共 ${group.length} 处${where}）` };
  });
}

function contentFault(problem: Problem, bodyLines: ContentReport['bodyLines']): ContentFault {
  const { file, row, column, where, message } = problem;
  if (!PROSE_KINDS.some((kind) => file.startsWith(`${kind}/`))) {
    const line = row === undefined ? '' : `第 ${row} 行`;
    const place = `${line}${where ?? ''}`;
    return {
      file,
      ...(column !== undefined && { field: column }),
      message: place ? `${place}：${message}` : message,
    };
  }
  if (column !== undefined) {
    return { file, field: column, message: `${fieldName(column)}：${message}` };
  }
  const bodyLine = bodyLines.get(file);
  if (row === undefined || bodyLine === undefined || row < bodyLine) return { file, message };
  return { file, field: 'body', message: `正文第 ${row - bodyLine + 1} 行：${message}` };
}
