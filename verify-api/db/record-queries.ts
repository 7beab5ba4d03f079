import { and, count, desc, eq, gt, gte, inArray, isNull, lt, ne, or, type SQL } from 'drizzle-orm';
import type { ReportType } from '#domain/outcome-kinds.ts';
import type { VerificationResult } from '#domain/verification.ts';
import type { Queries } from './client.ts';
import { reportPdfs, reports } from './schema.ts';

export type ReportRow = typeof reports.$inferSelect;

export interface RecordFilter {
  /** Any of these: an exact number, or a keyed hash of the ID number or the name. */
  match?: { number?: string; idIndex?: Uint8Array; nameIndex?: Uint8Array };
  status?: VerificationResult;
  type?: ReportType;
  office?: string;
  /** Issued at or after, and before. */
  from?: Date;
  until?: Date;
  /** Today's date in China, which `expired` and `valid` depend on. */
  today: string;
}

export async function findRecord(queries: Queries, number: string): Promise<ReportRow | undefined> {
  const [row] = await queries.select().from(reports).where(eq(reports.number, number));
  return row;
}

/** Stops counting at `most`. */
export async function countRecords(
  queries: Queries,
  filter: RecordFilter,
  most: number,
): Promise<number> {
  const found = queries
    .select({ number: reports.number })
    .from(reports)
    .where(conditions(filter))
    .limit(most)
    .as('found');
  const [row] = await queries.select({ counted: count() }).from(found);
  return row?.counted ?? 0;
}

/** Newest first. */
export function listRecords(
  queries: Queries,
  filter: RecordFilter,
  range: { offset: number; limit: number },
): Promise<ReportRow[]> {
  return queries
    .select()
    .from(reports)
    .where(conditions(filter))
    .orderBy(desc(reports.statusIndex))
    .limit(range.limit)
    .offset(range.offset);
}

function conditions(filter: RecordFilter): SQL | undefined {
  return and(matching(filter.match), withStatus(filter), ...withFacts(filter));
}

function matching(match: RecordFilter['match']): SQL | undefined {
  if (match === undefined) return undefined;
  return or(
    match.number === undefined ? undefined : eq(reports.number, match.number),
    match.idIndex === undefined ? undefined : eq(reports.idIndex, match.idIndex),
    match.nameIndex === undefined ? undefined : eq(reports.nameIndex, match.nameIndex),
  );
}

function withStatus({ status, today }: RecordFilter): SQL | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case 'expired':
      return and(eq(reports.state, 'valid'), lt(reports.validUntil, today));
    case 'valid':
      return and(
        eq(reports.state, 'valid'),
        or(isNull(reports.validUntil), gte(reports.validUntil, today)),
      );
    default:
      return eq(reports.state, status);
  }
}

function withFacts({ type, office, from, until }: RecordFilter): (SQL | undefined)[] {
  return [
    type === undefined ? undefined : eq(reports.type, type),
    office === undefined ? undefined : eq(reports.office, office),
    from === undefined ? undefined : gte(reports.issuedAt, from),
    until === undefined ? undefined : lt(reports.issuedAt, until),
  ];
}

export interface LikeFilter {
  idIndex: Uint8Array;
  type: ReportType;
  /** Only what stood when this report was made; now, when it is left out. */
  before: { statusIndex: number; issuedAt: Date } | undefined;
  /** A report number. */
  except: string | null;
  limit: number;
}

/** Reports of one person and type that were neither revoked nor superseded, newest first. */
export function findLikeReports(queries: Queries, filter: LikeFilter) {
  const { idIndex, type, before, except, limit } = filter;
  const standing = or(
    eq(reports.state, 'valid'),
    before === undefined ? undefined : gt(reports.changedAt, before.issuedAt),
  );
  return queries
    .select({ number: reports.number, issuedAt: reports.issuedAt })
    .from(reports)
    .where(
      and(
        eq(reports.idIndex, idIndex),
        eq(reports.type, type),
        before === undefined ? undefined : lt(reports.statusIndex, before.statusIndex),
        except === null ? undefined : ne(reports.number, except),
        standing,
      ),
    )
    .orderBy(desc(reports.statusIndex))
    .limit(limit)
    .execute();
}

/** Valid reports of one type of any of these people, as many as there are. */
export function findStandingReports(queries: Queries, idIndexes: Uint8Array[], type: ReportType) {
  return queries
    .select({ idIndex: reports.idIndex, number: reports.number, issuedAt: reports.issuedAt })
    .from(reports)
    .where(
      and(inArray(reports.idIndex, idIndexes), eq(reports.type, type), eq(reports.state, 'valid')),
    )
    .orderBy(desc(reports.statusIndex))
    .limit(5 * idIndexes.length)
    .execute();
}

export async function findSealedPdf(queries: Queries, number: string) {
  const [row] = await queries
    .select({ sealedPdf: reportPdfs.sealedPdf })
    .from(reportPdfs)
    .where(eq(reportPdfs.number, number));
  return row?.sealedPdf;
}
