import { createApiKeyStore } from '../db/api-key-store.ts';
import { createAuditStore } from '../db/audit-store.ts';
import type { Database } from '../db/client.ts';
import { createStaffStore, signInTables } from '../db/staff-store.ts';
import { createSignInLibrary } from './sign-in-library.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** The office on an open database. */
export function openStaff(
  database: Database,
  given: Pick<StaffDependencies, 'clock' | 'random'> & {
    vault: { keyedHash(purpose: string, text: string): Uint8Array };
    siteUrl: string;
    bankName: string;
  },
): StaffDependencies {
  const { vault, siteUrl, bankName, clock, random } = given;
  return {
    library: createSignInLibrary({
      tables: signInTables(database),
      secret: Buffer.from(vault.keyedHash('staff-sign-in', '')).toString('base64'),
      siteUrl,
      issuer: bankName,
    }),
    staff: createStaffStore(database),
    apiKeys: createApiKeyStore(database),
    audit: createAuditStore(database),
    clock,
    random,
  };
}
