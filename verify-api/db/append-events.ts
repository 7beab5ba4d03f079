import { sql } from 'drizzle-orm';
import type { ActorName } from '#domain/actor.ts';
import type { AuditAction } from '#domain/audit-actions.ts';
import { appendAudit } from './audit-store.ts';
import type { Queries } from './client.ts';
import { events } from './schema.ts';

export type NewEvent = Omit<typeof events.$inferInsert, 'actor'> & { actor: ActorName };

/** Any fixed number: the advisory lock that puts events in order. */
const EVENT_ORDER_LOCK = 7_219_002;

const auditActions: Record<NewEvent['kind'], AuditAction> = {
  issued: 'report-issued',
  revoked: 'report-revoked',
  superseded: 'report-superseded',
  erased: 'report-erased',
};

/**
 * Appends events, and an entry each in the audit trail, as the last statements of a transaction.
 *
 * `seq` is drawn when a row is inserted, not when it is committed: without the lock, a transaction
 * with a lower `seq` could commit after one with a higher, and whoever reads the log from the last
 * `seq` it saw would miss it for ever. The lock is held from here to the commit, so `seq` rises in
 * the order of commits; being last keeps that time short.
 */
export async function appendEvents(transaction: Queries, rows: NewEvent[]): Promise<void> {
  const entries = rows.map(({ kind, at, actor, number, payload }) => ({
    at,
    actor,
    action: auditActions[kind],
    subject: number,
    detail: payload,
  }));
  await appendAudit(transaction, entries);
  await transaction.execute(sql.raw(`select pg_advisory_xact_lock(${EVENT_ORDER_LOCK})`));
  await transaction
    .insert(events)
    .values(rows.map(({ actor, ...event }) => ({ ...event, actor: actor.id })));
}
