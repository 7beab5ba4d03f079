import type { ReportRecord } from '#domain/report-answers.ts';
import type { AuditRecord } from '#domain/staff-answers.ts';
import { type Asking, askStaffApi, type StaffAnswer } from '../ask-staff-api.ts';

/** The report of a page's address; a problem when there is none. That somebody looked is written down. */
export function findReport(
  asking: Asking,
  number: string | undefined,
): Promise<StaffAnswer<ReportRecord>> {
  return askStaffApi(asking, 'GET', `v1/reports/${encodeURIComponent(number ?? '')}`);
}

/** What happened to it, newest first. */
export function findHistory(
  asking: Asking,
  number: string,
): Promise<StaffAnswer<{ history: AuditRecord[] }>> {
  return askStaffApi(asking, 'GET', `staff/reports/${number}/history`);
}
