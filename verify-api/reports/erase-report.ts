import type { ActorName } from '#domain/actor.ts';
import { Problem } from '#domain/problem.ts';
import type { ReportStore } from '../db/report-store.ts';
import { requireReportNumber } from './require-number.ts';

/**
 * Erases the person of a report for ever: its data key is destroyed, so that neither the content, the
 * code nor the PDF can be opened again. That it was issued, and its state, stay known.
 */
export async function eraseReport(
  deps: { store: Pick<ReportStore, 'storeErasure' | 'findRecord'>; clock: () => Date },
  { actor, number: input }: { actor: ActorName; number: string },
): Promise<void> {
  const number = requireReportNumber(input);
  const erased = await deps.store.storeErasure({ number, at: deps.clock(), actor });
  if (erased) return;
  const found = await deps.store.findRecord(number);
  throw found === undefined
    ? new Problem('number-not-found', '没有这个编号的报告。')
    : new Problem('report-erased', '这份报告的个人信息此前已经删除。');
}
