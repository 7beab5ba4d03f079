import { Hono } from 'hono';
import { openApiDocument } from '#domain/openapi/openapi-document.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { problemKinds } from './problem-status.ts';

/** `/api/openapi.json` */
export function openApiRoute({ reports }: AppDependencies) {
  const document = openApiDocument(reports.bank.name, reports.siteUrl, problemKinds);
  return new Hono<AppEnvironment>().get('/', (c) => {
    c.header('Cache-Control', 'public, max-age=300');
    c.header('Access-Control-Allow-Origin', '*');
    return c.json(document);
  });
}
