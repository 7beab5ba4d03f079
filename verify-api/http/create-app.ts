import { Hono } from 'hono';
import { Problem } from '#domain/problem.ts';
import type { Api, AppContext, AppDependencies, AppEnvironment } from './app-environment.ts';
import { clientAddress } from './client-address.ts';
import { contentRoutes } from './content-routes.ts';
import { createFailureLimiter } from './failure-limiter.ts';
import { healthRoutes } from './health-routes.ts';
import { openApiRoute } from './openapi-route.ts';
import { pdfFormRoute } from './pdf-form-route.ts';
import { preparedRoutes } from './prepared-routes.ts';
import { problemResponse, toProblem } from './problem-response.ts';
import { publicKeyRoutes } from './public-key-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { reportBatchRoutes } from './report-batch-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { requestLog } from './request-log.ts';
import { apiHeaders } from './security-headers.ts';
import { staffReportRoutes } from './staff-report-routes.ts';
import { staffRoutes } from './staff-routes.ts';
import { verificationBatchRoute } from './verification-batch-route.ts';
import { verificationRoutes } from './verification-routes.ts';

export type App = Hono<AppEnvironment>;

/** The whole service as one function from Request to Response; it listens to nothing. */
export function createApp(deps: AppDependencies): App {
  const app: App = new Hono();
  const limiter = createFailureLimiter(deps.reports.clock);

  app.onError((error, c) => problemResponse(c, toProblem(error, deps.log)));
  app.notFound((c) => problemResponse(c, new Problem('not-found', '没有这个地址。')));

  const { site } = deps;
  // A page among the API's addresses: before the API's own headers and refusals.
  if (site !== undefined) app.get('/api/docs/*', (c) => site(c, ownApi(app, c, deps)));

  for (const path of ['/api/*', '/.well-known/*', '/healthz', '/readyz', '/verify/pdf/*'])
    app.use(path, requestLog(deps.log), async (c, next) => {
      for (const [name, value] of Object.entries(apiHeaders)) c.header(name, value);
      await next();
    });
  app.route('/', healthRoutes(deps));
  app.route('/.well-known', publicKeyRoutes(deps));
  app.route('/api/v1/reports', reportRoutes(deps, limiter));
  app.route('/api/v1/verifications/batch', verificationBatchRoute(deps));
  app.route('/api/v1/verifications', verificationRoutes(deps, limiter));
  app.route('/api/openapi.json', openApiRoute(deps));
  app.route('/api/staff/batches', reportBatchRoutes(deps));
  app.route('/api/staff/content', contentRoutes(deps));
  app.route('/api/staff/prepared', preparedRoutes(deps));
  app.route('/api/staff/reports', staffReportRoutes(deps));
  app.route('/api/staff', staffRoutes(deps));
  app.route('/api/v1/receipts', receiptRoutes(deps));
  app.all('/api/*', () => {
    throw new Problem('not-found', '没有这个接口地址。');
  });
  app.route('/', pdfFormRoute(deps, limiter));

  if (site !== undefined) app.all('*', (c) => site(c, ownApi(app, c, deps)));
  return app;
}

/** Calls the app from one of its own pages, in the name of whoever asked for the page. */
function ownApi(app: App, c: AppContext, deps: AppDependencies): Api {
  const bindings = { clientAddress: clientAddress(c, deps.trustedProxies) };
  return async (input, init) => app.request(input, init, bindings);
}
