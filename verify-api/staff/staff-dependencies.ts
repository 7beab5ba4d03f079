import type { ApiKeyStore } from '../db/api-key-store.ts';
import type { AuditStore } from '../db/audit-store.ts';
import type { StaffStore } from '../db/staff-store.ts';
import type { SignInLibrary } from './sign-in-library.ts';

/** What the use cases of the office are given. */
export interface StaffDependencies {
  library: SignInLibrary;
  staff: StaffStore;
  apiKeys: ApiKeyStore;
  audit: AuditStore;
  clock: () => Date;
  /** Bytes from a CSPRNG. */
  random: (length: number) => Uint8Array;
}
