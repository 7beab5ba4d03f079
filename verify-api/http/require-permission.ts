import { createMiddleware } from 'hono/factory';
import type { Actor } from '#domain/actor.ts';
import type { Permission } from '#domain/permissions.ts';
import { Problem } from '#domain/problem.ts';
import type { AppContext, AppDependencies, AppEnvironment } from './app-environment.ts';

/** Finds out who asks. */
export interface Access {
  /** By the key of `Authorization: Bearer <key>`. */
  byKey(key: string): Promise<Actor | undefined>;
  /** By the session's cookie. */
  bySession(headers: Headers): Promise<Actor | undefined>;
}

/** Lets in whoever holds any of `wanted`: another system by its key, or a member of staff who is signed in. */
export function requirePermission(
  { access }: Pick<AppDependencies, 'access'>,
  ...wanted: [Permission, ...Permission[]]
) {
  return createMiddleware<AppEnvironment>(async (c, next) => {
    const actor = await findActor(c, access);
    if (!wanted.some((permission) => actor.permissions.has(permission))) {
      throw new Problem('forbidden', '您的账号或密钥没有这项权限。');
    }
    c.set('actor', actor);
    await next();
  });
}

async function findActor(c: AppContext, access: Access): Promise<Actor> {
  const authorization = c.req.header('Authorization');
  if (authorization === undefined) {
    const actor = await access.bySession(c.req.raw.headers);
    if (actor !== undefined) requireOwnPage(c);
    if (actor !== undefined) return actor;
  } else {
    const [, key] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const actor = key === undefined ? undefined : await access.byKey(key);
    if (actor !== undefined) return actor;
  }
  throw new Problem(
    'unauthorized',
    '请在 Authorization 头中提供有效的密钥：Authorization: Bearer <密钥>。',
  );
}

/**
 * A cookie is sent by the browser whoever asks, so a change asked for by a page of another site is
 * refused (beside SameSite=Strict): the browser says where a request comes from, and a page cannot
 * change what it says.
 */
export function requireOwnPage(c: AppContext): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  // Where a browser says both, the first needs no Host, which a proxy may have replaced.
  const foreign =
    site === undefined
      ? origin !== undefined && !isHost(origin, c.req.header('Host'))
      : site !== 'same-origin' && site !== 'none';
  if (foreign) throw new Problem('forbidden', '这个请求来自别的网站，没有执行。');
}

function isHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
