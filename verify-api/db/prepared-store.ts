import { and, desc, eq, inArray } from 'drizzle-orm';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import { preparedReports } from './schema.ts';

export type PreparedRow = typeof preparedReports.$inferSelect;
export type PreparedState = PreparedRow['state'];

/** What ends the waiting of a prepared report. */
export interface Decision {
  id: string;
  state: Exclude<PreparedState, 'waiting'>;
  number: string | null;
  note: string | null;
}

export interface PreparedStore {
  add(row: typeof preparedReports.$inferInsert, entry: AuditEntry): Promise<void>;
  find(id: string): Promise<PreparedRow | undefined>;
  /** Newest first. */
  list(states: PreparedState[], range: { offset: number; limit: number }): Promise<PreparedRow[]>;
  /** False when somebody else has decided before. */
  decide(decision: Decision, entry: AuditEntry): Promise<boolean>;
}

export function createPreparedStore({ queries }: Pick<Database, 'queries'>): PreparedStore {
  return {
    add: writing((row, entry) =>
      queries.transaction(async (transaction) => {
        await transaction.insert(preparedReports).values(row);
        await appendAudit(transaction, [entry]);
      }),
    ),
    find: reading(async (id) => {
      const [row] = await queries.select().from(preparedReports).where(eq(preparedReports.id, id));
      return row;
    }),
    list: reading((states, { offset, limit }) =>
      queries
        .select()
        .from(preparedReports)
        .where(inArray(preparedReports.state, states))
        .orderBy(desc(preparedReports.preparedAt), desc(preparedReports.id))
        .offset(offset)
        .limit(limit)
        .execute(),
    ),
    decide: writing(({ id, state, number, note }, entry) =>
      queries.transaction(async (transaction) => {
        const decided = await transaction
          .update(preparedReports)
          .set({
            state,
            number,
            note,
            decidedBy: entry.actor.id,
            decidedByName: entry.actor.name,
            decidedAt: entry.at,
          })
          .where(and(eq(preparedReports.id, id), eq(preparedReports.state, 'waiting')))
          .returning({ id: preparedReports.id });
        if (decided.length > 0) await appendAudit(transaction, [entry]);
        return decided.length > 0;
      }),
    ),
  };
}
