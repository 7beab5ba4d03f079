import { and, asc, count, eq, gt, ne, sql } from 'drizzle-orm';
import type { KeyOwnerKind, WrappedKey } from '#domain/vault.ts';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database, Queries } from './client.ts';
import { preparedReports, reportBatches, reports } from './schema.ts';

/** Where data keys lie: each kind of owner has a table with the same two columns. */
const tables = {
  report: { table: reports, id: reports.number },
  prepared: { table: preparedReports, id: preparedReports.id },
  batch: { table: reportBatches, id: reportBatches.id },
} as const;
export const keyOwnerKinds = Object.keys(tables) as KeyOwnerKind[];

export interface OwnedKey extends WrappedKey {
  id: string;
}

export interface WrappedKeyStore {
  /** How many data keys each master key version wraps. */
  countByVersion(): Promise<Map<string, number>>;
  /** Keys that another version than `current` wraps, by id, after `after`. */
  listOutdated(
    kind: KeyOwnerKind,
    current: string,
    range: { after: string; limit: number },
  ): Promise<OwnedKey[]>;
  /**
   * Puts new wrappings in place of the old ones, and answers how many were still the old ones: a key
   * that has been destroyed or wrapped anew meanwhile is left alone.
   */
  replace(kind: KeyOwnerKind, keys: { old: OwnedKey; wrapped: WrappedKey }[]): Promise<number>;
  append(entry: AuditEntry): Promise<void>;
}

export function createWrappedKeyStore({ queries }: Pick<Database, 'queries'>): WrappedKeyStore {
  return {
    async countByVersion() {
      const counts = new Map<string, number>();
      for (const { table } of Object.values(tables)) {
        const rows = await queries
          .select({ version: table.masterKeyVersion, keys: count() })
          .from(table)
          .where(isWhole(table))
          .groupBy(table.masterKeyVersion);
        for (const { version, keys } of rows) {
          counts.set(version, (counts.get(version) ?? 0) + keys);
        }
      }
      return counts;
    },
    async listOutdated(kind, current, { after, limit }) {
      const { table, id } = tables[kind];
      const { wrappedKey, masterKeyVersion } = table;
      const rows = await queries
        .select({ id, wrappedKey, masterKeyVersion })
        .from(table)
        .where(and(gt(id, after), ne(masterKeyVersion, current), isWhole(table)))
        .orderBy(asc(id))
        .limit(limit);
      return rows.map((row) => ({ ...row, wrappedKey: row.wrappedKey ?? new Uint8Array() }));
    },
    replace: (kind, keys) =>
      queries.transaction(async (transaction) => {
        let replaced = 0;
        for (const { old, wrapped } of keys) {
          if (await replaceOne(transaction, kind, old, wrapped)) replaced += 1;
        }
        return replaced;
      }),
    append: (entry) => appendAudit(queries, [entry]),
  };
}

/** Null or empty once it has been destroyed. */
function isWhole(table: (typeof tables)[KeyOwnerKind]['table']) {
  return sql`octet_length(${table.wrappedKey}) > 0`;
}

async function replaceOne(
  transaction: Queries,
  kind: KeyOwnerKind,
  old: OwnedKey,
  wrapped: WrappedKey,
): Promise<boolean> {
  const { table, id } = tables[kind];
  const { wrappedKey, masterKeyVersion } = wrapped;
  const replaced = await transaction
    .update(table)
    .set({ wrappedKey, masterKeyVersion })
    .where(and(eq(id, old.id), eq(table.wrappedKey, old.wrappedKey)))
    .returning({ id });
  return replaced.length > 0;
}
