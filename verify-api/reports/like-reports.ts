import { chinaDate } from '#domain/china-date.ts';
import type { IssueWarning } from '#domain/report-answers.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { idIndex } from './keyed-hashes.ts';
import type { ReportDependencies } from './report-dependencies.ts';

const MOST_NAMED = 5;

/**
 * Reports of the same type that the same person held when this one was made (or now, while it is
 * not made yet), newest first; the one it supersedes is not among them.
 */
export async function likeReports(
  deps: Pick<ReportDependencies, 'store' | 'vault'>,
  request: ReportRequest,
  made?: { statusIndex: number; issuedAt: Date },
): Promise<IssueWarning[]> {
  const rows = await deps.store.findLikeReports({
    idIndex: idIndex(deps.vault, request.holder.idNumber),
    type: request.type,
    before: made,
    except: request.supersedes,
    limit: MOST_NAMED,
  });
  return rows.map(({ number, issuedAt }) => {
    const issuedOn = chinaDate(issuedAt);
    const message = likeReportMessage(number, issuedAt);
    return { code: 'like-report', number, issuedOn, message };
  });
}

export function likeReportMessage(number: string, issuedAt: Date): string {
  return `同一持有人在 ${chinaDate(issuedAt)} 已有一份同类报告 ${formatReportNumber(number)}。`;
}
