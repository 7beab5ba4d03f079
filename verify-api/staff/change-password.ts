import { z } from '#domain/chinese-schema.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { CurrentStaff } from '#domain/staff-answers.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './sign-in-library.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

const schema = z
  .strictObject({
    current: z
      .string({ error: '请填写现在的密码' })
      .min(1, '请填写现在的密码')
      .max(200, '密码太长'),
    next: z
      .string({ error: '请填写新密码' })
      .min(SHORTEST_PASSWORD, `新密码至少 ${SHORTEST_PASSWORD} 个字符`)
      .max(LONGEST_PASSWORD, `新密码最多 ${LONGEST_PASSWORD} 个字符`),
  })
  .refine(({ current, next }) => current !== next, {
    path: ['next'],
    error: '新密码不能和现在的一样',
  });

/** Ends the account's other sessions. */
export async function changePassword(
  deps: StaffDependencies,
  staff: CurrentStaff,
  body: unknown,
  headers: Headers,
): Promise<{ cookies: string[] }> {
  const { current, next } = requireValid(schema, body, '密码没有修改。');
  if (next.toLowerCase().includes(staff.account)) {
    const message = '新密码里不要有账号';
    throw new Problem('validation-failed', `${message}。`, {
      faults: [{ path: '$.next', message }],
    });
  }
  const answer = await deps.library.api.changePassword({
    body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
    headers,
    asResponse: true,
  });
  if (!answer.ok) {
    const message = '现在的密码不对';
    throw new Problem('validation-failed', `${message}，密码没有修改。`, {
      faults: [{ path: '$.current', message }],
    });
  }
  await deps.staff.setMustChangePassword(staff.id, false);
  await deps.audit.append({
    at: deps.clock(),
    actor: { id: `staff:${staff.id}`, name: staff.name },
    action: 'password-changed',
    subject: staff.account,
  });
  return { cookies: answer.headers.getSetCookie() };
}
