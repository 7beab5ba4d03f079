import { currentStaff } from './current-staff.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** Ends the session; returns the cookies that make the browser forget it. */
export async function signOut(deps: StaffDependencies, headers: Headers): Promise<string[]> {
  const staff = await currentStaff(deps, headers);
  const answer = await deps.library.api.signOut({ headers, asResponse: true });
  if (staff !== undefined) {
    await deps.audit.append({
      at: deps.clock(),
      actor: { id: `staff:${staff.id}`, name: staff.name },
      action: 'signed-out',
      subject: staff.account,
    });
  }
  return answer.headers.getSetCookie();
}
