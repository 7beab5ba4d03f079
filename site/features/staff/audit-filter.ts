import { type AuditAction, auditActions } from '#domain/audit-actions.ts';
import { parseReportNumber } from '#domain/report-number.ts';
import type { ApiKey } from '#domain/staff-answers.ts';
import { type Asking, askStaffApi } from './ask-staff-api.ts';
import { listAccounts } from './find-account.ts';

export const auditFields = ['actor', 'action', 'subject', 'from', 'to'] as const;
export type AuditField = (typeof auditFields)[number];

export interface Choice {
  value: string;
  label: string;
}

/** The filter of the trail in the query of its page; report numbers may be typed as printed. */
export function readAuditFilter(url: URL): Record<AuditField, string> {
  const read = (name: AuditField) => (url.searchParams.get(name) ?? '').trim();
  const subject = read('subject');
  const number = parseReportNumber(subject);
  return {
    actor: read('actor'),
    action: read('action'),
    subject: number.ok ? number.number : subject,
    from: read('from'),
    to: read('to'),
  };
}

/** The filter as a query, without what is empty; `more` is added. */
export function auditQuery(
  filter: Record<AuditField, string>,
  more: Record<string, string | number | null> = {},
): string {
  const given = Object.entries({ ...filter, ...more }).filter(
    ([, value]) => value !== '' && value !== null,
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? '' : `?${query}`;
}

/** Everybody who may have done something: people, keys, and the service's own hands. */
export async function listActors(asking: Asking): Promise<Choice[]> {
  const [people, keys] = await Promise.all([
    listAccounts(asking),
    askStaffApi<{ keys: ApiKey[] }>(asking, 'GET', 'staff/keys'),
  ]);
  return [
    ...(people.ok ? people.body.people : []).map(({ id, name, account }) => ({
      value: `staff:${id}`,
      label: `${name}（${account}）`,
    })),
    ...(keys.ok ? keys.body.keys : []).map(({ id, name }) => ({
      value: `key:${id}`,
      label: `密钥：${name}`,
    })),
    { value: 'bootstrap', label: '启动密钥' },
    { value: 'terminal', label: '终端' },
    { value: 'system', label: '系统' },
  ];
}

export const actionChoices: readonly Choice[] = Object.entries(auditActions).map(
  ([value, label]) => ({ value: value as AuditAction, label }),
);
