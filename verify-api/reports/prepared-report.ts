import type { Actor } from '#domain/actor.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { z } from '#domain/chinese-schema.ts';
import { base64url } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import type {
  IssueAnswer,
  IssueWarning,
  PreparedContent,
  PreparedCounts,
  PreparedReport,
  PreparedState,
} from '#domain/report-answers.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { requireValid } from '#domain/require-valid.ts';
import { typedLines } from '#domain/typed-text.ts';
import { keyOwners } from '#domain/vault.ts';
import type { PreparedRow, PreparedStore } from '../db/prepared-store.ts';
import { readRequest, requireIssuable } from './check-request.ts';
import { sha256 } from './draw-report.ts';
import { issueReport, requireSupersedable } from './issue-report.ts';
import { likeReports } from './like-reports.ts';
import { previewRequest } from './preview-report.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { personErased } from './sealed-record.ts';

/** Four eyes: what one person prepares, another releases. */
export interface PreparedDependencies extends ReportDependencies {
  prepared: PreparedStore;
}

const PAGE_SIZE = 50;
const FIELD = 'request';

/**
 * Checks a request as issuing does, and keeps it sealed until somebody else decides. The same
 * `formKey` of the same person prepares once; with another content it is a conflict.
 */
export async function prepareReport(
  deps: PreparedDependencies,
  actor: Actor,
  body: unknown,
  formKey?: string,
): Promise<{ prepared: PreparedReport; warnings: IssueWarning[] }> {
  const request = readRequest(body);
  requireIssuable(deps, request);
  await requireSupersedable(deps, request.supersedes);
  const id = formKey === undefined ? base64url(deps.random(9)) : idUnder(actor, formKey);
  const { key, wrappedKey, masterKeyVersion } = deps.vault.makeKey(keyOwners.prepared(id));
  const preparedAt = deps.clock();
  const row: PreparedRow = {
    id,
    type: request.type,
    office: request.office,
    state: 'waiting',
    sealed: key.seal(FIELD, new TextEncoder().encode(JSON.stringify(request))),
    wrappedKey,
    masterKeyVersion,
    preparedBy: actor.id,
    preparedByName: actor.name,
    preparedAt,
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    note: null,
    number: null,
  };
  const added = await deps.prepared.add(row, {
    at: preparedAt,
    actor,
    action: 'report-prepared',
    subject: id,
    detail: { type: request.type },
  });
  if (!added) return { prepared: await preparedBefore(deps, id, request), warnings: [] };
  return { prepared: toPrepared(row), warnings: await likeReports(deps, request) };
}

/** One person's form, sent twice, is one prepared report. */
function idUnder(actor: Actor, formKey: string): string {
  const digest = sha256(new TextEncoder().encode(`${actor.id}\n${formKey}`));
  return base64url(digest.subarray(0, 9));
}

async function preparedBefore(
  deps: PreparedDependencies,
  id: string,
  request: ReportRequest,
): Promise<PreparedReport> {
  const row = await requirePrepared(deps, id);
  if (canonicalJson(openRequest(deps, row)) === canonicalJson(request)) return toPrepared(row);
  throw new Problem('idempotency-conflict', '这张表单已经提交过另一份内容，请重新打开表单。');
}

/** Whether this person's form has prepared a report. */
export async function findPreparedUnder(
  deps: PreparedDependencies,
  actor: Actor,
  formKey: string,
): Promise<boolean> {
  return (await deps.prepared.find(idUnder(actor, formKey))) !== undefined;
}

export function countPrepared(deps: PreparedDependencies, actor: Actor): Promise<PreparedCounts> {
  return deps.prepared.count(actor.id);
}

/** A returned report that its author has prepared anew, or issued, waits for nobody any longer. */
export async function settleReturned(
  deps: PreparedDependencies,
  actor: Actor,
  id: string,
): Promise<void> {
  await deps.prepared.settle(id, {
    at: deps.clock(),
    actor,
    action: 'report-withdrawn',
    subject: id,
  });
}

/** Those that wait, or those that have been decided; newest first. `mine`: one's own alone. */
export async function listPrepared(
  deps: PreparedDependencies,
  actor: Actor,
  query: Record<string, string>,
): Promise<{ prepared: PreparedReport[]; page: number; hasMore: boolean }> {
  const page = /^[1-9]\d{0,3}$/.test(query['page'] ?? '') ? Number(query['page']) : 1;
  const states = statesAsked[query['state'] ?? ''] ?? ['waiting'];
  const filter = { states, ...(query['mine'] === undefined ? {} : { preparedBy: actor.id }) };
  const range = { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 };
  const rows = await deps.prepared.list(filter, range);
  return {
    prepared: rows.slice(0, PAGE_SIZE).map(toPrepared),
    page,
    hasMore: rows.length > PAGE_SIZE,
  };
}

