import type { CredentialOutcome } from '#domain/credential.ts';
import type { Outcome, ReportRequest } from '#domain/report-request.ts';
import { requireRow } from './read-report.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { openRecord, openReportKey } from './sealed-record.ts';

/**
 * What a report was made of, the whole ID number included, to fill in the form for its successor.
 * Throws `report-erased` once the personal data is gone.
 */
export async function readReportRequest(
  deps: ReportDependencies,
  number: string,
): Promise<{ number: string; request: ReportRequest }> {
  const row = await requireRow(deps, number);
  const { credential, idNumber } = openRecord(openReportKey(deps.vault, row), row.sealed);
  const { type, office, recipient, holder, outcomes, conversions, validUntil } = credential;
  return {
    number: row.number,
    request: {
      type,
      office,
      recipient,
      holder: { name: holder.name, idType: holder.idType, idNumber },
      outcomes: outcomes.map(withoutLabels),
      conversions,
      validUntil,
      supersedes: credential.supersedes as ReportRequest['supersedes'],
    },
  };
}

function withoutLabels({ labels: _, ...outcome }: CredentialOutcome): Outcome {
  return outcome;
}
