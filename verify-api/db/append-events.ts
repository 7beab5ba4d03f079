import { sql } from 'drizzle-orm';
import type { Queries } from './client.ts';
import { events } from './schema.ts';

export type NewEvent = typeof events.$inferInsert;

/** Any fixed number: the advisory lock that puts events in order. */
const EVENT_ORDER_LOCK = 7_219_002;

/**
 * Appends events as the last statement of a transaction.
 *
 * `seq` is drawn when a row is inserted, not when it is committed: without the lock, a transaction
 * with a lower `seq` could commit after one with a higher, and whoever reads the log from the last
 * `seq` it saw would miss it for ever. The lock is held from here to the commit, so `seq` rises in
 * the order of commits; being last keeps that time short.
 */
export async function appendEvents(transaction: Queries, rows: NewEvent[]): Promise<void> {
  await transaction.execute(sql.raw(`select pg_advisory_xact_lock(${EVENT_ORDER_LOCK})`));
  await transaction.insert(events).values(rows);
}
