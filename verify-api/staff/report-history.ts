import type { Actor } from '#domain/actor.ts';
import type { AuditAction } from '#domain/audit-actions.ts';
import type { AuditRecord } from '#domain/staff-answers.ts';
import { toAuditRecord } from './audit-trail.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** What changed a report; who merely looked at it is for administrators. */
const CHANGES: readonly AuditAction[] = [
  'report-issued',
  'report-released',
  'report-superseded',
  'report-revoked',
  'report-erased',
];
const MOST = 100;

type HistoryDependencies = Pick<StaffDependencies, 'audit'>;

/** What happened to a report and who did it, newest first. */
export async function readReportHistory(
  { audit }: HistoryDependencies,
  number: string,
): Promise<AuditRecord[]> {
  const rows = await audit.list({ subject: number, actions: CHANGES }, { offset: 0, limit: MOST });
  return rows.map(toAuditRecord);
}

/**
 * Writes down that a person has looked at a report or fetched its PDF. Other systems are not: they
 * fetch what they have issued, by the thousand.
 */
export async function writeDownLook(
  { audit, clock }: Pick<StaffDependencies, 'audit' | 'clock'>,
  actor: Actor,
  look: { action: 'report-viewed' | 'pdf-downloaded'; number: string; idNumber?: boolean },
): Promise<void> {
  if (!actor.id.startsWith('staff:')) return;
  await audit.append({
    at: clock(),
    actor,
    action: look.action,
    subject: look.number,
    detail: look.idNumber ? { idNumber: true } : {},
  });
}
