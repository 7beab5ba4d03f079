import { asc, eq } from 'drizzle-orm';
import type { Database } from './client.ts';
import { reading } from './guarded-query.ts';
import { settings, signingKeys } from './schema.ts';

/** What belongs to the database as a whole: its settings and the public keys. */
export interface SettingsStore {
  /** Sets `key` unless it is set, and returns what it is now. */
  settle(key: string, value: string): Promise<string>;
  all(): Promise<Map<string, string>>;
  addSigningKey(key: {
    kid: string;
    publicJwk: Record<string, unknown>;
    demo: boolean;
    createdAt: Date;
  }): Promise<void>;
  signingKeys(): Promise<{ publicJwk: Record<string, unknown>; demo: boolean }[]>;
  /** Forgets a setting; false when there is none. */
  forget(key: string): Promise<boolean>;
  /** Throws unless the database answers soon. */
  ping(): Promise<void>;
}

export function createSettingsStore({ queries }: Pick<Database, 'queries'>): SettingsStore {
  return {
    async settle(key, value) {
      await queries.insert(settings).values({ key, value }).onConflictDoNothing();
      const [row] = await queries.select().from(settings).where(eq(settings.key, key));
      return row?.value ?? value;
    },
    all: reading(async () => {
      const rows = await queries.select().from(settings);
      return new Map(rows.map(({ key, value }) => [key, value]));
    }),
    async addSigningKey(key) {
      await queries.insert(signingKeys).values(key).onConflictDoNothing();
    },
    signingKeys: reading(() =>
      queries
        .select({ publicJwk: signingKeys.publicJwk, demo: signingKeys.demo })
        .from(signingKeys)
        .orderBy(asc(signingKeys.createdAt), asc(signingKeys.kid))
        .execute(),
    ),
    async forget(key) {
      const gone = await queries.delete(settings).where(eq(settings.key, key)).returning();
      return gone.length > 0;
    },
    ping: reading(async () => {
      await queries.select({ key: settings.key }).from(settings).limit(1);
    }),
  };
}
