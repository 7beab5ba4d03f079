import type { Actor } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import type { FormAnswer, IssueWarning } from '#domain/report-answers.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { requireValid } from '#domain/require-valid.ts';
import { isId } from '#domain/typed-text.ts';
import { readRequest, requireIssuable } from './check-request.ts';
import { issueReport, requireSupersedable, wasIssuedUnder } from './issue-report.ts';
import { likeReports } from './like-reports.ts';
import {
  findPreparedUnder,
  type PreparedDependencies,
  prepareReport,
  settleReturned,
} from './prepared-report.ts';

const bodySchema = z.strictObject({
  /** As for `POST /api/v1/reports`; read apart, so that its faults are named from its own root. */
  report: z.unknown(),
  /** One for each form that is opened: sending it twice does it once. */
  key: z.string().regex(/^[\w-]{16,64}$/, '表单的标记有误，请重新打开表单'),
  /** Numbers of like reports that the officer has been shown and has accepted. */
  accepted: z.array(z.string().max(40)).max(50).default([]),
  /** The returned report that this one takes the place of. */
  replaces: z.string().refine(isId, '没有这份退回的报告').nullish(),
});

/**
 * What the office's form does: issues a report, or prepares it where another has to release it. It
 * is held back, with warnings, while the same person has like reports that were not accepted.
 */
export async function issueFromForm(
  deps: PreparedDependencies,
  actor: Actor,
  body: unknown,
): Promise<FormAnswer> {
  const { report, key, accepted, replaces } = requireValid(
    bodySchema,
    body,
    '表单有误，没有签发报告。',
  );
  const request = readRequest(report);
  const held = await heldBack(deps, actor, { request, key, accepted });
  if (held.length > 0) return { held };
  const answer = await issueOrPrepare(deps, actor, { report, key });
  if (replaces != null) await settleReturned(deps, actor, replaces);
  return answer;
}

async function issueOrPrepare(
  deps: PreparedDependencies,
  actor: Actor,
  { report, key }: { report: unknown; key: string },
): Promise<FormAnswer> {
  if (deps.bank.fourEyes) {
    const { prepared } = await prepareReport(deps, actor, report, key);
    return { prepared: prepared.id };
  }
  const { answer } = await issueReport(deps, { actor, body: report, idempotencyKey: key });
  return { issued: answer.number };
}

/**
 * Looked for before asking whether this very form has issued a report already, so that a form sent
 * twice at once is never warned of its own report.
 */
async function heldBack(
  deps: PreparedDependencies,
  actor: Actor,
  form: { request: ReportRequest; key: string; accepted: readonly string[] },
): Promise<IssueWarning[]> {
  const { request, key, accepted } = form;
  const like = await likeReports(deps, request);
  const held = like.filter(({ number }) => !accepted.includes(number));
  if (held.length === 0) return [];
  const done = deps.bank.fourEyes
    ? await findPreparedUnder(deps, actor, key)
    : await wasIssuedUnder(deps, actor, key);
  if (done) return [];
  requireIssuable(deps, request);
  await requireSupersedable(deps, request.supersedes);
  return held;
}
