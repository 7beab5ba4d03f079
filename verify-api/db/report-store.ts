import { and, eq, gte, sql } from 'drizzle-orm';
import { Problem } from '#domain/problem.ts';
import type { Database } from './client.ts';
import { isDatabaseAway, withDeadline } from './database-errors.ts';
import {
  findRecord,
  findSealedPdf,
  listRecords,
  type RecordFilter,
  type ReportRow,
} from './record-queries.ts';
import { idempotency, reports, statusIndexSequence } from './schema.ts';
import {
  expiryOf,
  type IssuedReport,
  type IssueOutcome,
  storeIssuedReport,
} from './store-issued-report.ts';
import { type Revocation, storeRevocation } from './store-revocation.ts';
import { prepareVerificationQuery, type VerificationRow } from './verification-query.ts';

/** Everything the use cases ask of the database. All of it is read from and written to the primary. */
export interface ReportStore {
  nextStatusIndex(): Promise<number>;
  findForVerification(number: string): Promise<VerificationRow | undefined>;
  findRecord(number: string): Promise<ReportRow | undefined>;
  listRecords(filter: RecordFilter, range: { offset: number; limit: number }): Promise<ReportRow[]>;
  findSealedPdf(number: string): Promise<Uint8Array | undefined>;
  /** The report that this key made within the last 30 days. */
  findByIdempotencyKey(
    claim: { apiKeyId: string; key: string },
    now: Date,
  ): Promise<{ number: string; fingerprint: Uint8Array } | undefined>;
  storeIssued(issued: IssuedReport): Promise<IssueOutcome>;
  storeRevocation(revocation: Revocation): Promise<boolean>;
}

/** Longer than this, and a person who waits for a verification is told that it cannot be done now. */
const READ_DEADLINE_MS = 3000;

/** Every method throws the Problem `unavailable` while the database is out of reach. */
export function createReportStore({ queries }: Pick<Database, 'queries'>): ReportStore {
  const findForVerification = prepareVerificationQuery(queries);
  return {
    nextStatusIndex: guarded(async () => {
      const next = sql<string>`nextval('${sql.raw(statusIndexSequence.seqName as string)}')`;
      const [row] = await queries.select({ next }).from(sql`(values (1)) as one`);
      return Number(row?.next);
    }),
    findForVerification: guarded((number) =>
      withDeadline(findForVerification(number), READ_DEADLINE_MS),
    ),
    findRecord: guarded((number) => findRecord(queries, number)),
    listRecords: guarded((filter, range) => listRecords(queries, filter, range)),
    findSealedPdf: guarded((number) =>
      withDeadline(findSealedPdf(queries, number), READ_DEADLINE_MS),
    ),
    findByIdempotencyKey: guarded(async ({ apiKeyId, key }, now) => {
      const [row] = await queries
        .select({ number: idempotency.number, fingerprint: idempotency.fingerprint })
        .from(idempotency)
        .where(
          and(
            eq(idempotency.apiKeyId, apiKeyId),
            eq(idempotency.key, key),
            gte(idempotency.createdAt, expiryOf(now)),
          ),
        );
      return row;
    }),
    storeIssued: guarded((issued) => storeIssuedReport(queries, issued)),
    storeRevocation: guarded((revocation) => storeRevocation(queries, revocation)),
  };
}

function guarded<Arguments extends unknown[], Answer>(
  query: (...args: Arguments) => Promise<Answer>,
): (...args: Arguments) => Promise<Answer> {
  return async (...args) => {
    try {
      return await query(...args);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      throw new Problem('unavailable', '数据库暂时无法访问，请稍后再试。', {
        retryAfterSeconds: 5,
        cause: error,
      });
    }
  };
}

/** Throws unless the database answers soon. */
export async function pingDatabase({ queries }: Pick<Database, 'queries'>): Promise<void> {
  await withDeadline(
    queries.select({ number: reports.number }).from(reports).limit(1).execute(),
    READ_DEADLINE_MS,
  );
}
