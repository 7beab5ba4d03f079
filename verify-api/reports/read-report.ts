import { Problem } from '#domain/problem.ts';
import type { ReportRecord } from '#domain/report-answers.ts';
import type { ReportRow } from '../db/record-queries.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { toRecord } from './report-record.ts';
import { requireReportNumber } from './require-number.ts';

export async function readReport(deps: ReportDependencies, number: string): Promise<ReportRecord> {
  return toRecord(deps, await requireRow(deps, number));
}

export async function requireRow(
  deps: Pick<ReportDependencies, 'store'>,
  number: string,
): Promise<ReportRow> {
  const row = await deps.store.findRecord(requireReportNumber(number));
  if (row === undefined) throw new Problem('number-not-found', '没有这个编号的报告。');
  return row;
}
