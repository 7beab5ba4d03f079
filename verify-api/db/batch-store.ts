import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Fault } from '#domain/problem.ts';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database, Queries } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import type { Lease } from './queue-worker.ts';
import { reportBatches, reportBatchRows } from './schema.ts';

export type BatchRow = typeof reportBatches.$inferSelect;
export type BatchState = BatchRow['state'];
export type BatchLine = typeof reportBatchRows.$inferSelect;
export type BatchLineState = BatchLine['state'];

/** A step of a batch that is taken once, whoever asks for it at the same time. */
export interface BatchStep {
  id: string;
  from: BatchState[];
  set: Partial<
    Pick<BatchRow, 'state' | 'releasedBy' | 'releasedByName' | 'releasedAt' | 'endedAt'>
  >;
}

export interface BatchStore {
  add(
    batch: typeof reportBatches.$inferInsert,
    lines: BatchLine[],
    entry: AuditEntry,
  ): Promise<void>;
  find(id: string): Promise<BatchRow | undefined>;
  /** Newest first. */
  list(range: { offset: number; limit: number }): Promise<BatchRow[]>;
  /** Released and not yet ended, in the order in which they are issued. */
  queue(): Promise<{ id: string }[]>;
  /** Others made of the same file that were not stopped. */
  findAlike(fingerprint: Uint8Array, except: string): Promise<BatchRow[]>;
  countLines(id: string): Promise<Record<BatchLineState, number>>;
  /** How many lines carry a remark. */
  countRemarks(id: string): Promise<number>;
  /** In the order of the sheet. */
  listLines(
    id: string,
    range: { after?: number; offset?: number; limit: number },
    only?: { state?: BatchLineState; remarks?: boolean },
  ): Promise<BatchLine[]>;
  findLine(id: string, line: number): Promise<BatchLine | undefined>;
  /** False when it is in none of the states it comes from. */
  step(step: BatchStep, entry: AuditEntry): Promise<boolean>;
  /** The first batch of the queue, unless another process holds it. */
  claim(lease: Lease): Promise<BatchRow | undefined>;
  /** False when it was stopped or another process holds it. */
  renew(id: string, lease: Lease): Promise<boolean>;
  giveBack(id: string, holder: string): Promise<void>;
  lineIssued(id: string, line: number, number: string): Promise<void>;
  lineRefused(id: string, line: number, faults: Fault[]): Promise<void>;
  /** Once no line waits; what was sealed is emptied. */
  end(id: string, endedAt: Date): Promise<void>;
}

const NOTHING = new Uint8Array();
/** Lines of one insert. */
const CHUNK = 500;

