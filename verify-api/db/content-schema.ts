import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import {
  type CatalogPlan,
  type ContentFault,
  type DraftKind,
  type DraftStep,
  draftStates,
  type Fields,
  type FileSummary,
  type Publication,
} from '#domain/content-answers.ts';
import { bytea } from './bytea.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What editors write, until it is published: the content directory holds nothing of it before. */
export const contentDrafts = pgTable(
  'content_drafts',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<DraftKind>().notNull(),
    /** Of the entry or the catalog; null until there is a title to make it from. */
    slug: text('slug'),
    title: text('title').notNull(),
    state: text('state', { enum: draftStates }).notNull(),
    /** The review it waits for, from 1; 0 outside review. */
    step: integer('step').notNull().default(0),
    /** As many as the bank wanted when it was last sent to review. */
    steps: integer('steps').notNull(),
    replaces: boolean('replaces').notNull(),
    /** SHA-256 of the published file that it was begun from, hexadecimal; null where there was none. */
    baseSha256: text('base_sha256'),
    /** Files that lie beside the published entry already. */
    baseFiles: jsonb('base_files').$type<FileSummary[]>().notNull(),
    version: integer('version').notNull().default(1),
    fields: jsonb('fields').$type<Fields>().notNull(),
    /** Markdown; of a catalog, the whole CSV file as it is to be. */
    body: text('body').notNull(),
    publishAt: instant('publish_at'),
    returnedNote: text('returned_note'),
    faults: jsonb('faults').$type<ContentFault[]>().notNull(),
    reminders: jsonb('reminders').$type<ContentFault[]>().notNull(),
    plan: jsonb('plan').$type<CatalogPlan>(),
    author: text('author').notNull(),
    authorName: text('author_name').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    updatedByName: text('updated_by_name').notNull(),
  },
  (table) => [
    // Two people at work on one entry would undo each other's work.
    uniqueIndex('content_drafts_open_index')
      .on(table.kind, table.slug)
      .where(sql`${table.state} in ('draft', 'review', 'approved')`),
    index('content_drafts_state_index').on(table.state, table.updatedAt),
    check('content_drafts_review', sql`(${table.state} = 'review') = (${table.step} > 0)`),
    check('content_drafts_step', sql`${table.step} between 0 and ${table.steps}`),
  ],
);

const draft = () =>
  text('draft_id')
    .notNull()
    .references(() => contentDrafts.id);

/** Every file that was ever attached to a draft; one that is replaced or removed is kept. */
export const contentDraftFiles = pgTable(
  'content_draft_files',
  {
    id: text('id').primaryKey(),
    draftId: draft(),
    /** As it will lie beside the entry. */
    name: text('name').notNull(),
    content: bytea('content').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    addedBy: text('added_by').notNull(),
    addedByName: text('added_by_name').notNull(),
    addedAt: instant('added_at').notNull(),
    removedBy: text('removed_by'),
    removedByName: text('removed_by_name'),
    removedAt: instant('removed_at'),
  },
  (table) => [
    uniqueIndex('content_draft_files_name_index')
      .on(table.draftId, table.name)
      .where(sql`${table.removedAt} is null`),
    check('content_draft_files_size', sql`octet_length(${table.content}) = ${table.bytes}`),
  ],
);

/** What happened to a draft, stamped by the service; a trigger refuses any change. */
export const contentDraftSteps = pgTable(
  'content_draft_steps',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    draftId: draft(),
    kind: text('kind').$type<DraftStep['kind']>().notNull(),
    /** Of an approval: which review, from 1. */
    step: integer('step'),
    by: text('by').notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
    note: text('note'),
    /** Of the draft, then: an approval is of this version. */
    version: integer('version').notNull(),
  },
  (table) => [index('content_draft_steps_draft_index').on(table.draftId, table.seq)],
);

const publicationStates = ['waiting', 'running', 'done', 'failed'] as const;

/** Changes of the public site, a queue and its record. */
export const contentPublications = pgTable(
  'content_publications',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<Publication['kind']>().notNull(),
    title: text('title').notNull(),
    draftId: text('draft_id').references(() => contentDrafts.id),
    /** Of a withdrawal: `news/2026-11-notice`. */
    entry: text('entry'),
    /** Of a withdrawal. */
    reason: text('reason'),
    state: text('state', { enum: publicationStates }).notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    requestedAt: instant('requested_at').notNull(),
    dueAt: instant('due_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    release: text('release'),
    /** Why it failed; the file of each is empty where it is not about one. */
    faults: jsonb('faults').$type<ContentFault[]>().notNull(),
    /** The entry's file as it goes into the content directory, the same when it is begun again. */
    text: text('text'),
    /** Of the whole content directory as published, hexadecimal: tells a change by another door. */
    contentDigest: text('content_digest'),
    /** The process that does it; another may take it up once the lease is over. */
    leaseHolder: text('lease_holder'),
    leasedUntil: instant('leased_until'),
  },
  (table) => [
    // Never two at once, on however many processes.
    uniqueIndex('content_publications_running_index')
      .on(table.state)
      .where(sql`${table.state} = 'running'`),
    uniqueIndex('content_publications_draft_index')
      .on(table.draftId)
      .where(sql`${table.state} in ('waiting', 'running')`),
    uniqueIndex('content_publications_outside_index')
      .on(table.kind)
      .where(sql`${table.state} = 'waiting' and ${table.kind} in ('outside', 'rebuild')`),
    index('content_publications_due_index').on(table.state, table.dueAt),
    check(
      'content_publications_ended',
      sql`(${table.state} in ('done', 'failed')) = (${table.endedAt} is not null)`,
    ),
  ],
);
