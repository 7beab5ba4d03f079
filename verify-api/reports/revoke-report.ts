import type { ActorName } from '#domain/actor.ts';
import { Problem } from '#domain/problem.ts';
import type { ReportRecord } from '#domain/report-answers.ts';
import { requireValid } from '#domain/require-valid.ts';
import { revocationRequestSchema } from '#domain/revocation.ts';
import type { ReportRow } from '../db/record-queries.ts';
import { requireRow } from './read-report.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { toRecord } from './report-record.ts';
import { fields, openReportKey } from './sealed-record.ts';

/** Revokes a report, superseded ones too. Once this has returned, every verification says so. */
export async function revokeReport(
  deps: ReportDependencies,
  input: { actor: ActorName; number: string; body: unknown },
): Promise<ReportRecord> {
  const request = requireValid(
    revocationRequestSchema,
    input.body,
    '撤销请求的内容有误，报告没有撤销。',
  );
  const row = await requireRow(deps, input.number);
  const revoked =
    row.state !== 'revoked' &&
    (await deps.store.storeRevocation({
      number: row.number,
      reason: request.reason,
      sealedNote: sealNote(deps, row, request.note),
      at: deps.clock(),
      actor: input.actor,
    }));
  if (!revoked) throw new Problem('already-revoked', '这份报告此前已经撤销。');
  return toRecord(deps, await requireRow(deps, row.number));
}

function sealNote(deps: ReportDependencies, row: ReportRow, note: string | undefined) {
  if (!note) return null;
  const key = openReportKey(deps.vault, row);
  return key.seal(fields.revocationNote, new TextEncoder().encode(note));
}
