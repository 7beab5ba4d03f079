import { and, eq, lt, sql } from 'drizzle-orm';
import type { ActorName } from '#domain/actor.ts';
import { appendEvents, type NewEvent } from './append-events.ts';
import type { Queries } from './client.ts';
import { violatedUniqueConstraint } from './database-errors.ts';
import { idempotency, reportPdfs, reports } from './schema.ts';

export interface IssuedReport {
  report: typeof reports.$inferInsert;
  actor: ActorName;
  sealedPdf: Uint8Array;
  idempotency: { apiKeyId: string; key: string; fingerprint: Uint8Array } | undefined;
}

/** Why nothing was stored: another report has this number, another request this key, or the report to supersede is not valid. */
export type IssueOutcome = 'stored' | 'number-taken' | 'key-taken' | 'not-supersedable';

export const IDEMPOTENCY_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

class Abandoned extends Error {
  readonly outcome: IssueOutcome;

  constructor(outcome: IssueOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** Stores a report, its PDF, its key and its events together, or nothing at all. */
export async function storeIssuedReport(
  queries: Queries,
  issued: IssuedReport,
): Promise<IssueOutcome> {
  try {
    await queries.transaction(async (transaction) => {
      await transaction.insert(reports).values(issued.report);
      await claimKey(transaction, issued);
      await transaction
        .insert(reportPdfs)
        .values({ number: issued.report.number, sealedPdf: issued.sealedPdf });
      const superseded = await supersede(transaction, issued);
      await appendEvents(transaction, [...superseded, issuedEvent(issued)]);
    });
    return 'stored';
  } catch (error) {
    if (error instanceof Abandoned) return error.outcome;
    const constraint = violatedUniqueConstraint(error);
    if (constraint === 'reports_pkey') return 'number-taken';
    if (constraint === 'reports_supersedes_unique') return 'not-supersedable';
    throw error;
  }
}

/** A key that another transaction has just used waits for that transaction; an expired one is taken over. */
async function claimKey(transaction: Queries, { report, idempotency: claim }: IssuedReport) {
  if (claim === undefined) return;
  const row = {
    fingerprint: claim.fingerprint,
    number: report.number,
    createdAt: report.issuedAt,
  };
  const claimed = await transaction
    .insert(idempotency)
    .values({ apiKeyId: claim.apiKeyId, key: claim.key, ...row })
    .onConflictDoUpdate({
      target: [idempotency.apiKeyId, idempotency.key],
      set: row,
      setWhere: lt(idempotency.createdAt, expiryOf(report.issuedAt)),
    })
    .returning({ number: idempotency.number });
  if (claimed.length === 0) throw new Abandoned('key-taken');
}

/** Keys first used before this instant may be used again. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() - IDEMPOTENCY_DAYS * DAY_MS);
}

async function supersede(
  transaction: Queries,
  { report, actor }: IssuedReport,
): Promise<NewEvent[]> {
  if (report.supersedes == null) return [];
  const changed = await transaction
    .update(reports)
    .set({
      state: 'superseded',
      supersededBy: report.number,
      changedAt: report.issuedAt,
      version: sql`${reports.version} + 1`,
    })
    .where(and(eq(reports.number, report.supersedes), eq(reports.state, 'valid')))
    .returning({ statusIndex: reports.statusIndex });
  const [old] = changed;
  if (old === undefined) throw new Abandoned('not-supersedable');
  return [
    {
      number: report.supersedes,
      kind: 'superseded',
      at: report.issuedAt,
      actor,
      payload: { statusIndex: old.statusIndex, supersededBy: report.number },
    },
  ];
}

function issuedEvent({ report, actor }: IssuedReport): NewEvent {
  return {
    number: report.number,
    kind: 'issued',
    at: report.issuedAt,
    actor,
    payload: {
      statusIndex: report.statusIndex,
      credentialSha256: Buffer.from(report.credentialSha256).toString('hex'),
      supersedes: report.supersedes ?? null,
    },
  };
}
