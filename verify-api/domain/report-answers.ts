import type { Credential } from './credential.ts';
import type { ReportType } from './outcome-kinds.ts';
import type { ReportRequest } from './report-request.ts';
import type { RevocationReason } from './revocation.ts';
import type { VerificationResult } from './verification.ts';

/** What the service answers whoever issues reports; the pages of the office read it. */

/** A report as the issuing office sees it: everything but the code and the full ID number. */
export interface ReportRecord {
  number: string;
  result: VerificationResult;
  type: ReportType;
  office: string;
  /** RFC 3339. */
  issuedAt: string;
  /** A date in China. */
  validUntil: string | null;
  issuedBy: string;
  demo: boolean;
  /** Null once the personal data has been erased. */
  credential: Credential | null;
  signature: string | null;
  credentialSha256: string;
  pdfSha256: string;
  pdfUrl: string;
  supersedes: string | null;
  supersededBy: string | null;
  revocation: {
    reason: RevocationReason;
    reasonLabel: string;
    note: string | null;
  } | null;
  /** When it was revoked or superseded last, RFC 3339. */
  changedAt: string | null;
  version: number;
}

export interface ReportPage {
  reports: ReportRecord[];
  page: number;
  pageSize: number;
  hasMore: boolean;
  /** How many there are on all pages; counted up to a thousand, beyond which it is not exact. */
  total: number;
  totalIsExact: boolean;
}

/** Something the officer should know; nothing is refused for it. */
export interface IssueWarning {
  code: 'like-report';
  /** The earlier report. */
  number: string;
  issuedOn: string;
  message: string;
}

/** The body of the answer to `POST /api/v1/reports`. */
export interface IssueAnswer {
  number: string;
  /** `7K3M-9QXD-4T2A-W8RE` */
  code: string;
  issuedAt: string;
  verifyUrl: string;
  pdfUrl: string;
  /** Left out when there is nothing to say. */
  warnings?: IssueWarning[];
}

export const preparedStates = ['waiting', 'released', 'returned', 'withdrawn'] as const;
export type PreparedState = (typeof preparedStates)[number];

/** Four eyes: what one person has prepared for another to release. */
export interface PreparedReport {
  id: string;
  state: PreparedState;
  type: ReportType;
  office: string;
  /** `staff:<id>` */
  preparedBy: string;
  preparedByName: string;
  preparedAt: string;
  decidedByName: string | null;
  decidedAt: string | null;
  /** Why it was returned. */
  note: string | null;
  /** Of the report, once released. */
  number: string | null;
}

/** How many prepared reports wait, for whoever asks. */
export interface PreparedCounts {
  /** Prepared by others: these one may release. */
  waiting: number;
  /** One's own, that wait for somebody else. */
  mine: number;
  /** One's own, given back. */
  returned: number;
}

/** What came of the office's form; `held` until the officer has accepted the warnings. */
export type FormAnswer = { issued: string } | { prepared: string } | { held: IssueWarning[] };

/** A prepared report with its whole content, to be compared with the papers. */
export interface PreparedContent {
  prepared: PreparedReport;
  request: ReportRequest;
  warnings: IssueWarning[];
}
