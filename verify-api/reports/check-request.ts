import { chinaDate } from '#domain/china-date.ts';
import { bankFaults } from '#domain/credential.ts';
import { jsonPath } from '#domain/faults.ts';
import { parseReportRequest } from '#domain/parse-report-request.ts';
import { type Fault, Problem } from '#domain/problem.ts';
import { dateFaults, type ReportRequest } from '#domain/report-request.ts';
import type { ReportDependencies } from './report-dependencies.ts';

/** Reads a request to issue, by its form alone; throws a Problem that names every fault. */
export function readRequest(body: unknown): ReportRequest {
  const parsed = parseReportRequest(body);
  if (!parsed.ok) throw invalid(parsed.faults);
  return parsed.request;
}

/**
 * Throws a Problem unless a report can be made of `request` now. The answer changes with the day,
 * with bank.yaml and with the fonts: a request whose report is made already is not asked.
 */
export function requireIssuable(deps: ReportDependencies, request: ReportRequest): void {
  const untimely = dateFaults(request, chinaDate(deps.clock()));
  if (untimely.length > 0) throw invalid(untimely);
  const unrecognised = bankFaults(deps.bank, request);
  if (unrecognised.length > 0) throw invalid(unrecognised);
  const unprintable = unprintableFaults(deps, request);
  if (unprintable.length > 0) {
    throw new Problem(
      'unprintable-characters',
      '有的字没有可用的字体，报告上会缺字，因此没有签发；请与持有人确认用字。',
      { faults: unprintable },
    );
  }
}

export function invalid(faults: readonly Fault[]): Problem {
  const count = faults.length === 1 ? '' : `（共 ${faults.length} 处）`;
  return new Problem('validation-failed', `提交的内容有误${count}，没有签发任何报告。`, { faults });
}

function unprintableFaults(deps: ReportDependencies, request: ReportRequest): Fault[] {
  const texts = textsOf(request, []);
  const missing = deps.printer.unprintable(texts.map(({ text }) => text));
  return missing.flatMap((character) =>
    texts
      .filter(({ text }) => text.includes(character))
      .map(({ path }) => ({ path: jsonPath(path), message: unprintableMessage(character) })),
  );
}

function unprintableMessage(character: string): string {
  return `${nameCharacter(character)}没有可用的字体，无法印在报告上`;
}

/** `“𰻞”（U+30EDE）` */
export function nameCharacter(character: string): string {
  const points = [...character].map((one) => one.codePointAt(0)?.toString(16).toUpperCase());
  return `“${character}”（U+${points.join(' U+')}）`;
}

function textsOf(value: unknown, path: PropertyKey[]): { path: PropertyKey[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsOf(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}
