import { and, eq, ne, sql } from 'drizzle-orm';
import type { ActorName } from '#domain/actor.ts';
import type { RevocationReason } from '#domain/revocation.ts';
import { appendEvents } from './append-events.ts';
import type { Queries } from './client.ts';
import { reports } from './schema.ts';

export interface Revocation {
  number: string;
  reason: RevocationReason;
  sealedNote: Uint8Array | null;
  at: Date;
  actor: ActorName;
}

/** Revokes a report that is not yet revoked; false when it is (or when there is none). */
export async function storeRevocation(queries: Queries, revocation: Revocation): Promise<boolean> {
  return queries.transaction(async (transaction) => {
    const [changed] = await transaction
      .update(reports)
      .set({
        state: 'revoked',
        revocationReason: revocation.reason,
        revocationNoteSealed: revocation.sealedNote,
        changedAt: revocation.at,
        version: sql`${reports.version} + 1`,
      })
      .where(and(eq(reports.number, revocation.number), ne(reports.state, 'revoked')))
      .returning({ statusIndex: reports.statusIndex });
    if (changed === undefined) return false;
    await appendEvents(transaction, [
      {
        number: revocation.number,
        kind: 'revoked',
        at: revocation.at,
        actor: revocation.actor,
        payload: { statusIndex: changed.statusIndex, reason: revocation.reason },
      },
    ]);
    return true;
  });
}
