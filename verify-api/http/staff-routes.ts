import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { Problem } from '#domain/problem.ts';
import type { StaffHere } from '#domain/staff-answers.ts';
import { addApiKey, listApiKeys, revokeApiKey } from '../staff/api-keys.ts';
import { exportAudit, readAudit } from '../staff/audit-trail.ts';
import { changePassword } from '../staff/change-password.ts';
import { currentStaff } from '../staff/current-staff.ts';
import {
  addAccount,
  changeAccount,
  listAccounts,
  resetPassword,
  resetTwoFactor,
} from '../staff/manage-accounts.ts';
import { signIn } from '../staff/sign-in.ts';
import { signOut } from '../staff/sign-out.ts';
import { beginEnrolment, confirmEnrolment, confirmSignIn } from '../staff/two-factor.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { readJson } from './read-body.ts';
import { requireOwnPage, requirePermission } from './require-permission.ts';

/** `/api/staff`: what the pages below `/staff/` call; not part of the public API. */
export function staffRoutes(deps: AppDependencies) {
  const { staff } = deps;
  const routes = new Hono<AppEnvironment>();
  const signedIn = createMiddleware<AppEnvironment>(async (c, next) => {
    const current = await currentStaff(staff, c.req.raw.headers);
    if (current === undefined) throw new Problem('unauthorized', '请先登录。');
    c.set('staff', current);
    await next();
  });

  routes.use(async (c, next) => {
    requireOwnPage(c);
    await next();
  });

  routes.post('/sign-in', async (c) => {
    const { next, cookies } = await signIn(staff, await readJson(c), c.req.raw.headers);
    return withCookies(c.json({ next }), cookies);
  });
  routes.post('/sign-in/code', async (c) => {
    const answer = await confirmSignIn(staff, await readJson(c), c.req.raw.headers);
    const next = answer.staff.mustChangePassword ? 'change-password' : 'home';
    return withCookies(c.json({ next }), answer.cookies);
  });
  routes.post('/sign-out', async (c) =>
    withCookies(c.json({}), await signOut(staff, c.req.raw.headers)),
  );
  routes.get('/me', signedIn, (c) => {
    const here: StaffHere = { ...c.var.staff, fourEyes: deps.reports.bank.fourEyes };
    return c.json(here);
  });
  routes.post('/password', signedIn, async (c) => {
    const { cookies } = await changePassword(
      staff,
      c.var.staff,
      await readJson(c),
      c.req.raw.headers,
    );
    return withCookies(c.json({ next: c.var.staff.enrolled ? 'home' : 'enrol' }), cookies);
  });
  routes.post('/two-factor', signedIn, async (c) =>
    c.json(await beginEnrolment(staff, c.var.staff, await readJson(c), c.req.raw.headers)),
  );
  routes.post('/two-factor/confirmation', signedIn, async (c) => {
    const body = await readJson(c);
    const { cookies } = await confirmEnrolment(staff, c.var.staff, body, c.req.raw.headers);
    return withCookies(c.json({ next: 'home' }), cookies);
  });

  const manageStaff = requirePermission(deps, 'manage-staff');
  routes.get('/people', manageStaff, async (c) => c.json({ people: await listAccounts(staff) }));
  routes.post('/people', manageStaff, async (c) =>
    c.json(await addAccount(staff, c.var.actor, await readJson(c)), 201),
  );
  routes.patch('/people/:id', manageStaff, async (c) =>
    c.json(await changeAccount(staff, c.var.actor, c.req.param('id'), await readJson(c))),
  );
  routes.post('/people/:id/password-reset', manageStaff, async (c) =>
    c.json(await resetPassword(staff, c.var.actor, c.req.param('id'))),
  );
  routes.post('/people/:id/two-factor-reset', manageStaff, async (c) => {
    await resetTwoFactor(staff, c.var.actor, c.req.param('id'));
    return c.json({});
  });

  const manageKeys = requirePermission(deps, 'manage-keys');
  routes.get('/keys', manageKeys, async (c) => c.json({ keys: await listApiKeys(staff) }));
  routes.post('/keys', manageKeys, async (c) =>
    c.json(await addApiKey(staff, c.var.actor, await readJson(c)), 201),
  );
  routes.post('/keys/:id/revocation', manageKeys, async (c) => {
    await revokeApiKey(staff, c.var.actor, c.req.param('id'));
    return c.json({});
  });

  const readTrail = requirePermission(deps, 'read-audit');
  routes.get('/audit', readTrail, async (c) => c.json(await readAudit(staff, c.req.query())));
  routes.get('/audit.csv', readTrail, async (c) => {
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="audit.csv"');
    return c.body(await exportAudit(staff, c.req.query()));
  });
  return routes;
}

function withCookies(answer: Response, cookies: string[]): Response {
  for (const cookie of cookies) answer.headers.append('Set-Cookie', cookie);
  return answer;
}
