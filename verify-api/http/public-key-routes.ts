import { Hono } from 'hono';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { onlyAllow } from './not-allowed.ts';

/** What anyone needs to check a credential or a PDF without us. */
export function publicKeyRoutes(deps: AppDependencies) {
  const routes = new Hono<AppEnvironment>();
  routes.get('/jwks.json', async (c) =>
    c.json(await deps.publicKeys(), 200, { 'Content-Type': 'application/jwk-set+json' }),
  );
  routes.get('/jixue-keys.json', async (c) =>
    c.json({
      ...(await deps.publicKeys()),
      pdfCertificate: deps.pdfCertificate,
      pdfCertificates: await deps.pdfCertificates(),
    }),
  );
  for (const path of ['/jwks.json', '/jixue-keys.json']) routes.all(path, onlyAllow('GET'));
  return routes;
}
