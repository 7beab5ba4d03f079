import { Hono } from 'hono';
import { verifyReport } from '../reports/verify-report.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { clientAddress, limitKey } from './client-address.ts';
import type { FailureLimiter } from './failure-limiter.ts';
import { limited } from './limited-verification.ts';
import { onlyAllow } from './not-allowed.ts';
import { readJson } from './read-body.ts';

/** `/verifications`: for anyone. */
export function verificationRoutes(deps: AppDependencies, limiter: FailureLimiter) {
  const routes = new Hono<AppEnvironment>();
  routes.post('/', async (c) => {
    const body = await readJson(c);
    const address = limitKey(clientAddress(c, deps.trustedProxies));
    const answer = await limited(limiter, address, { guessable: isGuessable(body) }, async () => {
      const found = await verifyReport(deps.reports, body);
      if (found.level === 'full' && found.holderMatch === false) limiter.fail(address);
      return found;
    });
    if (answer.level === 'summary' && answer.withheld === 'unreadable') {
      deps.log('error a report could not be opened: is a master key missing?');
    }
    return c.json(answer);
  });
  routes.all('/', onlyAllow('POST'));
  return routes;
}

function isGuessable(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { code, idNumber } = body as { code?: unknown; idNumber?: unknown };
  // A blank code is read as none at all.
  const hasCode = typeof code === 'string' && code.trim() !== '';
  return !hasCode || Boolean(idNumber);
}