/** Every method throws the Problem `unavailable` while the database is out of reach. */
export function createBatchStore({ queries }: Pick<Database, 'queries'>): BatchStore {
  const batch = (id: string) => eq(reportBatches.id, id);
  const line = (id: string, at: number) =>
    and(eq(reportBatchRows.batchId, id), eq(reportBatchRows.line, at));
  return {
    add: writing((row, lines, entry) =>
      queries.transaction(async (transaction) => {
        await transaction.insert(reportBatches).values(row);
        for (let at = 0; at < lines.length; at += CHUNK) {
          await transaction.insert(reportBatchRows).values(lines.slice(at, at + CHUNK));
        }
        await appendAudit(transaction, [entry]);
      }),
    ),
    find: reading(async (id) => {
      const [row] = await queries.select().from(reportBatches).where(batch(id));
      return row;
    }),
    list: reading(({ offset, limit }) =>
      queries
        .select()
        .from(reportBatches)
        .orderBy(desc(reportBatches.uploadedAt), desc(reportBatches.id))
        .offset(offset)
        .limit(limit)
        .execute(),
    ),
    queue: reading(() => inOrder(queries).execute()),
    findAlike: reading((fingerprint, except) =>
      queries
        .select()
        .from(reportBatches)
        .where(
          and(
            eq(reportBatches.fingerprint, fingerprint),
            ne(reportBatches.id, except),
            ne(reportBatches.state, 'stopped'),
          ),
        )
        .orderBy(asc(reportBatches.uploadedAt))
        .limit(5)
        .execute(),
    ),
    countLines: reading(async (id) => {
      const rows = await queries
        .select({ state: reportBatchRows.state, lines: count() })
        .from(reportBatchRows)
        .where(eq(reportBatchRows.batchId, id))
        .groupBy(reportBatchRows.state);
      const counts = { waiting: 0, issued: 0, refused: 0 };
      for (const { state, lines } of rows) counts[state] = lines;
      return counts;
    }),
    countRemarks: reading(async (id) => {
      const [row] = await queries
        .select({ lines: count() })
        .from(reportBatchRows)
        .where(and(eq(reportBatchRows.batchId, id), sql`${reportBatchRows.faults} is not null`));
      return row?.lines ?? 0;
    }),
    listLines: reading((id, { after = 0, offset = 0, limit }, { state, remarks } = {}) =>
      queries
        .select()
        .from(reportBatchRows)
        .where(
          and(
            eq(reportBatchRows.batchId, id),
            gt(reportBatchRows.line, after),
            state === undefined ? undefined : eq(reportBatchRows.state, state),
            remarks ? sql`${reportBatchRows.faults} is not null` : undefined,
          ),
        )
        .orderBy(asc(reportBatchRows.line))
        .offset(offset)
        .limit(limit)
        .execute(),
    ),
    findLine: reading(async (id, at) => {
      const [row] = await queries.select().from(reportBatchRows).where(line(id, at));
      return row;
    }),
    step: writing(({ id, from, set }, entry) =>
      queries.transaction(async (transaction) => {
        const moved = await transaction
          .update(reportBatches)
          .set(set)
          .where(and(batch(id), inArray(reportBatches.state, from)))
          .returning({ id: reportBatches.id });
        if (moved.length === 0) return false;
        if (set.endedAt) await emptyLines(transaction, id);
        await appendAudit(transaction, [entry]);
        return true;
      }),
    ),
    claim: writing(async (lease) => {
      const [first] = await inOrder(queries).limit(1);
      if (first === undefined) return undefined;
      const [claimed] = await queries
        .update(reportBatches)
        .set({ leaseHolder: lease.holder, leasedUntil: lease.until })
        .where(and(batch(first.id), eq(reportBatches.state, 'running'), isFree(lease)))
        .returning();
      return claimed;
    }),
    renew: writing(async (id, lease) => {
      const renewed = await queries
        .update(reportBatches)
        .set({ leasedUntil: lease.until })
        .where(
          and(
            batch(id),
            eq(reportBatches.state, 'running'),
            eq(reportBatches.leaseHolder, lease.holder),
          ),
        )
        .returning({ id: reportBatches.id });
      return renewed.length > 0;
    }),
    giveBack: writing(async (id, holder) => {
      await queries
        .update(reportBatches)
        .set({ leaseHolder: null, leasedUntil: null })
        .where(and(batch(id), eq(reportBatches.leaseHolder, holder)));
    }),
    lineIssued: writing(async (id, at, number) => {
      await queries
        .update(reportBatchRows)
        .set({ state: 'issued', number, sealed: NOTHING })
        .where(and(line(id, at), eq(reportBatchRows.state, 'waiting')));
    }),
    lineRefused: writing(async (id, at, faults) => {
      await queries
        .update(reportBatchRows)
        .set({ state: 'refused', faults, sealed: NOTHING })
        .where(and(line(id, at), eq(reportBatchRows.state, 'waiting')));
    }),
    end: writing(async (id, endedAt) => {
      await queries
        .update(reportBatches)
        .set({ state: 'done', endedAt, leaseHolder: null, leasedUntil: null })
        .where(and(batch(id), eq(reportBatches.state, 'running')));
    }),
  };
}

function inOrder(queries: Queries) {
  return queries
    .select({ id: reportBatches.id })
    .from(reportBatches)
    .where(eq(reportBatches.state, 'running'))
    .orderBy(asc(reportBatches.releasedAt), asc(reportBatches.id))
    .$dynamic();
}

function isFree({ holder, now }: Lease) {
  const { leaseHolder, leasedUntil } = reportBatches;
  return or(isNull(leasedUntil), lt(leasedUntil, now), eq(leaseHolder, holder));
}

/** What nobody will issue any more is nobody's to keep. */
async function emptyLines(queries: Queries, id: string): Promise<void> {
  await queries
    .update(reportBatchRows)
    .set({ sealed: NOTHING })
    .where(and(eq(reportBatchRows.batchId, id), eq(reportBatchRows.state, 'waiting')));
}
