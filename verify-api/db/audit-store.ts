import { and, desc, eq, gte, inArray, lt, lte, type SQL } from 'drizzle-orm';
import type { ActorName } from '#domain/actor.ts';
import type { AuditAction } from '#domain/audit-actions.ts';
import type { Database, Queries } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import { audit } from './schema.ts';

export type AuditRow = typeof audit.$inferSelect;

export interface AuditEntry {
  at: Date;
  actor: ActorName;
  action: AuditAction;
  subject?: string;
  detail?: AuditRow['detail'];
}

export interface AuditFilter {
  /** The id of an actor. */
  actor?: string;
  action?: AuditAction;
  /** Any of these. */
  actions?: readonly AuditAction[];
  subject?: string;
  /** Inclusive. */
  from?: Date;
  /** Exclusive. */
  until?: Date;
  /** Only what was written up to and with this entry: a listing that is paged stays put. */
  upTo?: number;
}

export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, range: { offset: number; limit: number }): Promise<AuditRow[]>;
}

export function createAuditStore({ queries }: Pick<Database, 'queries'>): AuditStore {
  return {
    append: writing((entry) => appendAudit(queries, [entry])),
    list: reading((filter, { offset, limit }) =>
      queries
        .select()
        .from(audit)
        .where(and(...conditions(filter)))
        .orderBy(desc(audit.seq))
        .offset(offset)
        .limit(limit)
        .execute(),
    ),
  };
}

/** As part of a transaction, so that nothing is done that is not written down. */
export async function appendAudit(queries: Queries, entries: AuditEntry[]): Promise<void> {
  await queries.insert(audit).values(
    entries.map(({ at, actor, action, subject, detail }) => ({
      at,
      actor: actor.id,
      actorName: actor.name,
      action,
      subject: subject ?? null,
      detail: detail ?? {},
    })),
  );
}

function conditions(filter: AuditFilter): (SQL | undefined)[] {
  const { actor, action, actions, subject, from, until, upTo } = filter;
  return [
    actor === undefined ? undefined : eq(audit.actor, actor),
    action === undefined ? undefined : eq(audit.action, action),
    actions === undefined ? undefined : inArray(audit.action, [...actions]),
    subject === undefined ? undefined : eq(audit.subject, subject),
    from === undefined ? undefined : gte(audit.at, from),
    until === undefined ? undefined : lt(audit.at, until),
    upTo === undefined ? undefined : lte(audit.seq, upTo),
  ];
}
