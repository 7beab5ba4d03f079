import { z } from '#domain/chinese-schema.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { SignInStep } from '#domain/staff-answers.ts';
import { accountNameSchema, toEmail } from './account-name.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

const WRONG_PASSWORDS_ALLOWED = 5;
const LOCK_MS = 15 * 60 * 1000;

const signInSchema = z.strictObject({
  account: accountNameSchema,
  password: z.string({ error: '请填写密码' }).min(1, '请填写密码').max(200, '密码太长'),
});

export interface SignInAnswer {
  next: SignInStep;
  /** To be sent on as Set-Cookie. */
  cookies: string[];
}

/**
 * The first step: account and password. Five wrong passwords in a row lock the account for a quarter
 * of an hour; a locked account and a wrong password are answered alike, as is an unknown account.
 */
export async function signIn(
  deps: StaffDependencies,
  body: unknown,
  headers: Headers,
): Promise<SignInAnswer> {
  const { account, password } = requireValid(signInSchema, body, '请填写账号和密码。');
  const email = toEmail(account);
  const now = deps.clock();
  const row = await deps.staff.find(email);
  const locked = row?.lockedUntil != null && row.lockedUntil > now;
  const answer = await deps.library.api.signInEmail({
    body: { email, password },
    headers,
    asResponse: true,
  });
  if (!answer.ok || row === undefined || locked || row.disabled) {
    if (row !== undefined) {
      if (answer.ok) await deps.staff.endSessions(row.id);
      else if (!locked) await countFailure(deps, row.id, now);
      await deps.audit.append({
        at: now,
        actor: { id: `staff:${row.id}`, name: row.name },
        action: 'sign-in-failed',
        subject: account,
        detail: { locked, disabled: row.disabled },
      });
    }
    throw new Problem(
      'sign-in-failed',
      '账号或密码不对。连续输错 5 次，账号会锁定 15 分钟；忘记密码请找管理员重设。',
    );
  }
  await deps.staff.clearFailures(row.id);
  const cookies = answer.headers.getSetCookie();
  if (row.twoFactorEnabled) return { next: 'code', cookies };
  return { next: row.mustChangePassword ? 'change-password' : 'enrol', cookies };
}

async function countFailure(deps: StaffDependencies, id: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + LOCK_MS);
  await deps.staff.countFailure(id, WRONG_PASSWORDS_ALLOWED, until);
}
