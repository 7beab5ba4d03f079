import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { reportTypes } from '#domain/outcome-kinds.ts';
import type { RevocationReason } from '#domain/revocation.ts';
import { reportStates } from '#domain/verification.ts';
import { bytea } from './bytea.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Positions in a published list of states; a gap (a report that was never finished) does no harm. */
export const statusIndexSequence = pgSequence('report_status_index', { startWith: 0, minValue: 0 });

/** Public halves of every key that ever signed, retired ones included. */
export const signingKeys = pgTable('signing_keys', {
  kid: text('kid').primaryKey(),
  publicJwk: jsonb('public_jwk').$type<Record<string, unknown>>().notNull(),
  demo: boolean('demo').notNull(),
  createdAt: instant('created_at').notNull(),
});

/**
 * What is personal is inside `sealed`, under a data key of this report alone, which `wrapped_key`
 * holds under a master key: setting `wrapped_key` (and both indexes) to null erases the person.
 */
export const reports = pgTable(
  'reports',
  {
    number: text('number').primaryKey(),
    statusIndex: bigint('status_index', { mode: 'number' }).notNull().unique(),
    type: text('type', { enum: reportTypes }).notNull(),
    state: text('state', { enum: reportStates }).notNull(),
    office: text('office').notNull(),
    recipient: text('recipient'),
    issuedAt: instant('issued_at').notNull(),
    validUntil: date('valid_until', { mode: 'string' }),
    issuedBy: text('issued_by').notNull(),
    kid: text('kid')
      .notNull()
      .references(() => signingKeys.kid),
    demo: boolean('demo').notNull(),
    codeHash: bytea('code_hash').notNull(),
    /** Keyed hashes: equal ID numbers and names are found, none can be read back. */
    idIndex: bytea('id_index'),
    nameIndex: bytea('name_index'),
    /** JSON of credential, signature, full ID number and code. */
    sealed: bytea('sealed').notNull(),
    wrappedKey: bytea('wrapped_key'),
    masterKeyVersion: text('master_key_version').notNull(),
    credentialSha256: bytea('credential_sha256').notNull(),
    pdfSha256: bytea('pdf_sha256').notNull(),
    supersedes: text('supersedes')
      .unique()
      .references((): AnyPgColumn => reports.number),
    supersededBy: text('superseded_by').references((): AnyPgColumn => reports.number),
    revocationReason: text('revocation_reason').$type<RevocationReason>(),
    revocationNoteSealed: bytea('revocation_note_sealed'),
    changedAt: instant('changed_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('reports_id_index').on(table.idIndex),
    index('reports_name_index').on(table.nameIndex),
    index('reports_state_index').on(table.state, table.statusIndex),
    check('reports_number', sql`${table.number} ~ '^[0-9]{20}$'`),
    check('reports_state', sql`${table.state} in ('valid', 'revoked', 'superseded')`),
    check(
      'reports_revoked',
      sql`(${table.state} = 'revoked') = (${table.revocationReason} is not null)`,
    ),
    check(
      'reports_superseded',
      sql`${table.state} <> 'superseded' or ${table.supersededBy} is not null`,
    ),
    check('reports_valid', sql`${table.state} <> 'valid' or ${table.supersededBy} is null`),
    check('reports_changed', sql`(${table.changedAt} is null) = (${table.version} = 1)`),
    check(
      'reports_hashes',
      sql`octet_length(${table.codeHash}) = 32 and octet_length(${table.credentialSha256}) = 32 and octet_length(${table.pdfSha256}) = 32`,
    ),
  ],
);

/** The PDF as issued, sealed under the report's data key. Verification never reads this table. */
export const reportPdfs = pgTable('report_pdfs', {
  number: text('number')
    .primaryKey()
    .references(() => reports.number),
  sealedPdf: bytea('sealed_pdf').notNull(),
});

export const eventKinds = ['issued', 'revoked', 'superseded', 'erased'] as const;

/** Everything that ever happened, without personal data, `seq` rising in the order of commits. */
export const events = pgTable(
  'events',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    number: text('number')
      .notNull()
      .references(() => reports.number),
    kind: text('kind', { enum: eventKinds }).notNull(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    payload: jsonb('payload').$type<Record<string, string | number | null>>().notNull(),
  },
  (table) => [
    index('events_number_index').on(table.number),
    check('events_kind', sql`${table.kind} in ('issued', 'revoked', 'superseded', 'erased')`),
  ],
);

export const idempotency = pgTable(
  'idempotency',
  {
    apiKeyId: text('api_key_id').notNull(),
    key: text('key').notNull(),
    /** Keyed hash of the canonical request: tells the same body from another, and nothing else. */
    fingerprint: bytea('fingerprint').notNull(),
    number: text('number')
      .notNull()
      .references(() => reports.number),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.apiKeyId, table.key] })],
);

export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

export * from './content-schema.ts';
export * from './staff-schema.ts';
