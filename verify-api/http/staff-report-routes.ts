import { Hono } from 'hono';
import type { Actor } from '#domain/actor.ts';
import { Problem } from '#domain/problem.ts';
import { issueFromForm } from '../reports/issue-from-form.ts';
import { readReport } from '../reports/read-report.ts';
import { readReportRequest } from '../reports/read-report-request.ts';
import { readReportHistory, writeDownLook } from '../staff/report-history.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { readJson } from './read-body.ts';
import { requirePermission } from './require-permission.ts';

/** `/api/staff/reports`: what the office's pages about reports need beside `/api/v1/reports`. */
export function staffReportRoutes(deps: AppDependencies) {
  const { reports, staff } = deps;
  const prepared = { ...reports, prepared: deps.prepared };
  const issue = requirePermission(deps, 'issue');
  const routes = new Hono<AppEnvironment>();
  routes.post('/', issue, async (c) => {
    requirePerson(c.var.actor);
    return c.json(await issueFromForm(prepared, c.var.actor, await readJson(c)));
  });
  routes.get('/:number/request', issue, async (c) => {
    requirePerson(c.var.actor);
    const { number, request } = await readReportRequest(reports, c.req.param('number'));
    const look = { action: 'report-viewed', number, idNumber: true } as const;
    await writeDownLook(staff, c.var.actor, look);
    return c.json({ request });
  });
  routes.get('/:number/history', issue, async (c) => {
    const { number } = await readReport(reports, c.req.param('number'));
    return c.json({ history: await readReportHistory(staff, number) });
  });
  return routes;
}

function requirePerson({ id }: Actor): void {
  if (id.startsWith('staff:')) return;
  throw new Problem('forbidden', '只有登录的工作人员可以这样签发和查看报告。');
}
