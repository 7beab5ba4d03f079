import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { signInTables } from '../db/staff-store.ts';

export interface SignInOptions {
  tables: ReturnType<typeof signInTables>;
  /** Signs cookies and encrypts TOTP secrets; the same on every process. */
  secret: string;
  siteUrl: string;
  /** Shown in the authenticator app beside the account. */
  issuer: string;
}

const HOUR_S = 60 * 60;
export const SESSION_S = 10 * HOUR_S;
/** How long a one-time code may take after the password. */
const SECOND_STEP_S = 10 * 60;
const WRONG_CODES_ALLOWED = 5;
const LOCK_S = 15 * 60;
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;

export type SignInLibrary = ReturnType<typeof createSignInLibrary>;

/**
 * Better Auth: passwords (scrypt), sessions in the database behind an HttpOnly cookie, TOTP (RFC 6238)
 * with a lock-out. Its own HTTP routes are not served: our use cases call it.
 */
export function createSignInLibrary({ tables, secret, siteUrl, issuer }: SignInOptions) {
  return betterAuth({
    appName: issuer,
    baseURL: siteUrl,
    secret,
    database: tables,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        office: { type: 'string', required: false, input: false },
        disabled: { type: 'boolean', required: false, input: false },
        mustChangePassword: { type: 'boolean', required: false, input: false },
      },
    },
    session: { expiresIn: SESSION_S, updateAge: HOUR_S / 4, storeSessionInDatabase: true },
    plugins: [
      twoFactor({
        issuer,
        twoFactorCookieMaxAge: SECOND_STEP_S,
        accountLockout: { maxFailedAttempts: WRONG_CODES_ALLOWED, durationSeconds: LOCK_S },
      }),
    ],
    advanced: {
      cookiePrefix: 'jixue',
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { disableIpTracking: true },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
  });
}
