import { Hono } from 'hono';
import { verifyBatch } from '../reports/verify-batch.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { onlyAllow } from './not-allowed.ts';
import { problemBody, toProblem } from './problem-response.ts';
import { readJson } from './read-body.ts';
import { requirePermission } from './require-permission.ts';

/** `/verifications/batch`: for employers with a key, and for staff. */
export function verificationBatchRoute(deps: AppDependencies) {
  const routes = new Hono<AppEnvironment>();
  routes.post('/', requirePermission(deps, 'verify-batch'), async (c) => {
    const answers = await verifyBatch(deps.reports, await readJson(c));
    return c.json(
      answers.map((row, at) => {
        if ('answer' in row) return { row: at + 1, status: 200, ...row.answer };
        const error = problemBody(toProblem(row.problem, deps.log));
        return { row: at + 1, status: error.status, error };
      }),
    );
  });
  routes.all('/', onlyAllow('POST'));
  return routes;
}
