import type { AuditAction } from './audit-actions.ts';
import type { KeyScope, Permission, Role } from './permissions.ts';

/** What `/api/staff` answers; the pages below `/staff/` read it. Instants are ISO 8601 in UTC. */

/** Whoever is signed in. */
export interface CurrentStaff {
  id: string;
  account: string;
  name: string;
  role: Role;
  roleLabel: string;
  office: string | null;
  permissions: Permission[];
  /** Until both are done nothing else is allowed. */
  mustChangePassword: boolean;
  enrolled: boolean;
}

/** Beside the person, how the bank works. */
export interface StaffHere extends CurrentStaff {
  /** What one prepares another must release. */
  fourEyes: boolean;
}

/** What a sign-in asks for next; `enrol` and `change-password` are asked before anything else works. */
export type SignInStep = 'code' | 'change-password' | 'enrol' | 'home';

/** An account as administrators see it. */
export interface StaffAccount {
  id: string;
  account: string;
  name: string;
  role: Role;
  roleLabel: string;
  office: string | null;
  disabled: boolean;
  enrolled: boolean;
  locked: boolean;
}

/** A key as it is listed: never the key itself. */
export interface ApiKey {
  id: string;
  name: string;
  scopes: { scope: KeyScope; label: string }[];
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface AuditRecord {
  seq: number;
  at: string;
  actor: string;
  actorName: string;
  action: AuditAction;
  actionLabel: string;
  subject: string | null;
  detail: Record<string, string | number | boolean | null>;
}

export interface AuditPage {
  entries: AuditRecord[];
  page: number;
  hasMore: boolean;
  /** Sent along for the next page, so that new entries do not move it. */
  upTo: number | null;
}
