import { and, asc, desc, eq, isNotNull, lt, lte, or } from 'drizzle-orm';
import type { ContentFault } from '#domain/content-answers.ts';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database, Queries } from './client.ts';
import { violatedUniqueConstraint } from './database-errors.ts';
import { changeDraft, type DraftChange, type NewPublication } from './draft-store.ts';
import { reading, writing } from './guarded-query.ts';
import type { Lease } from './queue-worker.ts';
import { contentDraftSteps, contentDrafts, contentPublications } from './schema.ts';

export type PublicationRow = typeof contentPublications.$inferSelect;

/** How a publication ended. */
export interface PublicationEnd {
  id: string;
  holder: string;
  at: Date;
  /** Absent: it failed. */
  release?: string;
  contentDigest?: string | null;
  faults: ContentFault[];
  draft?: DraftChange;
  /** Of a withdrawal: `news` and the entry's name, whose published drafts are withdrawn with it. */
  withdrawn?: { kind: string; slug: string; by: { id: string; name: string }; note: string | null };
  entries: AuditEntry[];
}

export interface PublicationStore {
  /** False when the same waits already. */
  add(row: NewPublication, entry?: AuditEntry): Promise<boolean>;
  find(id: string): Promise<PublicationRow | undefined>;
  /** The last first. */
  list(limit: number): Promise<PublicationRow[]>;
  /** The next that is due, unless another process is at work. */
  claim(lease: Lease): Promise<PublicationRow | undefined>;
  /** False when another process has taken it over. */
  renew(id: string, lease: Lease): Promise<boolean>;
  /** Left in the middle, for whoever comes next. */
  giveBack(id: string, holder: string): Promise<void>;
  keepText(id: string, holder: string, text: string): Promise<void>;
  /** False when another process has taken it over. */
  end(end: PublicationEnd): Promise<boolean>;
  /** Puts a failed one back into the queue; false when it has not failed. */
  retry(id: string, at: Date, entry: AuditEntry): Promise<boolean>;
  reschedule(draftId: string, dueAt: Date): Promise<void>;
  /** When the next that waits is due. */
  nextDue(): Promise<Date | undefined>;
  isRunning(): Promise<boolean>;
  /** Of the content directory when it was last published. */
  lastDigest(): Promise<string | undefined>;
}

/** Every method throws the Problem `unavailable` while the database is out of reach. */
export function createPublicationStore({ queries }: Pick<Database, 'queries'>): PublicationStore {
  const table = contentPublications;
  const held = (id: string, holder: string) =>
    and(eq(table.id, id), eq(table.state, 'running'), eq(table.leaseHolder, holder));
  return {
    add: writing((row, entry) =>
      once(() =>
        queries.transaction(async (transaction) => {
          await transaction.insert(table).values(row);
          if (entry !== undefined) await appendAudit(transaction, [entry]);
        }),
      ),
    ),
    find: reading(async (id) => {
      const [row] = await queries.select().from(table).where(eq(table.id, id));
      return row;
    }),
    list: reading((limit) =>
      queries
        .select()
        .from(table)
        .orderBy(desc(table.requestedAt), desc(table.id))
        .limit(limit)
        .execute(),
    ),
    claim: writing(async (lease) => (await takeUp(queries, lease)) ?? takeNext(queries, lease)),
    renew: writing(async (id, { holder, until }) => {
      const renewed = await queries
        .update(table)
        .set({ leasedUntil: until })
        .where(held(id, holder))
        .returning({ id: table.id });
      return renewed.length > 0;
    }),
    giveBack: writing(async (id, holder) => {
      await queries
        .update(table)
        .set({ leaseHolder: null, leasedUntil: new Date(0) })
        .where(held(id, holder));
    }),
    keepText: writing(async (id, holder, text) => {
      await queries.update(table).set({ text }).where(held(id, holder));
    }),
    end: writing((end) =>
      queries.transaction(async (transaction) => {
        const { release, contentDigest, faults, at } = end;
        const ended = await transaction
          .update(table)
          .set({
            state: release === undefined ? 'failed' : 'done',
            endedAt: at,
            faults,
            release: release ?? null,
            contentDigest: contentDigest ?? null,
            leaseHolder: null,
            leasedUntil: null,
          })
          .where(held(end.id, end.holder))
          .returning({ id: table.id });
        if (ended.length === 0) return false;
        if (end.draft !== undefined) await changeDraft(transaction, end.draft);
        if (end.withdrawn !== undefined) await withdraw(transaction, end.withdrawn, at);
        if (end.entries.length > 0) await appendAudit(transaction, end.entries);
        return true;
      }),
    ),
    retry: writing((id, at, entry) =>
      once(() =>
        queries.transaction(async (transaction) => {
          const again = await transaction
            .update(table)
            .set({ state: 'waiting', dueAt: at, endedAt: null, faults: [], text: null })
            .where(and(eq(table.id, id), eq(table.state, 'failed')))
            .returning({ id: table.id });
          if (again.length === 0) throw new NotFailed();
          await appendAudit(transaction, [entry]);
        }),
      ),
    ),
    reschedule: writing(async (draftId, dueAt) => {
      await queries
        .update(table)
        .set({ dueAt })
        .where(and(eq(table.draftId, draftId), eq(table.state, 'waiting')));
    }),
    nextDue: reading(async () => {
      const [row] = await queries
        .select({ dueAt: table.dueAt })
        .from(table)
        .where(eq(table.state, 'waiting'))
        .orderBy(asc(table.dueAt))
        .limit(1);
      return row?.dueAt;
    }),
    isRunning: reading(async () => {
      const rows = await queries
        .select({ id: table.id })
        .from(table)
        .where(eq(table.state, 'running'));
      return rows.length > 0;
    }),
    lastDigest: reading(async () => {
      const [row] = await queries
        .select({ digest: table.contentDigest })
        .from(table)
        .where(and(eq(table.state, 'done'), isNotNull(table.contentDigest)))
        .orderBy(desc(table.endedAt))
        .limit(1);
      return row?.digest ?? undefined;
    }),
  };
}

