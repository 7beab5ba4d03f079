import { chinaDate } from '#domain/china-date.ts';
import { z } from '#domain/chinese-schema.ts';
import { reportTypes } from '#domain/outcome-kinds.ts';
import { fromDay, toDay, withoutBlanks } from '#domain/query-fields.ts';
import type { ReportPage } from '#domain/report-answers.ts';
import { parseReportNumber } from '#domain/report-number.ts';
import { requireValid } from '#domain/require-valid.ts';
import { typedText } from '#domain/typed-text.ts';
import { reportStates } from '#domain/verification.ts';
import type { RecordFilter } from '../db/record-queries.ts';
import { idIndex, nameIndex } from './keyed-hashes.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { toRecord } from './report-record.ts';

export const PAGE_SIZE = 20;
const LAST_PAGE = 5000;

const querySchema = z.object({
  /** A report number, a whole name or a whole ID number. */
  q: z.string().trim().max(200, '最多 200 个字').default(''),
  status: z
    .enum([...reportStates, 'expired'], '应为 valid、revoked、superseded 或 expired')
    .optional(),
  type: z.enum(reportTypes, '没有这种报告').optional(),
  office: typedText('签发部门应为文字').max(60, '最多 60 个字').optional(),
  /** Days of issue in China, both inclusive. */
  from: fromDay.optional(),
  to: toDay.optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, `应为 1 到 ${LAST_PAGE} 的页码`)
    .transform(Number)
    .refine((page) => page <= LAST_PAGE, `应为 1 到 ${LAST_PAGE} 的页码`)
    .default(1),
});

/** Beyond this nobody counts by eye, and counting would read the whole table. */
export const MOST_COUNTED = 1000;

/** Newest first. Throws `validation-failed` for a query that cannot be meant. */
export async function listReports(
  deps: ReportDependencies,
  query: Record<string, string>,
): Promise<ReportPage> {
  const { q, status, page, type, office, from, to } = requireValid(
    querySchema,
    withoutBlanks(query),
    '查询条件有误。',
  );
  const filter: RecordFilter = {
    today: chinaDate(deps.clock()),
    ...(status === undefined ? {} : { status }),
    ...(q === '' ? {} : { match: meaningsOf(deps, q) }),
    ...(type === undefined ? {} : { type }),
    ...(office === undefined ? {} : { office }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { until: to }),
  };
  const range = { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 };
  const [rows, counted] = await Promise.all([
    deps.store.listRecords(filter, range),
    deps.store.countRecords(filter, MOST_COUNTED + 1),
  ]);
  return {
    reports: rows.slice(0, PAGE_SIZE).map((row) => toRecord(deps, row)),
    page,
    pageSize: PAGE_SIZE,
    hasMore: rows.length > PAGE_SIZE,
    total: Math.min(counted, MOST_COUNTED),
    totalIsExact: counted <= MOST_COUNTED,
  };
}

function meaningsOf(deps: ReportDependencies, q: string): NonNullable<RecordFilter['match']> {
  const number = parseReportNumber(q);
  return number.ok
    ? { number: number.number }
    : { idIndex: idIndex(deps.vault, q), nameIndex: nameIndex(deps.vault, q) };
}
