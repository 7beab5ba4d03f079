import type { Actor } from '#domain/actor.ts';
import { roles } from '#domain/permissions.ts';
import type { CurrentStaff } from '#domain/staff-answers.ts';
import { toAccountName } from './account-name.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** Reads the session's cookie; undefined when there is no session or the account is disabled. */
export async function currentStaff(
  deps: StaffDependencies,
  headers: Headers,
): Promise<CurrentStaff | undefined> {
  if (!headers.get('cookie')?.includes('jixue.session_token=')) return undefined;
  const found = await deps.library.api.getSession({ headers, query: { disableRefresh: false } });
  // The row, not the session's copy of it: a role taken away is gone with the next request.
  const row = found === null ? undefined : await deps.staff.findById(found.user.id);
  if (row === undefined || row.disabled) return undefined;
  return {
    id: row.id,
    account: toAccountName(row.email),
    name: row.name,
    role: row.role,
    roleLabel: roles[row.role].label,
    office: row.office,
    permissions: [...roles[row.role].permissions],
    mustChangePassword: row.mustChangePassword,
    enrolled: row.twoFactorEnabled === true,
  };
}

/** Holds no permission before password and one-time code are set. */
export function actorOf(staff: CurrentStaff): Actor {
  const ready = staff.enrolled && !staff.mustChangePassword;
  return {
    id: `staff:${staff.id}`,
    name: staff.name,
    ...(staff.office === null ? {} : { office: staff.office }),
    permissions: new Set(ready ? staff.permissions : []),
  };
}
