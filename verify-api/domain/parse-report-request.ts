import { faultsOf } from './faults.ts';
import type { Fault } from './problem.ts';
import {
  MOST_CONVERSIONS,
  MOST_OUTCOMES,
  type ReportRequest,
  reportRequestSchema,
} from './report-request.ts';

export type ReportRequestParse =
  | { ok: true; request: ReportRequest }
  | { ok: false; faults: Fault[] };

/**
 * Reads the body of `POST /api/v1/reports` and names every fault in it that is a fault on any day; what
 * only today's date can refuse is for `dateFaults`, so that a request sent again tomorrow still passes.
 */
export function parseReportRequest(body: unknown): ReportRequestParse {
  const tooMany = tooManyRows(body);
  if (tooMany.length > 0) return { ok: false, faults: tooMany };
  const parsed = reportRequestSchema.safeParse(body);
  return parsed.success
    ? { ok: true, request: parsed.data }
    : { ok: false, faults: faultsOf(parsed.error, body) };
}

/** Looked at first: naming each fault of a hundred thousand rows would be work for an attacker's sake. */
function tooManyRows(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  const { outcomes, conversions } = body as Record<string, unknown>;
  const fault = (name: string, most: number, rows: unknown) =>
    Array.isArray(rows) && rows.length > most
      ? [{ path: `$.${name}`, message: `一份报告最多 ${most} 项，这里有 ${rows.length} 项` }]
      : [];
  return [
    ...fault('outcomes', MOST_OUTCOMES, outcomes),
    ...fault('conversions', MOST_CONVERSIONS, conversions),
  ];
}