/** With its whole content, to be compared with the papers. */
export async function readPrepared(
  deps: PreparedDependencies,
  id: string,
): Promise<PreparedContent> {
  const row = await requirePrepared(deps, id);
  const request = openRequest(deps, row);
  const warnings = row.state === 'waiting' ? await likeReports(deps, request) : [];
  return { prepared: toPrepared(row), request, warnings };
}

/** What it would look like, as a PDF marked as a preview. */
export async function previewPrepared(deps: PreparedDependencies, id: string): Promise<Uint8Array> {
  return previewRequest(deps, openRequest(deps, await requirePrepared(deps, id)));
}

/**
 * Issues what somebody else has prepared. Two who release at once make one report: it is issued
 * under a key of the prepared report's own.
 */
export async function releaseReport(
  deps: PreparedDependencies,
  actor: Actor,
  id: string,
): Promise<IssueAnswer> {
  const row = await requireWaiting(deps, id);
  if (row.preparedBy === actor.id) {
    throw new Problem('own-work', '自己准备的报告要由另一位同事复核放行。');
  }
  const { answer } = await issueReport(deps, {
    actor,
    body: openRequest(deps, row),
    idempotencyKey: row.id,
    idempotencyOwner: 'prepared',
  });
  const { number } = answer;
  const decided = await deps.prepared.decide(
    { id, state: 'released', number, note: null },
    { at: deps.clock(), actor, action: 'report-released', subject: number, detail: { id } },
  );
  if (!decided) await requireReleasedAs(deps, id, number);
  return answer;
}

const noteSchema = z.strictObject({
  note: typedLines('请写明退回的原因').min(1, '请写明退回的原因').max(500, '最多 500 个字'),
});

/** Gives it back to whoever prepared it, with a reason; the reason must not name the holder. */
export async function returnReport(
  deps: PreparedDependencies,
  actor: Actor,
  id: string,
  body: unknown,
): Promise<PreparedReport> {
  const { note } = requireValid(noteSchema, body, '没有退回：请写明原因。');
  return decide(deps, actor, id, 'returned', note);
}

/** Only by whoever prepared it. */
export async function withdrawPrepared(
  deps: PreparedDependencies,
  actor: Actor,
  id: string,
): Promise<PreparedReport> {
  const row = await requirePrepared(deps, id);
  if (row.preparedBy !== actor.id) {
    throw new Problem('forbidden', '只有准备这份报告的人可以收回它；您可以把它退回。');
  }
  if (row.state === 'returned') {
    await settleReturned(deps, actor, id);
    return toPrepared(await requirePrepared(deps, id));
  }
  return decide(deps, actor, id, 'withdrawn', null);
}

const statesAsked: Readonly<Record<string, PreparedState[]>> = {
  decided: ['released', 'returned', 'withdrawn'],
  returned: ['returned'],
};

async function decide(
  deps: PreparedDependencies,
  actor: Actor,
  id: string,
  state: 'returned' | 'withdrawn',
  note: string | null,
): Promise<PreparedReport> {
  await requireWaiting(deps, id);
  const decided = await deps.prepared.decide(
    { id, state, number: null, note },
    { at: deps.clock(), actor, action: `report-${state}`, subject: id },
  );
  if (!decided) throw alreadyDecided();
  return toPrepared(await requirePrepared(deps, id));
}

async function requirePrepared(deps: PreparedDependencies, id: string): Promise<PreparedRow> {
  const row = /^[\w-]{12}$/.test(id) ? await deps.prepared.find(id) : undefined;
  if (row === undefined) throw new Problem('not-found', '没有这份待复核的报告。');
  return row;
}

async function requireWaiting(deps: PreparedDependencies, id: string): Promise<PreparedRow> {
  const row = await requirePrepared(deps, id);
  if (row.state !== 'waiting') throw alreadyDecided();
  return row;
}

/** Somebody released it at the same moment: the same report, or else it was returned meanwhile. */
async function requireReleasedAs(deps: PreparedDependencies, id: string, number: string) {
  const row = await requirePrepared(deps, id);
  if (row.number !== number) throw alreadyDecided();
}

function alreadyDecided(): Problem {
  return new Problem('already-decided', '这份报告已经有人处理过了，请刷新页面查看。');
}

function openRequest(deps: PreparedDependencies, row: PreparedRow): ReportRequest {
  if (row.wrappedKey.length === 0) throw personErased();
  const owner = keyOwners.prepared(row.id);
  const key = deps.vault.openKey(owner, row.wrappedKey, row.masterKeyVersion);
  return JSON.parse(new TextDecoder().decode(key.unseal(FIELD, row.sealed))) as ReportRequest;
}

function toPrepared(row: PreparedRow): PreparedReport {
  const { id, state, type, office, preparedBy, preparedByName, decidedByName, note, number } = row;
  return {
    id,
    state,
    type,
    office,
    preparedBy,
    preparedByName,
    preparedAt: row.preparedAt.toISOString(),
    decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    note,
    number,
  };
}
