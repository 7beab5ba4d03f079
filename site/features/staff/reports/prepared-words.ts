import type { PreparedContent, PreparedReport, PreparedState } from '#domain/report-answers.ts';
import type { Asking, StaffAnswer } from '../ask-staff-api.ts';
import { askStaffApi } from '../ask-staff-api.ts';

export const WAITING = '/staff/reports/waiting/';

export const preparedWords: Readonly<Record<PreparedState, string>> = {
  waiting: '等待复核',
  released: '已放行',
  returned: '已退回',
  withdrawn: '已收回',
};

export function preparedHref(id: string): string {
  return `${WAITING}${id}/`;
}

export function findPrepared(
  asking: Asking,
  id: string | undefined,
): Promise<StaffAnswer<PreparedContent>> {
  return askStaffApi(asking, 'GET', `staff/prepared/${encodeURIComponent(id ?? '')}`);
}

export interface PreparedPage {
  prepared: PreparedReport[];
  page: number;
  hasMore: boolean;
}

/** Whether whoever is signed in has prepared it. */
export function isOwn({ locals }: Asking, { preparedBy }: PreparedReport): boolean {
  return preparedBy === `staff:${locals.staff?.id}`;
}
