import { actorOfKey } from '../staff/api-keys.ts';
import { actorOf, currentStaff } from '../staff/current-staff.ts';
import type { StaffDependencies } from '../staff/staff-dependencies.ts';
import { type Access, bootstrapAccess } from './require-permission.ts';

/** Who may come in: the bootstrap key, keys made by an administrator, staff who are signed in. */
export function openAccess(staff: StaffDependencies, bootstrapKey: string | undefined): Access {
  const bootstrap = bootstrapAccess(bootstrapKey);
  return {
    byKey: async (key) => bootstrap(key) ?? actorOfKey(staff, key),
    bySession: async (headers) => {
      const current = await currentStaff(staff, headers);
      return current === undefined ? undefined : actorOf(current);
    },
  };
}
