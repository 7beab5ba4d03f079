import type { ReportPage } from '#domain/report-answers.ts';
import { numberFaultMessage, parseReportNumber } from '#domain/report-number.ts';
import { type Asking, askStaffApi, type StaffAnswer } from '../ask-staff-api.ts';

/** What a report may be looked up by. `q`, a name or an ID number, is never part of an address. */
export const filterFields = ['q', 'status', 'type', 'office', 'from', 'to'] as const;
export type ReportFilter = Record<(typeof filterFields)[number], string>;

export const FIND = '/staff/reports/';
const impersonal = filterFields.filter((field) => field !== 'q');

/** The filter in the query of an address, which names nobody. */
export function filterOfAddress({ searchParams }: URL): ReportFilter {
  const entries = impersonal.map((field) => [field, (searchParams.get(field) ?? '').trim()]);
  return { ...Object.fromEntries(entries), q: '' };
}

/** The filter as an address, without what is empty and without `q`. */
export function addressOfFilter(filter: ReportFilter, page = 1): string {
  const given = impersonal.flatMap((field): [string, string][] =>
    filter[field] === '' ? [] : [[field, filter[field]]],
  );
  const query = new URLSearchParams(page === 1 ? given : [...given, ['page', String(page)]]);
  return query.size === 0 ? FIND : `${FIND}?${query}`;
}

export function isNarrowed(filter: ReportFilter): boolean {
  return filterFields.some((field) => filter[field] !== '');
}

/** Asks the service, inside this process: its log keeps neither paths nor queries. */
export function findReports(
  asking: Asking,
  filter: ReportFilter,
  page: string,
): Promise<StaffAnswer<ReportPage>> {
  const query = new URLSearchParams({ ...filter, page });
  return askStaffApi(asking, 'GET', `v1/reports?${query}`);
}

/** What to try when nothing was found. */
export function adviceOnNothing(filter: ReportFilter): string[] {
  const { q, status, type, office, from, to } = filter;
  const number = parseReportNumber(q);
  const looksLikeNumber = !number.ok && /\d{17}/.test(q.replaceAll(/[\s-]/g, ''));
  const others = [status, type, office, from, to].some((value) => value !== '');
  return [
    ...(looksLikeNumber && number.reason !== 'id-number' ? [numberFaultMessage(number)] : []),
    ...(q !== ''
      ? [
          '姓名要写全名，证件号码要写完整：它们加密存放，只能整个比对，写一部分找不到。',
          '同音字、繁体字、生僻字都算不同的字；少数民族和外国人姓名的间隔号、空格要与报告上的一样。',
        ]
      : []),
    ...(others ? ['去掉一两个条件（状态、类型、部门、日期）再找一次。'] : []),
    ...(office !== '' ? ['签发部门要写报告上印的全名，如“浦东分部”。'] : []),
  ];
}
