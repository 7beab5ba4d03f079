import { auditActionNames, auditActions } from '#domain/audit-actions.ts';
import { chinaDate, isCalendarDate } from '#domain/china-date.ts';
import { z } from '#domain/chinese-schema.ts';
import { faultsOf } from '#domain/faults.ts';
import { Problem } from '#domain/problem.ts';
import type { AuditPage, AuditRecord } from '#domain/staff-answers.ts';
import type { AuditRow } from '../db/audit-store.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import { typedText } from './typed-text.ts';

export const AUDIT_PAGE_SIZE = 50;
/** An export goes up to this many entries; more is asked for by narrower dates. */
export const MOST_EXPORTED = 50_000;
const LAST_PAGE = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

const day = z
  .string()
  .refine(isCalendarDate, '日期应如 2026-11-22')
  .transform((date) => new Date(`${date}T00:00:00+08:00`));

const querySchema = z.object({
  actor: typedText('办理人应为文字').max(100, '太长').optional(),
  action: z.enum(auditActionNames, '没有这种操作').optional(),
  subject: typedText('对象应为文字').max(100, '太长').optional(),
  from: day.optional(),
  /** Inclusive. */
  to: day.optional(),
  upTo: z.coerce.number().int().positive().optional(),
  page: z.coerce
    .number({ error: '页码应为数字' })
    .int()
    .min(1)
    .max(LAST_PAGE, `页码最多 ${LAST_PAGE}`)
    .default(1),
});

/** Newest first, a page at a time. */
export async function readAudit(
  deps: StaffDependencies,
  query: Record<string, string>,
): Promise<AuditPage> {
  const { page, ...filter } = parseQuery(query);
  const offset = (page - 1) * AUDIT_PAGE_SIZE;
  const rows = await deps.audit.list(filter, { offset, limit: AUDIT_PAGE_SIZE + 1 });
  return {
    entries: rows.slice(0, AUDIT_PAGE_SIZE).map(toRecord),
    page,
    hasMore: rows.length > AUDIT_PAGE_SIZE,
    upTo: filter.upTo ?? rows[0]?.seq ?? null,
  };
}

/** The same as CSV with a BOM, for a spreadsheet; dates and times are China's. */
export async function exportAudit(
  deps: StaffDependencies,
  query: Record<string, string>,
): Promise<string> {
  const { page: _, ...filter } = parseQuery(query);
  const rows = await deps.audit.list(filter, { offset: 0, limit: MOST_EXPORTED });
  const lines = rows.map((row) =>
    [
      row.seq,
      chinaTime(row.at),
      row.actorName,
      row.actor,
      auditActions[row.action] ?? row.action,
      row.subject ?? '',
      JSON.stringify(row.detail),
    ]
      .map(csvCell)
      .join(','),
  );
  return `\ufeff${['序号,时间,办理人,办理人标识,操作,对象,说明', ...lines].join('\r\n')}\r\n`;
}

function parseQuery(query: Record<string, string>) {
  const given = Object.fromEntries(
    Object.entries(query).filter(([, value]) => value.trim() !== ''),
  );
  const parsed = querySchema.safeParse(given);
  if (!parsed.success) {
    throw new Problem('validation-failed', '查询条件有误。', {
      faults: faultsOf(parsed.error, query),
    });
  }
  const { to, from, actor, action, subject, upTo, page } = parsed.data;
  return {
    page,
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { until: new Date(to.getTime() + DAY_MS) }),
    ...(upTo === undefined ? {} : { upTo }),
  };
}

function toRecord(row: AuditRow): AuditRecord {
  return {
    ...row,
    at: row.at.toISOString(),
    actionLabel: auditActions[row.action] ?? row.action,
  };
}

function chinaTime(at: Date): string {
  const shifted = new Date(at.getTime() + 8 * 60 * 60 * 1000).toISOString();
  return `${chinaDate(at)} ${shifted.slice(11, 19)}`;
}

/** A cell that begins like a formula is made plain text, as spreadsheets would run it. */
function csvCell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