class NotFailed extends Error {}

async function once(add: () => Promise<unknown>): Promise<boolean> {
  try {
    await add();
    return true;
  } catch (error) {
    if (error instanceof NotFailed) return false;
    if (violatedUniqueConstraint(error)?.startsWith('content_publications_')) return false;
    throw error;
  }
}

/** What a process that has died was at, or what this one has not let go of. */
async function takeUp(
  queries: Queries,
  { holder, now, until }: Lease,
): Promise<PublicationRow | undefined> {
  const table = contentPublications;
  const [row] = await queries
    .update(table)
    .set({ leaseHolder: holder, leasedUntil: until })
    .where(
      and(
        eq(table.state, 'running'),
        or(lt(table.leasedUntil, now), eq(table.leaseHolder, holder)),
      ),
    )
    .returning();
  return row;
}

async function takeNext(
  queries: Queries,
  { holder, now, until }: Lease,
): Promise<PublicationRow | undefined> {
  const table = contentPublications;
  const [next] = await queries
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.state, 'waiting'), lte(table.dueAt, now)))
    .orderBy(asc(table.dueAt), asc(table.requestedAt), asc(table.id))
    .limit(1);
  if (next === undefined) return undefined;
  try {
    const [row] = await queries
      .update(table)
      .set({ state: 'running', startedAt: now, leaseHolder: holder, leasedUntil: until })
      .where(and(eq(table.id, next.id), eq(table.state, 'waiting'), lte(table.dueAt, now)))
      .returning();
    return row;
  } catch (error) {
    // Another process is at work: an index lets one row be `running`.
    if (violatedUniqueConstraint(error) === 'content_publications_running_index') return undefined;
    throw error;
  }
}

async function withdraw(
  queries: Queries,
  { kind, slug, by, note }: NonNullable<PublicationEnd['withdrawn']>,
  at: Date,
): Promise<void> {
  const drafts = await queries
    .update(contentDrafts)
    .set({ state: 'withdrawn', updatedAt: at })
    .where(
      and(
        eq(contentDrafts.kind, kind as typeof contentDrafts.$inferSelect.kind),
        eq(contentDrafts.slug, slug),
        eq(contentDrafts.state, 'published'),
      ),
    )
    .returning({ draftId: contentDrafts.id, version: contentDrafts.version });
  for (const draft of drafts) {
    const step = { ...draft, kind: 'withdrawn' as const, by: by.id, byName: by.name, at, note };
    await queries.insert(contentDraftSteps).values(step);
  }
}
