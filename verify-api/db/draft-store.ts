import { and, asc, desc, eq, getTableColumns, inArray, isNull } from 'drizzle-orm';
import type { DraftKind, DraftState, FileSummary } from '#domain/content-answers.ts';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database, Queries } from './client.ts';
import { violatedUniqueConstraint } from './database-errors.ts';
import { reading, writing } from './guarded-query.ts';
import {
  contentDraftFiles,
  contentDraftSteps,
  contentDrafts,
  contentPublications,
} from './schema.ts';

export type DraftRow = typeof contentDrafts.$inferSelect;
export type DraftStepRow = typeof contentDraftSteps.$inferSelect;
export type NewStep = typeof contentDraftSteps.$inferInsert;
export type NewDraftFile = typeof contentDraftFiles.$inferInsert;
export type NewPublication = typeof contentPublications.$inferInsert;

const { fields, body, plan, ...listed } = getTableColumns(contentDrafts);
/** A draft without its text, for lists. */
export type ListedDraft = Omit<DraftRow, 'fields' | 'body' | 'plan'>;

export const openDraftStates = ['draft', 'review', 'approved'] as const satisfies DraftState[];

/** A change of a draft that is made once, and only of the draft as whoever asks has seen it. */
export interface DraftChange {
  id: string;
  from: readonly DraftState[];
  /** Absent: whatever version. */
  version?: number;
  /** The review it waits for. */
  step?: number;
  set: Partial<Omit<DraftRow, 'id' | 'author' | 'createdAt'>>;
  /** Written down with it. */
  happened?: NewStep;
  entries?: AuditEntry[];
  /** Takes its place in the queue. */
  publication?: NewPublication;
  /** Takes its waiting publication out of the queue; the change fails when that has begun. */
  unqueue?: { at: Date };
  file?: { add?: NewDraftFile; remove?: { name: string; by: string; byName: string; at: Date } };
}

export type Changed = 'changed' | 'not-as-seen' | 'slug-taken';

export interface DraftStore {
  add(
    row: typeof contentDrafts.$inferInsert,
    happened: NewStep,
    entry: AuditEntry,
    files?: readonly NewDraftFile[],
  ): Promise<Changed>;
  find(id: string): Promise<DraftRow | undefined>;
  findOpen(kind: DraftKind, slug: string): Promise<ListedDraft | undefined>;
  /** Newest change first. */
  listOpen(kind?: DraftKind): Promise<ListedDraft[]>;
  /** The last withdrawn first, and of one entry's drafts the last made; the last 200. */
  listWithdrawn(kind: DraftKind, slug?: string): Promise<ListedDraft[]>;
  listSteps(ids: string[]): Promise<DraftStepRow[]>;
  change(change: DraftChange): Promise<Changed>;
  /** In the order of their names. */
  listFiles(id: string): Promise<FileSummary[]>;
  readFile(id: string, name: string): Promise<Uint8Array | undefined>;
  /** Names of files that open drafts of a kind other than `except` bring. */
  listClaimedFiles(kind: DraftKind, except: string): Promise<string[]>;
}

class NotAsSeen extends Error {}

