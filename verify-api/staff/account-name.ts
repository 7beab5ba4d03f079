import { z } from '#domain/chinese-schema.ts';

const DOMAIN = '@staff.invalid';

/** What staff type to sign in: 3 to 32 small letters, digits, dots and hyphens. */
export const accountNameSchema = z
  .string({ error: '请填写账号' })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9.-]{1,30})[a-z0-9]$/, '账号为 3 到 32 个小写字母、数字、点或短横');

/** The sign-in library knows accounts by e-mail address; `.invalid` (RFC 2606) receives none. */
export function toEmail(account: string): string {
  return `${account}${DOMAIN}`;
}

export function toAccountName(email: string): string {
  return email.slice(0, -DOMAIN.length);
}
