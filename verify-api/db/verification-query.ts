import { eq, sql } from 'drizzle-orm';
import type { Queries } from './client.ts';
import { reports } from './schema.ts';

/** What a verification reads: one row, by key, with nothing joined. */
export function prepareVerificationQuery(queries: Queries) {
  const statement = queries
    .select({
      number: reports.number,
      type: reports.type,
      state: reports.state,
      issuedAt: reports.issuedAt,
      validUntil: reports.validUntil,
      demo: reports.demo,
      codeHash: reports.codeHash,
      sealed: reports.sealed,
      wrappedKey: reports.wrappedKey,
      masterKeyVersion: reports.masterKeyVersion,
      credentialSha256: reports.credentialSha256,
      pdfSha256: reports.pdfSha256,
      supersededBy: reports.supersededBy,
      revocationReason: reports.revocationReason,
      changedAt: reports.changedAt,
    })
    .from(reports)
    .where(eq(reports.number, sql.placeholder('number')))
    .prepare('verify_report');
  return async (number: string) => (await statement.execute({ number }))[0];
}

export type VerificationRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof prepareVerificationQuery>>>
>;
