import type { Fault } from '#domain/problem.ts';
import { Problem } from '#domain/problem.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { requireIssuable } from '../check-request.ts';
import { idIndex } from '../keyed-hashes.ts';
import { likeReportMessage } from '../like-reports.ts';
import type { ReportDependencies } from '../report-dependencies.ts';
import { batchColumns } from './batch-columns.ts';
import { atCell, type BatchReading, type Draft, type SheetFault } from './batch-sheet.ts';
import { giveWay } from './give-way.ts';

/** Others get their turn after so many reports. */
const BREATH = 25;
const MOST_ASKED = 500;

/** What today, bank.yaml, the fonts and the stored reports say against the drafts. */
export async function draftFaults(
  deps: ReportDependencies,
  { drafts, places }: BatchReading,
): Promise<SheetFault[]> {
  const [type] = drafts.map(({ request }) => request.type);
  if (type === undefined) return [];
  const columns = batchColumns(deps.bank, type);
  const faults: SheetFault[] = [];
  for (const [at, draft] of drafts.entries()) {
    if (at % BREATH === 0) await giveWay();
    for (const fault of await faultsOfRequest(deps, draft.request)) {
      faults.push(atCell(draft, columns, places, fault));
    }
  }
  return faults;
}

async function faultsOfRequest(
  deps: ReportDependencies,
  request: ReportRequest,
): Promise<readonly Fault[]> {
  const { supersedes } = request;
  try {
    requireIssuable(deps, request);
  } catch (error) {
    if (error instanceof Problem) return error.faults;
    throw error;
  }
  if (supersedes === null) return [];
  const old = await deps.store.findForVerification(supersedes);
  if (old?.state === 'valid') return [];
  const message =
    old === undefined ? '没有这个编号的报告，无法换发' : '这份报告已撤销或已换发过，不能再换发';
  return [{ path: '$.supersedes', message }];
}

/** By the first row of a draft: like reports that stand already, and the same person further up. */
export async function draftWarnings(
  deps: ReportDependencies,
  drafts: readonly Draft[],
): Promise<Map<number, Fault[]>> {
  const warnings = new Map<number, Fault[]>();
  const warn = ({ rows }: Draft, message: string) => {
    const row = rows[0] ?? 0;
    warnings.set(row, [...(warnings.get(row) ?? []), { path: '$', message }]);
  };
  const byPerson = new Map<string, Draft[]>();
  for (const [at, draft] of drafts.entries()) {
    if (at % BREATH === 0) await giveWay();
    const index = Buffer.from(idIndex(deps.vault, draft.request.holder.idNumber)).toString('hex');
    byPerson.set(index, [...(byPerson.get(index) ?? []), draft]);
  }
  const people = [...byPerson];
  for (let at = 0; at < people.length; at += MOST_ASKED) {
    const asked = people.slice(at, at + MOST_ASKED);
    const type = asked[0]?.[1][0]?.request.type;
    if (type === undefined) continue;
    const rows = await deps.store.findStandingReports(
      asked.map(([index]) => Buffer.from(index, 'hex')),
      type,
    );
    for (const { idIndex: found, number, issuedAt } of rows) {
      if (found === null) continue;
      for (const draft of byPerson.get(Buffer.from(found).toString('hex')) ?? []) {
        if (draft.request.supersedes !== number) warn(draft, likeReportMessage(number, issuedAt));
      }
    }
  }
  for (const same of byPerson.values()) {
    const [first, ...others] = same;
    for (const draft of others) {
      warn(draft, `与第 ${first?.rows[0]} 行是同一位持有人，会签发两份报告。`);
    }
  }
  warnTwiceSuperseded(drafts, warn);
  return warnings;
}

/** The second of two would fail when it is issued. */
function warnTwiceSuperseded(
  drafts: readonly Draft[],
  warn: (draft: Draft, message: string) => void,
) {
  const seen = new Map<string, number>();
  for (const draft of drafts) {
    const { supersedes } = draft.request;
    if (supersedes === null) continue;
    const earlier = seen.get(supersedes);
    if (earlier === undefined) seen.set(supersedes, draft.rows[0] ?? 0);
    else {
      const number = formatReportNumber(supersedes);
      warn(draft, `第 ${earlier} 行也换发 ${number}，这一行到时会签发不了。`);
    }
  }
}
