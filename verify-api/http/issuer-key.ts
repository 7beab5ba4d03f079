import { createHash, timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { Problem } from '#domain/problem.ts';
import type { AppDependencies, AppEnvironment, Issuer } from './app-environment.ts';

/** Lets in whoever brings `Authorization: Bearer <key>` with a key that `findIssuer` knows. */
export function requireIssuer(findIssuer: AppDependencies['findIssuer']) {
  return createMiddleware<AppEnvironment>(async (c, next) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
    const issuer = token === undefined ? undefined : findIssuer(token);
    if (issuer === undefined) {
      throw new Problem(
        'unauthorized',
        '请在 Authorization 头中提供有效的签发密钥：Authorization: Bearer <密钥>。',
      );
    }
    c.set('issuer', issuer);
    await next();
  });
}

/** The one key of BOOTSTRAP_API_KEY; compared by hash, in constant time. */
export function bootstrapIssuer(key: string | undefined): (token: string) => Issuer | undefined {
  if (key === undefined) return () => undefined;
  const expected = sha256(key);
  return (token) => (timingSafeEqual(sha256(token), expected) ? { id: 'bootstrap' } : undefined);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
