import { timingSafeEqual } from 'node:crypto';
import type { Actor } from '#domain/actor.ts';
import { actorOfKey, keyHash } from '../staff/api-keys.ts';
import { actorOf, currentStaff } from '../staff/current-staff.ts';
import type { StaffDependencies } from '../staff/staff-dependencies.ts';
import type { Access } from './require-permission.ts';

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

/** The one key of BOOTSTRAP_API_KEY, which may do all a key may; compared by hash, in constant time. */
function bootstrapAccess(key: string | undefined): (token: string) => Actor | undefined {
  if (key === undefined) return () => undefined;
  const expected = keyHash(key);
  const actor: Actor = {
    id: 'bootstrap',
    name: '启动密钥',
    permissions: new Set(['issue', 'revoke', 'verify-batch']),
  };
  return (token) => (timingSafeEqual(keyHash(token), expected) ? actor : undefined);
}
