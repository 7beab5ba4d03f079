import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Role } from '#domain/permissions.ts';
import { type AuditEntry, appendAudit } from './audit-store.ts';
import type { Database } from './client.ts';
import { reading, writing } from './guarded-query.ts';
import {
  staffAccounts,
  staffSessions,
  staffTwoFactors,
  staffUsers,
  staffVerifications,
} from './schema.ts';

export type StaffRow = typeof staffUsers.$inferSelect;

/** What an administrator may change of an account. */
export interface StaffChanges {
  name?: string;
  role?: Role;
  office?: string | null;
  disabled?: boolean;
}

/** Accounts, beside what the sign-in library keeps for itself. */
export interface StaffStore {
  find(email: string): Promise<StaffRow | undefined>;
  findById(id: string): Promise<StaffRow | undefined>;
  list(): Promise<StaffRow[]>;
  /** Administrators who can sign in, other than this one. */
  countOtherAdministrators(id: string): Promise<number>;
  change(id: string, changes: StaffChanges, entry: AuditEntry): Promise<void>;
  /** Counts one more wrong password; from `allowed` on the account is locked until `lockedUntil`. */
  countFailure(id: string, allowed: number, lockedUntil: Date): Promise<void>;
  clearFailures(id: string): Promise<void>;
  setMustChangePassword(id: string, must: boolean): Promise<void>;
  /** The next sign-in asks for a new one. */
  clearTwoFactor(id: string): Promise<void>;
  endSessions(id: string): Promise<void>;
}

export function createStaffStore({ queries }: Pick<Database, 'queries'>): StaffStore {
  const set = (id: string, values: Partial<typeof staffUsers.$inferInsert>) =>
    queries.update(staffUsers).set(values).where(eq(staffUsers.id, id)).execute();
  return {
    find: reading(async (email) => {
      const [row] = await queries.select().from(staffUsers).where(eq(staffUsers.email, email));
      return row;
    }),
    findById: reading(async (id) => {
      const [row] = await queries.select().from(staffUsers).where(eq(staffUsers.id, id));
      return row;
    }),
    list: reading(() => queries.select().from(staffUsers).orderBy(asc(staffUsers.email)).execute()),
    countOtherAdministrators: reading(async (id) => {
      const rows = await queries
        .select({ id: staffUsers.id })
        .from(staffUsers)
        .where(
          and(
            eq(staffUsers.role, 'administrator'),
            eq(staffUsers.disabled, false),
            ne(staffUsers.id, id),
          ),
        );
      return rows.length;
    }),
    change: writing((id, changes, entry) =>
      queries.transaction(async (transaction) => {
        await transaction
          .update(staffUsers)
          .set({ ...changes, updatedAt: entry.at })
          .where(eq(staffUsers.id, id));
        if (changes.disabled === true || changes.role !== undefined) {
          await transaction.delete(staffSessions).where(eq(staffSessions.userId, id));
        }
        await appendAudit(transaction, [entry]);
      }),
    ),
    countFailure: writing(async (id, allowed, lockedUntil) => {
      const failures = sql`${staffUsers.failedSignIns} + 1`;
      await set(id, {
        failedSignIns: failures as unknown as number,
        lockedUntil:
          sql`case when ${failures} >= ${allowed} then ${lockedUntil.toISOString()}::timestamptz else ${staffUsers.lockedUntil} end` as unknown as Date,
      });
    }),
    clearFailures: writing(async (id) => {
      await set(id, { failedSignIns: 0, lockedUntil: null });
    }),
    setMustChangePassword: writing(async (id, mustChangePassword) => {
      await set(id, { mustChangePassword });
    }),
    clearTwoFactor: writing((id) =>
      queries.transaction(async (transaction) => {
        await transaction.delete(staffTwoFactors).where(eq(staffTwoFactors.userId, id));
        await transaction
          .update(staffUsers)
          .set({ twoFactorEnabled: false })
          .where(eq(staffUsers.id, id));
      }),
    ),
    endSessions: writing(async (id) => {
      await queries.delete(staffSessions).where(eq(staffSessions.userId, id));
    }),
  };
}

/** What the sign-in library reads and writes. */
export function signInTables({ queries }: Pick<Database, 'queries'>) {
  return drizzleAdapter(queries, {
    provider: 'pg',
    schema: {
      user: staffUsers,
      session: staffSessions,
      account: staffAccounts,
      verification: staffVerifications,
      twoFactor: staffTwoFactors,
    },
  });
}
