import { chinaDate } from '#domain/china-date.ts';
import type { ReportRecord } from '#domain/report-answers.ts';
import { stateToday } from '#domain/verification.ts';
import type { ReportRow } from '../db/record-queries.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { pdfUrl } from './report-urls.ts';
import { fields, openRecord, openReportKey } from './sealed-record.ts';
import { labelled } from './verify-report.ts';

export function toRecord(
  deps: Pick<ReportDependencies, 'vault' | 'clock' | 'siteUrl'>,
  row: ReportRow,
): ReportRecord {
  const key = row.wrappedKey === null ? undefined : openReportKey(deps.vault, row);
  const opened = key === undefined ? undefined : openRecord(key, row.sealed);
  const note = row.revocationNoteSealed;
  return {
    number: row.number,
    result: stateToday(row.state, row.validUntil, chinaDate(deps.clock())),
    type: row.type,
    office: row.office,
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil,
    issuedBy: row.issuedBy,
    demo: row.demo,
    credential: opened?.credential ?? null,
    signature: opened?.signature ?? null,
    credentialSha256: Buffer.from(row.credentialSha256).toString('hex'),
    pdfSha256: Buffer.from(row.pdfSha256).toString('hex'),
    pdfUrl: pdfUrl(deps.siteUrl, row.number),
    supersedes: row.supersedes,
    supersededBy: row.supersededBy,
    revocation:
      row.revocationReason === null
        ? null
        : {
            ...labelled(row.revocationReason),
            note:
              note === null || key === undefined
                ? null
                : new TextDecoder().decode(key.unseal(fields.revocationNote, note)),
          },
    changedAt: row.changedAt?.toISOString() ?? null,
    version: row.version,
  };
}
