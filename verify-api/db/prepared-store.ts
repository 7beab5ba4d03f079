import { and, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { PreparedCounts, PreparedState } from '#domain/report-answers.ts';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import { preparedReports } from './schema.ts';

export type PreparedRow = typeof preparedReports.$inferSelect;

/** What ends the waiting of a prepared report. */
export interface Decision {
  id: string;
  state: Exclude<PreparedState, 'waiting'>;
  number: string | null;
  note: string | null;
}

export interface PreparedStore {
  /** False when there is one of this id. */
  add(row: typeof preparedReports.$inferInsert, entry: AuditEntry): Promise<boolean>;
  find(id: string): Promise<PreparedRow | undefined>;
  /** Newest first. */
  list(
    filter: { states: PreparedState[]; preparedBy?: string },
    range: { offset: number; limit: number },
  ): Promise<PreparedRow[]>;
  count(actor: string): Promise<PreparedCounts>;
  /** False when somebody else has decided before. */
  decide(decision: Decision, entry: AuditEntry): Promise<boolean>;
  /** Withdraws what was returned to the actor of `entry`; false when there is no such report. */
  settle(id: string, entry: AuditEntry): Promise<boolean>;
}

export function createPreparedStore({ queries }: Pick<Database, 'queries'>): PreparedStore {
  return {
    add: writing((row, entry) =>
      queries.transaction(async (transaction) => {
        const added = await transaction
          .insert(preparedReports)
          .values(row)
          .onConflictDoNothing()
          .returning({ id: preparedReports.id });
        if (added.length > 0) await appendAudit(transaction, [entry]);
        return added.length > 0;
      }),
    ),
    find: reading(async (id) => {
      const [row] = await queries.select().from(preparedReports).where(eq(preparedReports.id, id));
      return row;
    }),
    list: reading(({ states, preparedBy }, { offset, limit }) =>
      queries
        .select()
        .from(preparedReports)
        .where(
          and(
            inArray(preparedReports.state, states),
            preparedBy === undefined ? undefined : eq(preparedReports.preparedBy, preparedBy),
          ),
        )
        .orderBy(desc(preparedReports.preparedAt), desc(preparedReports.id))
        .offset(offset)
        .limit(limit)
        .execute(),
    ),
    count: reading(async (actor) => {
      const { state, preparedBy } = preparedReports;
      const where = (condition: SQL | undefined) =>
        sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
      const [row] = await queries
        .select({
          waiting: where(and(eq(state, 'waiting'), ne(preparedBy, actor))),
          mine: where(and(eq(state, 'waiting'), eq(preparedBy, actor))),
          returned: where(and(eq(state, 'returned'), eq(preparedBy, actor))),
        })
        .from(preparedReports)
        .where(inArray(state, ['waiting', 'returned']));
      return row ?? { waiting: 0, mine: 0, returned: 0 };
    }),
    settle: writing((id, entry) =>
      queries.transaction(async (transaction) => {
        const settled = await transaction
          .update(preparedReports)
          .set({ state: 'withdrawn' })
          .where(
            and(
              eq(preparedReports.id, id),
              eq(preparedReports.state, 'returned'),
              eq(preparedReports.preparedBy, entry.actor.id),
            ),
          )
          .returning({ id: preparedReports.id });
        if (settled.length > 0) await appendAudit(transaction, [entry]);
        return settled.length > 0;
      }),
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
