import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import { type ReportType, reportTypes } from '#domain/outcome-kinds.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { VerificationResult } from '#domain/verification.ts';
import { bank } from '../../../ui/bank.ts';
import type { CellPart } from '../../../ui/cells.ts';

/** The states as the office speaks of them. */
export const stateWords: Readonly<Record<VerificationResult, string>> = {
  valid: '有效',
  revoked: '已撤销',
  superseded: '已换发',
  expired: '已过期',
};

/** The name that this bank prints on a report of this type. */
export function typeWord(type: ReportType): string {
  return bank().reportTypes[type]?.zh ?? type;
}

/** The types that this bank issues, for a form to choose from. */
export function typeChoices(): { value: ReportType; label: string }[] {
  return reportTypes
    .filter((type) => bank().reportTypes[type] !== undefined)
    .map((value) => ({ value, label: typeWord(value) }));
}

export function reportHref(number: string): string {
  return `/staff/reports/${number}/`;
}

/** A report number that leads to its page. */
export function numberCell(number: string): CellPart {
  return { text: formatReportNumber(number), href: reportHref(number), code: true };
}

export function stateCell(result: VerificationResult): CellPart {
  return { text: stateWords[result], badge: result };
}

/** The day of an instant in China, `2026年11月22日`. */
export function dayOf(instant: string): string {
  return formatChineseDate(chinaDate(new Date(instant)));
}
