import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { AuditAction } from '#domain/audit-actions.ts';
import { reportTypes } from '#domain/outcome-kinds.ts';
import type { KeyScope } from '#domain/permissions.ts';
import { roleNames } from '#domain/permissions.ts';
import type { Fault } from '#domain/problem.ts';
import { preparedStates } from '#domain/report-answers.ts';
import { bytea } from './bytea.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Accounts of the bank's staff; the names of the fields are those of the sign-in library. */
export const staffUsers = pgTable('staff_users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** The account name as the library wants it: `wangmin@staff.invalid`. Nothing is ever sent there. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  role: text('role', { enum: roleNames }).notNull(),
  /** 浦东分部; printed as the issuing office of what this person issues. */
  office: text('office'),
  disabled: boolean('disabled').notNull().default(false),
  mustChangePassword: boolean('must_change_password').notNull().default(true),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  failedSignIns: integer('failed_sign_ins').notNull().default(0),
  lockedUntil: instant('locked_until'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

const user = (onDelete: 'cascade' | 'restrict' = 'cascade') =>
  text('user_id')
    .notNull()
    .references(() => staffUsers.id, { onDelete });

export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: text('id').primaryKey(),
    userId: user(),
    token: text('token').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('staff_sessions_user_index').on(table.userId)],
);

/** The password's hash (scrypt) of each account; the other columns are the library's and stay empty. */
export const staffAccounts = pgTable(
  'staff_accounts',
  {
    id: text('id').primaryKey(),
    userId: user(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('staff_accounts_user_index').on(table.userId)],
);

/** Half-finished sign-ins: password right, one-time code still to come. */
export const staffVerifications = pgTable(
  'staff_verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('staff_verifications_identifier_index').on(table.identifier)],
);

/** TOTP secrets (RFC 6238), encrypted by the library. */
export const staffTwoFactors = pgTable(
  'staff_two_factors',
  {
    id: text('id').primaryKey(),
    userId: user(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: instant('locked_until'),
  },
  (table) => [index('staff_two_factors_user_index').on(table.userId)],
);

/** Keys for other systems; the key itself is shown once and kept as its SHA-256 only. */
export const apiKeys = pgTable('api_keys', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  scopes: jsonb('scopes').$type<KeyScope[]>().notNull(),
  keyHash: bytea('key_hash').notNull().unique(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  /** To the minute. */
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
});

/** Who did what, never with a holder's personal data; a trigger refuses any change. */
export const audit = pgTable(
  'audit',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** `staff:…`, `key:…`, `bootstrap`, `terminal`, `system`. */
    actor: text('actor').notNull(),
    /** As it was then. */
    actorName: text('actor_name').notNull(),
    action: text('action').$type<AuditAction>().notNull(),
    /** A report number, an account name, the id of a key or a batch, the path of an entry. */
    subject: text('subject'),
    detail: jsonb('detail').$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (table) => [
    index('audit_actor_index').on(table.actor, table.seq),
    index('audit_subject_index').on(table.subject, table.seq),
    index('audit_at_index').on(table.at),
  ],
);

/** A report that one person has prepared and another may release; its content is sealed as a report's is. */
export const preparedReports = pgTable(
  'prepared_reports',
  {
    id: text('id').primaryKey(),
    type: text('type', { enum: reportTypes }).notNull(),
    office: text('office').notNull(),
    state: text('state', { enum: preparedStates }).notNull(),
    sealed: bytea('sealed').notNull(),
    wrappedKey: bytea('wrapped_key').notNull(),
    masterKeyVersion: text('master_key_version').notNull(),
    preparedBy: text('prepared_by').notNull(),
    preparedByName: text('prepared_by_name').notNull(),
    preparedAt: instant('prepared_at').notNull(),
    decidedBy: text('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: instant('decided_at'),
    /** Why it was returned. */
    note: text('note'),
    number: text('number'),
  },
  (table) => [
    index('prepared_reports_state_index').on(table.state, table.preparedAt),
    check(
      'prepared_reports_decided',
      sql`(${table.state} = 'waiting') = (${table.decidedAt} is null)`,
    ),
    check(
      'prepared_reports_released',
      sql`(${table.state} = 'released') = (${table.number} is not null)`,
    ),
    check(
      'prepared_reports_four_eyes',
      sql`${table.state} <> 'released' or ${table.decidedBy} <> ${table.preparedBy}`,
    ),
  ],
);

/** Checked, waiting for a second person, released (one runs, the others queue), ended. */
const batchStates = ['checked', 'waiting', 'running', 'done', 'stopped'] as const;

/** A list of reports to issue, uploaded by a person. Its rows are sealed under one data key. */
export const reportBatches = pgTable(
  'report_batches',
  {
    id: text('id').primaryKey(),
    fileName: text('file_name').notNull(),
    type: text('type', { enum: reportTypes }).notNull(),
    office: text('office').notNull(),
    state: text('state', { enum: batchStates }).notNull(),
    /** How many reports. */
    rows: integer('rows').notNull(),
    /** Keyed hash of the uploaded bytes: tells that a file comes a second time. */
    fingerprint: bytea('fingerprint').notNull(),
    /** What the uploader should know of how the file was read. */
    notices: jsonb('notices').$type<string[]>().notNull(),
    wrappedKey: bytea('wrapped_key').notNull(),
    masterKeyVersion: text('master_key_version').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedByName: text('uploaded_by_name').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    releasedBy: text('released_by'),
    releasedByName: text('released_by_name'),
    releasedAt: instant('released_at'),
    endedAt: instant('ended_at'),
    /** The process that issues it; another may take it up once the lease is over. */
    leaseHolder: text('lease_holder'),
    leasedUntil: instant('leased_until'),
  },
  (table) => [index('report_batches_uploaded_index').on(table.uploadedAt)],
);

const rowStates = ['waiting', 'issued', 'refused'] as const;

export const reportBatchRows = pgTable(
  'report_batch_rows',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => reportBatches.id),
    /** The row of the sheet where this report begins, from 1. */
    line: integer('line').notNull(),
    state: text('state', { enum: rowStates }).notNull(),
    /** The request; emptied once it is issued or the batch has ended. */
    sealed: bytea('sealed').notNull(),
    number: text('number'),
    /** While it waits, and once it is issued: warnings. When refused: why. */
    faults: jsonb('faults').$type<Fault[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.line] }),
    check(
      'report_batch_rows_issued',
      sql`(${table.state} = 'issued') = (${table.number} is not null)`,
    ),
  ],
);
