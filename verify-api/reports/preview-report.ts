import { makeCredential } from '#domain/credential.ts';
import { makeReportNumber } from '#domain/report-number.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { readRequest, requireIssuable } from './check-request.ts';
import type { ReportDependencies } from './report-dependencies.ts';

/** The report that this request would make, as a PDF marked as a preview. Stores and signs nothing. */
export async function previewReport(deps: ReportDependencies, body: unknown): Promise<Uint8Array> {
  return previewRequest(deps, readRequest(body));
}

/** The same for a request that has been read. */
export async function previewRequest(
  deps: ReportDependencies,
  request: ReportRequest,
): Promise<Uint8Array> {
  requireIssuable(deps, request);
  const credential = makeCredential({
    bank: deps.bank,
    request,
    number: makeReportNumber(deps.bank.provinceCode, 0, '0'.repeat(14)),
    kid: deps.signing.kid,
    salt: new Uint8Array(16),
    statusIndex: 0,
    issuedAt: deps.clock(),
    demo: deps.demo,
  });
  return deps.printer.preview({
    credential,
    code: BLANK_CODE,
    verifyUrl: `${deps.siteUrl}/verify/`,
  });
}

const BLANK_CODE = '0'.repeat(16);
