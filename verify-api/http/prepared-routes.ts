import { Hono } from 'hono';
import { Problem } from '#domain/problem.ts';
import {
  countPrepared,
  listPrepared,
  prepareReport,
  previewPrepared,
  readPrepared,
  releaseReport,
  returnReport,
  withdrawPrepared,
} from '../reports/prepared-report.ts';
import { writeDownLook } from '../staff/report-history.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { framedPdf } from './framed-pdf.ts';
import { readJson } from './read-body.ts';
import { requirePermission } from './require-permission.ts';

/** `/api/staff/prepared`: one prepares a report, another releases it. */
export function preparedRoutes(deps: AppDependencies) {
  const reports = { ...deps.reports, prepared: deps.prepared };
  const issue = requirePermission(deps, 'issue');
  const release = requirePermission(deps, 'release');
  const routes = new Hono<AppEnvironment>();
  routes.get('/', issue, async (c) =>
    c.json(await listPrepared(reports, c.var.actor, c.req.query())),
  );
  routes.post('/', issue, async (c) => {
    if (!c.var.actor.id.startsWith('staff:')) {
      throw new Problem('forbidden', '只有登录的工作人员可以准备报告。');
    }
    return c.json(await prepareReport(reports, c.var.actor, await readJson(c)), 201);
  });
  routes.get('/counts', issue, async (c) => c.json(await countPrepared(reports, c.var.actor)));
  routes.get('/:id', issue, async (c) => {
    const content = await readPrepared(reports, c.req.param('id'));
    const look = { action: 'report-viewed', number: content.prepared.id, idNumber: true } as const;
    await writeDownLook(deps.staff, c.var.actor, look);
    return c.json(content);
  });
  routes.get('/:id/preview', issue, async (c) => {
    const pdf = await previewPrepared(reports, c.req.param('id'));
    return framedPdf(c, pdf);
  });
  routes.post('/:id/release', release, async (c) =>
    c.json(await releaseReport(reports, c.var.actor, c.req.param('id')), 201),
  );
  routes.post('/:id/return', release, async (c) =>
    c.json(await returnReport(reports, c.var.actor, c.req.param('id'), await readJson(c))),
  );
  routes.post('/:id/withdrawal', issue, async (c) =>
    c.json(await withdrawPrepared(reports, c.var.actor, c.req.param('id'))),
  );
  return routes;
}
