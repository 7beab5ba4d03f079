import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { AppEnvironment } from './app-environment.ts';

/** `POST /api/v1/verifications 200 3ms`: the route's pattern, never the path or the query itself. */
export function requestLog(log: (line: string) => void) {
  return createMiddleware<AppEnvironment>(async (c, next) => {
    const start = performance.now();
    await next();
    const ms = Math.round(performance.now() - start);
    log(`${c.req.method} ${routePath(c)} ${c.res.status} ${ms}ms`);
  });
}
