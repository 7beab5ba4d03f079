import { and, desc, eq, gte, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { VerificationResult } from '#domain/verification.ts';
import type { Queries } from './client.ts';
import { reportPdfs, reports } from './schema.ts';

export type ReportRow = typeof reports.$inferSelect;

export interface RecordFilter {
  /** Any of these: an exact number, or a keyed hash of the ID number or the name. */
  match?: { number?: string; idIndex?: Uint8Array; nameIndex?: Uint8Array };
  status?: VerificationResult;
  /** Today's date in China, which `expired` and `valid` depend on. */
  today: string;
}

export async function findRecord(queries: Queries, number: string): Promise<ReportRow | undefined> {
  const [row] = await queries.select().from(reports).where(eq(reports.number, number));
  return row;
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
    .where(and(matching(filter.match), withStatus(filter)))
    .orderBy(desc(reports.statusIndex))
    .limit(range.limit)
    .offset(range.offset);
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

export async function findSealedPdf(queries: Queries, number: string) {
  const [row] = await queries
    .select({ sealedPdf: reportPdfs.sealedPdf })
    .from(reportPdfs)
    .where(eq(reportPdfs.number, number));
  return row?.sealedPdf;
}
