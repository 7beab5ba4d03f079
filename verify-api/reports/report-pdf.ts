import { Problem } from '#domain/problem.ts';
import type { VerificationRow } from '../db/verification-query.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { requireReportNumber, requireVerificationCode } from './require-number.ts';
import { fields, openReportKey } from './sealed-record.ts';
import { findReport, requireCode } from './verify-report.ts';

export interface ReportPdf {
  number: string;
  /** What this type of report is called here, fit for the name of a file. */
  title: string;
  bytes: Uint8Array;
  /** Hex. */
  sha256: string;
}

/** The PDF as issued, byte for byte. Without `code` the caller must be an issuer. */
export async function fetchReportPdf(
  deps: Pick<ReportDependencies, 'store' | 'vault' | 'bank'>,
  input: { number: string; code: string | undefined },
): Promise<ReportPdf> {
  const number = requireReportNumber(input.number);
  const code = input.code === undefined ? undefined : requireVerificationCode(input.code);
  const row = await findReport(deps, number);
  if (code !== undefined) requireCode(row, code);
  const sealed = await deps.store.findSealedPdf(number);
  if (sealed === undefined) throw new Error('a report is stored without its PDF');
  const sha256 = Buffer.from(row.pdfSha256).toString('hex');
  return { number, title: titleOf(deps, row), bytes: openPdf(deps, row, sealed), sha256 };
}

/** As the bank names the type today; signs that no file name may hold are left out. */
function titleOf({ bank }: Pick<ReportDependencies, 'bank'>, { type }: VerificationRow): string {
  return (bank.reportTypes[type]?.zh ?? '').replace(/[\p{Cc}\\/:*?"<>|]/gu, '') || '学习成果报告';
}

function openPdf(
  { vault }: Pick<ReportDependencies, 'vault'>,
  row: VerificationRow,
  sealed: Uint8Array,
) {
  try {
    return openReportKey(vault, row).unseal(fields.pdf, sealed);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('unavailable', '报告原件暂时无法打开，请与我们联系；这不表示报告不真实。', {
      cause,
    });
  }
}
