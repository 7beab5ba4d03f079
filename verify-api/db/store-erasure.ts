import { and, eq, isNotNull } from 'drizzle-orm';
import type { ActorName } from '#domain/actor.ts';
import { appendEvents } from './append-events.ts';
import type { Queries } from './client.ts';
import { preparedReports, reportBatchRows, reports } from './schema.ts';

const NOTHING = new Uint8Array();

/**
 * Destroys the data key of a report and whatever would find or name its holder: what was prepared for
 * it and its line in a batch too. False when that has been done before (or there is no such report).
 */
export async function storeErasure(
  queries: Queries,
  { number, at, actor }: { number: string; at: Date; actor: ActorName },
): Promise<boolean> {
  return queries.transaction(async (transaction) => {
    const [erased] = await transaction
      .update(reports)
      .set({ wrappedKey: null, idIndex: null, nameIndex: null, revocationNoteSealed: null })
      .where(and(eq(reports.number, number), isNotNull(reports.wrappedKey)))
      .returning({ statusIndex: reports.statusIndex });
    if (erased === undefined) return false;
    await transaction
      .update(preparedReports)
      .set({ sealed: NOTHING, wrappedKey: NOTHING })
      .where(eq(preparedReports.number, number));
    await transaction
      .update(reportBatchRows)
      .set({ sealed: NOTHING })
      .where(eq(reportBatchRows.number, number));
    const payload = { statusIndex: erased.statusIndex };
    await appendEvents(transaction, [{ number, kind: 'erased', at, actor, payload }]);
    return true;
  });
}
