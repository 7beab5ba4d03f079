import { timingSafeEqual } from 'node:crypto';
import type { ActorName } from '#domain/actor.ts';
import { Problem } from '#domain/problem.ts';
import type { IssueAnswer } from '#domain/report-answers.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { formatVerificationCode } from '#domain/verification-code.ts';
import { invalid, readRequest, requireIssuable } from './check-request.ts';
import { drawReport } from './draw-report.ts';
import { requestFingerprint } from './keyed-hashes.ts';
import { likeReports } from './like-reports.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { pdfUrl, verifyUrl } from './report-urls.ts';
import { openRecord, openReportKey, type SealedRecord } from './sealed-record.ts';

export interface IssueInput {
  actor: ActorName;
  body: unknown;
  idempotencyKey: string | undefined;
  /** Whose key it is, when not the actor's own: one of these is answered alike to whoever asks. */
  idempotencyOwner?: string;
}

const MOST_DRAWS = 5;

/**
 * Issues a report. Once this has returned, the report is stored whole: row, PDF and events.
 * `replayed` is true when the same key had already made it within 30 days.
 */
export async function issueReport(
  deps: ReportDependencies,
  input: IssueInput,
): Promise<{ replayed: boolean; answer: IssueAnswer }> {
  const request = readRequest(input.body);
  const claim = makeClaim(deps, input, request);
  const earlier = await replay(deps, claim, request);
  if (earlier !== undefined) return { replayed: true, answer: earlier };
  requireIssuable(deps, request);
  try {
    await requireSupersedable(deps, request.supersedes);
    const answer = await drawAndStore(deps, input.actor, request, claim);
    return { replayed: false, answer };
  } catch (error) {
    // The same request, sent twice at once, may have lost to itself.
    const winner = isConflict(error) ? await replay(deps, claim, request) : undefined;
    if (winner === undefined) throw error;
    return { replayed: true, answer: winner };
  }
}

interface Claim {
  apiKeyId: string;
  key: string;
  fingerprint: Uint8Array;
}

function makeClaim(
  deps: ReportDependencies,
  { actor, idempotencyKey, idempotencyOwner }: IssueInput,
  request: ReportRequest,
): Claim | undefined {
  if (idempotencyKey === undefined) return undefined;
  return {
    apiKeyId: idempotencyOwner ?? actor.id,
    key: idempotencyKey,
    fingerprint: requestFingerprint(deps.vault, request),
  };
}

async function replay(deps: ReportDependencies, claim: Claim | undefined, request: ReportRequest) {
  if (claim === undefined) return undefined;
  const earlier = await deps.store.findByIdempotencyKey(claim, deps.clock());
  if (earlier === undefined) return undefined;
  if (!timingSafeEqual(earlier.fingerprint, claim.fingerprint)) {
    throw new Problem(
      'idempotency-conflict',
      '这个 Idempotency-Key 已用于另一份内容不同的报告；请换一个键，或改回原来的内容。',
    );
  }
  const row = await deps.store.findForVerification(earlier.number);
  if (row === undefined) throw new Error('an idempotency key names a report that is not there');
  return toAnswer(deps, request, openRecord(openReportKey(deps.vault, row), row.sealed));
}

/** Whether this person's key has made a report within 30 days. */
export async function wasIssuedUnder(
  deps: ReportDependencies,
  actor: ActorName,
  key: string,
): Promise<boolean> {
  const claim = { apiKeyId: actor.id, key };
  return (await deps.store.findByIdempotencyKey(claim, deps.clock())) !== undefined;
}

/** Throws a Problem unless the report of this number, if any, can be superseded now. */
export async function requireSupersedable(
  deps: ReportDependencies,
  number: string | null,
): Promise<void> {
  if (number === null) return;
  const old = await deps.store.findForVerification(number);
  if (old === undefined) {
    throw invalid([{ path: '$.supersedes', message: '没有这个编号的报告，无法换发' }]);
  }
  if (old.state !== 'valid') throw notSupersedable();
}

function notSupersedable(): Problem {
  return new Problem('cannot-supersede', '被换发的报告已撤销或已换发过，不能再换发。');
}

async function drawAndStore(
  deps: ReportDependencies,
  actor: ActorName,
  request: ReportRequest,
  claim: Claim | undefined,
): Promise<IssueAnswer> {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const { record, row, sealedPdf } = await drawReport(deps, actor.id, request);
    const outcome = await deps.store.storeIssued({
      report: row,
      actor,
      sealedPdf,
      idempotency: claim,
    });
    if (outcome === 'stored') return toAnswer(deps, request, record);
    if (outcome === 'not-supersedable') throw notSupersedable();
    if (outcome === 'key-taken') {
      throw new Problem('idempotency-conflict', '同一个 Idempotency-Key 正在处理，请稍后重试。');
    }
  }
  throw new Error(`no free report number in ${MOST_DRAWS} draws: the randomness is broken`);
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof Problem &&
    (error.code === 'cannot-supersede' || error.code === 'idempotency-conflict')
  );
}

async function toAnswer(
  deps: ReportDependencies,
  request: ReportRequest,
  { credential, code }: SealedRecord,
): Promise<IssueAnswer> {
  const { number, issuedAt, statusIndex } = credential;
  const warnings = await likeReports(deps, request, { statusIndex, issuedAt: new Date(issuedAt) });
  return {
    number,
    code: formatVerificationCode(code),
    issuedAt,
    verifyUrl: verifyUrl(deps.siteUrl, number, code),
    pdfUrl: pdfUrl(deps.siteUrl, number),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