/** Every method throws the Problem `unavailable` while the database is out of reach. */
export function createDraftStore({ queries }: Pick<Database, 'queries'>): DraftStore {
  const present = (id: string) =>
    and(eq(contentDraftFiles.draftId, id), isNull(contentDraftFiles.removedAt));
  return {
    add: writing((row, happened, entry, files = []) =>
      told(() =>
        queries.transaction(async (transaction) => {
          await transaction.insert(contentDrafts).values(row);
          await transaction.insert(contentDraftSteps).values(happened);
          for (const file of files) await transaction.insert(contentDraftFiles).values(file);
          await appendAudit(transaction, [entry]);
        }),
      ),
    ),
    find: reading(async (id) => {
      const [row] = await queries.select().from(contentDrafts).where(eq(contentDrafts.id, id));
      return row;
    }),
    findOpen: reading(async (kind, slug) => {
      const [row] = await queries
        .select(listed)
        .from(contentDrafts)
        .where(
          and(
            eq(contentDrafts.kind, kind),
            eq(contentDrafts.slug, slug),
            inArray(contentDrafts.state, [...openDraftStates]),
          ),
        );
      return row;
    }),
    listOpen: reading((kind) =>
      queries
        .select(listed)
        .from(contentDrafts)
        .where(
          and(
            inArray(contentDrafts.state, [...openDraftStates]),
            kind === undefined ? undefined : eq(contentDrafts.kind, kind),
          ),
        )
        .orderBy(desc(contentDrafts.updatedAt), desc(contentDrafts.id))
        .limit(1000)
        .execute(),
    ),
    listWithdrawn: reading((kind, slug) =>
      queries
        .select(listed)
        .from(contentDrafts)
        .where(
          and(
            eq(contentDrafts.kind, kind),
            eq(contentDrafts.state, 'withdrawn'),
            slug === undefined ? undefined : eq(contentDrafts.slug, slug),
          ),
        )
        .orderBy(desc(contentDrafts.updatedAt), desc(contentDrafts.createdAt))
        .limit(200)
        .execute(),
    ),
    listSteps: reading(async (ids) =>
      ids.length === 0
        ? []
        : queries
            .select()
            .from(contentDraftSteps)
            .where(inArray(contentDraftSteps.draftId, ids))
            .orderBy(asc(contentDraftSteps.seq)),
    ),
    change: writing((change) =>
      told(() => queries.transaction((transaction) => changeDraft(transaction, change))),
    ),
    listFiles: reading((id) =>
      queries
        .select({
          name: contentDraftFiles.name,
          bytes: contentDraftFiles.bytes,
          sha256: contentDraftFiles.sha256,
        })
        .from(contentDraftFiles)
        .where(present(id))
        .orderBy(asc(contentDraftFiles.name))
        .execute(),
    ),
    readFile: reading(async (id, name) => {
      const [row] = await queries
        .select({ content: contentDraftFiles.content })
        .from(contentDraftFiles)
        .where(and(present(id), eq(contentDraftFiles.name, name)));
      return row?.content;
    }),
    listClaimedFiles: reading(async (kind, except) => {
      const rows = await queries
        .select({ name: contentDraftFiles.name, id: contentDrafts.id })
        .from(contentDraftFiles)
        .innerJoin(contentDrafts, eq(contentDrafts.id, contentDraftFiles.draftId))
        .where(
          and(
            eq(contentDrafts.kind, kind),
            inArray(contentDrafts.state, [...openDraftStates]),
            isNull(contentDraftFiles.removedAt),
          ),
        );
      return rows.filter(({ id }) => id !== except).map(({ name }) => name);
    }),
  };
}

/** As part of a transaction; throws when the draft is not as it was seen. */
export async function changeDraft(queries: Queries, change: DraftChange): Promise<void> {
  const { id, from, version, step, set, happened, entries, publication, unqueue, file } = change;
  const changed = await queries
    .update(contentDrafts)
    .set(set)
    .where(
      and(
        eq(contentDrafts.id, id),
        inArray(contentDrafts.state, [...from]),
        version === undefined ? undefined : eq(contentDrafts.version, version),
        step === undefined ? undefined : eq(contentDrafts.step, step),
      ),
    )
    .returning({ id: contentDrafts.id });
  if (changed.length === 0) throw new NotAsSeen();
  if (unqueue !== undefined) await leaveQueue(queries, id, unqueue.at);
  if (file !== undefined) await changeFile(queries, id, file);
  if (happened !== undefined) await queries.insert(contentDraftSteps).values(happened);
  if (publication !== undefined) await queries.insert(contentPublications).values(publication);
  if (entries !== undefined && entries.length > 0) await appendAudit(queries, entries);
}

/** A draft that is being published can no longer be called back. */
async function leaveQueue(queries: Queries, draftId: string, at: Date): Promise<void> {
  const inState = (state: 'waiting' | 'running') =>
    and(eq(contentPublications.draftId, draftId), eq(contentPublications.state, state));
  await queries
    .update(contentPublications)
    .set({ state: 'failed', endedAt: at, faults: [{ file: '', message: '发布前收回，没有发布' }] })
    .where(inState('waiting'));
  const running = await queries
    .select({ id: contentPublications.id })
    .from(contentPublications)
    .where(inState('running'));
  if (running.length > 0) throw new NotAsSeen();
}

async function changeFile(
  queries: Queries,
  draftId: string,
  { add, remove }: NonNullable<DraftChange['file']>,
): Promise<void> {
  const name = add?.name ?? remove?.name ?? '';
  const by = add
    ? { by: add.addedBy, byName: add.addedByName, at: add.addedAt }
    : (remove as { by: string; byName: string; at: Date });
  await queries
    .update(contentDraftFiles)
    .set({ removedBy: by.by, removedByName: by.byName, removedAt: by.at })
    .where(
      and(
        eq(contentDraftFiles.draftId, draftId),
        eq(contentDraftFiles.name, name),
        isNull(contentDraftFiles.removedAt),
      ),
    );
  if (add !== undefined) await queries.insert(contentDraftFiles).values(add);
}

async function told(change: () => Promise<unknown>): Promise<Changed> {
  try {
    await change();
    return 'changed';
  } catch (error) {
    if (error instanceof NotAsSeen) return 'not-as-seen';
    const constraint = violatedUniqueConstraint(error);
    if (constraint === 'content_drafts_open_index') return 'slug-taken';
    if (constraint === 'content_publications_draft_index') return 'not-as-seen';
    throw error;
  }
}
