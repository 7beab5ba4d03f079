import { and, asc, eq, isNull } from 'drizzle-orm';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import { apiKeys } from './schema.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export interface ApiKeyStore {
  /** A key in use, by the SHA-256 of its text. */
  findByHash(hash: Uint8Array): Promise<ApiKeyRow | undefined>;
  /** Oldest first, revoked ones too. */
  list(): Promise<ApiKeyRow[]>;
  add(key: typeof apiKeys.$inferInsert, entry: AuditEntry): Promise<void>;
  /** False when there is no such key in use. */
  revoke(id: string, entry: AuditEntry): Promise<boolean>;
  touch(id: string, at: Date): Promise<void>;
}

export function createApiKeyStore({ queries }: Pick<Database, 'queries'>): ApiKeyStore {
  return {
    findByHash: reading(async (hash) => {
      const [row] = await queries
        .select()
        .from(apiKeys)
        .where(and(eq(apiKeys.keyHash, hash), isNull(apiKeys.revokedAt)));
      return row;
    }),
    list: reading(() =>
      queries.select().from(apiKeys).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id)).execute(),
    ),
    add: writing((key, entry) =>
      queries.transaction(async (transaction) => {
        await transaction.insert(apiKeys).values(key);
        await appendAudit(transaction, [entry]);
      }),
    ),
    revoke: writing((id, entry) =>
      queries.transaction(async (transaction) => {
        const revoked = await transaction
          .update(apiKeys)
          .set({ revokedAt: entry.at, revokedBy: entry.actor.id })
          .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
          .returning({ id: apiKeys.id });
        if (revoked.length > 0) await appendAudit(transaction, [entry]);
        return revoked.length > 0;
      }),
    ),
    touch: writing(async (id, at) => {
      await queries.update(apiKeys).set({ lastUsedAt: at }).where(eq(apiKeys.id, id));
    }),
  };
}
