import { and, eq, gte, sql } from 'drizzle-orm';
import type { Database } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import {
  countRecords,
  findLikeReports,
  findRecord,
  findSealedPdf,
  findStandingReports,
  type LikeFilter,
  listRecords,
  type RecordFilter,
  type ReportRow,
} from './record-queries.ts';
import { idempotency, statusIndexSequence } from './schema.ts';
import { storeErasure } from './store-erasure.ts';
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
  /** Stops counting at `most`. */
  countRecords(filter: RecordFilter, most: number): Promise<number>;
  findLikeReports(filter: LikeFilter): Promise<{ number: string; issuedAt: Date }[]>;
  findStandingReports(
    idIndexes: Uint8Array[],
    type: ReportRow['type'],
  ): Promise<{ idIndex: Uint8Array | null; number: string; issuedAt: Date }[]>;
  findSealedPdf(number: string): Promise<Uint8Array | undefined>;
  /** The report that this key made within the last 30 days. */
  findByIdempotencyKey(
    claim: { apiKeyId: string; key: string },
    now: Date,
  ): Promise<{ number: string; fingerprint: Uint8Array } | undefined>;
  storeIssued(issued: IssuedReport): Promise<IssueOutcome>;
  storeRevocation(revocation: Revocation): Promise<boolean>;
  storeErasure(erasure: Parameters<typeof storeErasure>[1]): Promise<boolean>;
}

/** Every method throws the Problem `unavailable` while the database is out of reach. */
export function createReportStore({ queries }: Pick<Database, 'queries'>): ReportStore {
  return {
    nextStatusIndex: reading(async () => {
      const next = sql<string>`nextval('${sql.raw(statusIndexSequence.seqName as string)}')`;
      const [row] = await queries.select({ next }).from(sql`(values (1)) as one`);
      return Number(row?.next);
    }),
    findForVerification: reading(prepareVerificationQuery(queries)),
    findRecord: reading((number) => findRecord(queries, number)),
    listRecords: reading((filter, range) => listRecords(queries, filter, range)),
    countRecords: reading((filter, most) => countRecords(queries, filter, most)),
    findLikeReports: reading((filter) => findLikeReports(queries, filter)),
    findStandingReports: reading((idIndexes, type) =>
      findStandingReports(queries, idIndexes, type),
    ),
    findSealedPdf: reading((number) => findSealedPdf(queries, number)),
    findByIdempotencyKey: reading(async ({ apiKeyId, key }, now) => {
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
    storeIssued: writing((issued) => storeIssuedReport(queries, issued)),
    storeRevocation: writing((revocation) => storeRevocation(queries, revocation)),
    storeErasure: writing((erasure) => storeErasure(queries, erasure)),
  };
}
