import type { OutcomeKind } from '#domain/outcome-kinds.ts';
import type { ProblemBody } from '#domain/problem.ts';
import { conversionLabels, kindWord, plainLabels, rowLabel } from './form-labels.ts';
import {
  type ConversionField,
  fieldOfPath,
  type PlainField,
  type ReportForm,
  type RowField,
} from './report-form.ts';

/**
 * The service's faults for people: under the names of the form's fields, each saying where it is.
 * What the service calls missing is something to fill in.
 */
export function faultsForForm(problem: ProblemBody, form: ReportForm): ProblemBody {
  const faults = [...faultsByField(problem)].map(([field, message]) => ({
    path: `$.${field}`,
    message: placeOf(field, form) + message,
  }));
  // A box is named once, whatever is wrong with it.
  const count = faults.length > 1 ? `（共 ${faults.length} 处）` : '';
  const detail = problem.detail.replace(/（共 \d+ 处）/, count);
  return { ...problem, detail, ...(faults.length > 0 && { faults }) };
}

/** The same faults by field, without the place, for showing beside each field: the first of each. */
export function faultsByField(problem: ProblemBody | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of problem?.faults ?? []) {
    const field = fieldOfPath(path);
    if (!found.has(field)) found.set(field, inPlainWords(message));
  }
  return found;
}

function inPlainWords(message: string): string {
  if (message === '缺少这一项' || message === '不能为空') return '还没有填写';
  return message.startsWith('缺少') && !message.includes('：') ? '还没有填写' : message;
}

/** `第 2 项（学历）的专业：` */
function placeOf(field: string, form: ReportForm): string {
  if (field in plainLabels) return `${plainLabels[field as PlainField]}：`;
  const [, list, at, name = ''] = /^(outcomes|conversions)_(\d+)(?:_(\w+))?$/.exec(field) ?? [];
  if (list === undefined) return '';
  const where = `第 ${Number(at) + 1} 项`;
  if (list === 'conversions') {
    return `${where}转换的${conversionLabels[name as ConversionField] ?? '内容'}：`;
  }
  const kind = form.outcomes[Number(at)]?.kind;
  return `${where}${kind ? `（${kindWord(kind)}）` : ''}${labelIn(kind, name)}：`;
}

function labelIn(kind: OutcomeKind | undefined, name: string): string {
  if (kind === undefined || name === 'kind' || name === '') return '';
  return `的${rowLabel(kind, name as RowField) ?? '内容'}`;
}
