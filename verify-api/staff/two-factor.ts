import { z } from '#domain/chinese-schema.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { CurrentStaff } from '#domain/staff-answers.ts';
import { currentStaff } from './current-staff.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

const codeSchema = z.strictObject({
  code: z
    .string({ error: '请填写 6 位动态口令' })
    .transform((code) => code.normalize('NFKC').replace(/\s/g, ''))
    .refine((code) => /^\d{6}$/.test(code), '动态口令是 6 位数字'),
});

const passwordSchema = z.strictObject({ password: z.string().min(1).max(200) });

function readCode(body: unknown): string {
  return requireValid(codeSchema, body, '动态口令是 6 位数字。').code;
}

/** The second step of signing in. Five wrong codes lock the account for a quarter of an hour. */
export async function confirmSignIn(
  deps: StaffDependencies,
  body: unknown,
  headers: Headers,
): Promise<{ cookies: string[]; staff: CurrentStaff }> {
  const code = readCode(body);
  const answer = await deps.library.api.verifyTOTP({ body: { code }, headers, asResponse: true });
  const cookies = answer.headers.getSetCookie();
  if (!answer.ok) throw refusedCode(answer.status);
  const staff = await currentStaff(deps, withCookies(headers, cookies));
  if (staff === undefined) throw refusedCode(401);
  await deps.audit.append({
    at: deps.clock(),
    actor: { id: `staff:${staff.id}`, name: staff.name },
    action: 'signed-in',
    subject: staff.account,
  });
  return { cookies, staff };
}

/** Begins enrolment; the secret is shown now and never again. Needs the password once more. */
export async function beginEnrolment(
  deps: StaffDependencies,
  staff: CurrentStaff,
  body: unknown,
  headers: Headers,
): Promise<{ uri: string; secret: string }> {
  if (staff.enrolled) throw new Problem('already-enrolled', '这个账号已经绑定了动态口令。');
  const { password } = requireValid(passwordSchema, body, '请填写密码。');
  const answer = await deps.library.api.enableTwoFactor({
    body: { password },
    headers,
    asResponse: true,
  });
  if (!answer.ok) throw new Problem('sign-in-failed', '密码不对。');
  const { totpURI } = (await answer.json()) as { totpURI: string };
  const uri = new URL(totpURI);
  // The label names the account as staff know it.
  uri.pathname = uri.pathname
    .replace(encodeURIComponent('@staff.invalid'), '')
    .replace('@staff.invalid', '');
  return { uri: uri.href, secret: uri.searchParams.get('secret') ?? '' };
}

/** Ends enrolment with a first code from the app. */
export async function confirmEnrolment(
  deps: StaffDependencies,
  staff: CurrentStaff,
  body: unknown,
  headers: Headers,
): Promise<{ cookies: string[] }> {
  const code = readCode(body);
  const answer = await deps.library.api.verifyTOTP({ body: { code }, headers, asResponse: true });
  if (!answer.ok) throw refusedCode(answer.status);
  await deps.audit.append({
    at: deps.clock(),
    actor: { id: `staff:${staff.id}`, name: staff.name },
    action: 'two-factor-enrolled',
    subject: staff.account,
  });
  return { cookies: answer.headers.getSetCookie() };
}

function refusedCode(status: number): Problem {
  return status === 429
    ? new Problem('too-many-requests', '输错次数太多，账号已锁定 15 分钟，请稍后再试。', {
        retryAfterSeconds: 15 * 60,
      })
    : new Problem(
        'code-refused',
        '动态口令不对或已过期。请看手机上最新的 6 位数字；多次不成功，请从登录页重新开始。',
      );
}

/** The same request as if it came with the cookies just set. */
export function withCookies(headers: Headers, cookies: string[]): Headers {
  const merged = new Map(
    (headers.get('cookie') ?? '')
      .split(/;\s*/)
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  for (const cookie of cookies) {
    const [pair = ''] = cookie.split(';');
    merged.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  const copy = new Headers(headers);
  copy.set('cookie', [...merged].map(([name, value]) => `${name}=${value}`).join('; '));
  return copy;
}
