import { auditActionNames, auditActions } from '#domain/audit-actions.ts';
import { chinaDate } from '#domain/china-date.ts';
import { z } from '#domain/chinese-schema.ts';
import { csvField } from '#domain/csv-field.ts';
import { fromDay, toDay, withoutBlanks } from '#domain/query-fields.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { AuditPage, AuditRecord } from '#domain/staff-answers.ts';
import { typedText } from '#domain/typed-text.ts';
import type { AuditRow } from '../db/audit-store.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

export const AUDIT_PAGE_SIZE = 50;
/** An export goes up to this many entries; more is asked for by narrower dates. */
export const MOST_EXPORTED = 50_000;
const LAST_PAGE = 1000;

const querySchema = z.object({
  actor: typedText('办理人应为文字').max(100, '太长').optional(),
  action: z.enum(auditActionNames, '没有这种操作').optional(),
  subject: typedText('对象应为文字').max(100, '太长').optional(),
  from: fromDay.optional(),
  to: toDay.optional(),
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
    entries: rows.slice(0, AUDIT_PAGE_SIZE).map(toAuditRecord),
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
      String(row.seq),
      chinaTime(row.at),
      row.actorName,
      row.actor,
      auditActions[row.action] ?? row.action,
      row.subject ?? '',
      JSON.stringify(row.detail),
    ]
      .map(csvField)
      .join(','),
  );
  return `\ufeff${['序号,时间,办理人,办理人标识,操作,对象,说明', ...lines].join('\r\n')}\r\n`;
}

function parseQuery(query: Record<string, string>) {
  const { to, from, actor, action, subject, upTo, page } = requireValid(
    querySchema,
    withoutBlanks(query),
    '查询条件有误。',
  );
  return {
    page,
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { until: to }),
    ...(upTo === undefined ? {} : { upTo }),
  };
}

export function toAuditRecord(row: AuditRow): AuditRecord {
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
