import { Hono } from 'hono';
import { checkReceipt } from '../reports/check-receipt.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { onlyAllow } from './not-allowed.ts';
import { readJson } from './read-body.ts';

/** `/receipts`: for anyone who was handed one. Nothing can be guessed here, so nothing is limited. */
export function receiptRoutes(deps: Pick<AppDependencies, 'publicKeys'>) {
  const routes = new Hono<AppEnvironment>();
  routes.post('/check', async (c) =>
    c.json(await checkReceipt(deps.publicKeys, await readJson(c))),
  );
  routes.all('/check', onlyAllow('POST'));
  return routes;
}
