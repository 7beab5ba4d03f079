import { Hono } from 'hono';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { describeError } from './describe-error.ts';
import { onlyAllow } from './not-allowed.ts';

export function healthRoutes(deps: AppDependencies) {
  const routes = new Hono<AppEnvironment>();
  /** The process is up. */
  routes.get('/healthz', (c) => c.json({ status: 'ok' }));
  /** The database answers. */
  routes.get('/readyz', async (c) => {
    try {
      await deps.ping();
      return c.json({ status: 'ok' });
    } catch (error) {
      deps.log(`not ready ${describeError(error)}`);
      return c.json({ status: 'unavailable' }, 503);
    }
  });
  for (const path of ['/healthz', '/readyz']) routes.all(path, onlyAllow('GET'));
  return routes;
}
