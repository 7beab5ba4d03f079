import { timingSafeEqual } from 'node:crypto';
import { chinaDate } from '#domain/china-date.ts';
import { normalIdNumber } from '#domain/id-number.ts';
import { maskName } from '#domain/masked-name.ts';
import { Problem } from '#domain/problem.ts';
import { signReceipt } from '#domain/receipt.ts';
import { requireValid } from '#domain/require-valid.ts';
import { type RevocationReason, revocationReasons } from '#domain/revocation.ts';
import type { ReportKey } from '#domain/vault.ts';
import {
  type AnswerState,
  type FullAnswer,
  type SummaryAnswer,
  stateToday,
  type VerificationAnswer,
  verificationRequestSchema,
  type Withheld,
} from '#domain/verification.ts';
import { codeHashInput, type VerificationCode } from '#domain/verification-code.ts';
import type { VerificationRow } from '../db/verification-query.ts';
import { sha256 } from './draw-report.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { requireReportNumber, requireVerificationCode } from './require-number.ts';
import {
  openRecord,
  openReportKey,
  openSummary,
  type SealedRecord,
  type SealedSummary,
} from './sealed-record.ts';

export type VerifyDependencies = Pick<
  ReportDependencies,
  'bank' | 'store' | 'vault' | 'signing' | 'clock'
>;

/**
 * Answers `POST /api/v1/verifications`. "Not genuine" (404, 403) is said only when the database
 * has said so; whatever else goes wrong is `cannot-verify`.
 */
export async function verifyReport(
  deps: VerifyDependencies,
  body: unknown,
): Promise<VerificationAnswer> {
  const request = parseRequest(body);
  try {
    const row = await findReport(deps, request.number);
    if (request.code !== undefined) requireCode(row, request.code);
    const state = stateOf(deps, row);
    if (request.code === undefined) {
      const opened = open(deps, row, openSummary);
      return typeof opened === 'string'
        ? withheld(deps, row, state, opened)
        : summary(state, opened);
    }
    const receipt = issueReceipt(deps, row, state);
    const opened = open(deps, row, openRecord);
    return typeof opened === 'string'
      ? { ...withheld(deps, row, state, opened), receipt }
      : full(row, state, opened, receipt, request.idNumber);
  } catch (error) {
    if (error instanceof Problem && error.code !== 'unavailable') throw error;
    throw new Problem('cannot-verify', '暂时无法核验，请稍后再试；这不表示报告不真实。', {
      retryAfterSeconds: 5,
      cause: error,
    });
  }
}

function parseRequest(body: unknown) {
  const { number, code, idNumber } = requireValid(
    verificationRequestSchema,
    body,
    '核验请求的内容有误。',
  );
  const given = { code: code?.trim() || undefined, idNumber: idNumber || undefined };
  if (given.idNumber !== undefined && given.code === undefined) {
    const message = '核对证件号码时必须同时提供验证码';
    throw new Problem('validation-failed', `${message}。`, {
      faults: [{ path: '$.code', message }],
    });
  }
  return {
    number: requireReportNumber(number),
    code: given.code === undefined ? undefined : requireVerificationCode(given.code),
    idNumber: given.idNumber,
  };
}

export async function findReport(
  deps: Pick<ReportDependencies, 'store'>,
  number: string,
): Promise<VerificationRow> {
  const row = await deps.store.findForVerification(number);
  if (row !== undefined) return row;
  throw new Problem('number-not-found', '本行没有签发过这个编号的报告，请对照报告核对编号。');
}

/** The hashes are compared in constant time. */
export function requireCode(row: VerificationRow, code: VerificationCode): void {
  if (timingSafeEqual(sha256(codeHashInput(row.number, code)), row.codeHash)) return;
  throw new Problem('code-mismatch', '验证码与编号不符，请对照报告重新输入。');
}

/** The state needs no key, so it is told even when the content cannot be. */
function open<Part>(
  { vault }: VerifyDependencies,
  row: VerificationRow,
  openPart: (key: ReportKey, sealed: Uint8Array) => Part,
): Part | Withheld {
  if (row.wrappedKey === null) return 'erased';
  try {
    return openPart(openReportKey(vault, row), row.sealed);
  } catch {
    return 'unreadable';
  }
}

function summary(state: AnswerState, opened: SealedSummary): SummaryAnswer {
  const { type, typeLabel, issuedAt, validUntil, name } = opened;
  return {
    level: 'summary',
    ...state,
    ...{ type, typeLabel, issuedOn: chinaDate(new Date(issuedAt)), validUntil },
    holder: maskName(name),
  };
}

function withheld(
  { bank }: VerifyDependencies,
  row: VerificationRow,
  state: AnswerState,
  why: Withheld,
): SummaryAnswer {
  return {
    level: 'summary',
    ...state,
    type: row.type,
    // The label of the day of issue is sealed; the bank may have dropped the type since.
    typeLabel: bank.reportTypes[row.type] ?? { zh: '学习成果报告', en: 'Report' },
    issuedOn: chinaDate(row.issuedAt),
    validUntil: row.validUntil,
    holder: null,
    withheld: why,
  };
}

function full(
  row: VerificationRow,
  state: AnswerState,
  record: SealedRecord,
  receipt: string,
  idNumber: string | undefined,
): FullAnswer {
  return {
    level: 'full',
    ...state,
    report: record.credential,
    ...(row.supersededBy === null ? {} : { supersededBy: row.supersededBy }),
    pdfSha256: hex(row.pdfSha256),
    credentialSha256: hex(row.credentialSha256),
    ...(idNumber === undefined ? {} : { holderMatch: isHolder(record, idNumber) }),
    receipt,
  };
}

function issueReceipt(deps: VerifyDependencies, row: VerificationRow, state: AnswerState): string {
  const { number, result, reason, changedOn, checkedAt, demo } = state;
  const receipt = {
    version: 1 as const,
    iss: deps.bank.issuerId,
    number,
    result,
    ...(reason === undefined ? {} : { reason }),
    ...(changedOn === undefined ? {} : { changedOn }),
    checkedAt,
    credentialSha256: hex(row.credentialSha256),
    demo,
  };
  return signReceipt(receipt, deps.signing.kid, (input) => deps.signing.sign(input));
}

function stateOf(deps: VerifyDependencies, row: VerificationRow): AnswerState {
  const now = deps.clock();
  return {
    result: stateToday(row.state, row.validUntil, chinaDate(now)),
    number: row.number,
    ...(row.revocationReason === null ? {} : labelled(row.revocationReason)),
    ...(row.changedAt === null ? {} : { changedOn: chinaDate(row.changedAt) }),
    demo: row.demo,
    checkedAt: now.toISOString(),
  };
}

export function labelled(reason: RevocationReason) {
  return { reason, reasonLabel: revocationReasons[reason] };
}

function isHolder(record: SealedRecord, idNumber: string): boolean {
  const digest = (text: string) => sha256(new TextEncoder().encode(normalIdNumber(text)));
  return timingSafeEqual(digest(record.idNumber), digest(idNumber));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
