import { Hono } from 'hono';
import { Problem } from '#domain/problem.ts';
import { issueReport } from '../reports/issue-report.ts';
import { listReports } from '../reports/list-reports.ts';
import { previewReport } from '../reports/preview-report.ts';
import { readReport } from '../reports/read-report.ts';
import { fetchReportPdf } from '../reports/report-pdf.ts';
import { revokeReport } from '../reports/revoke-report.ts';
import { writeDownLook } from '../staff/report-history.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { batchRoute } from './batch-route.ts';
import { clientAddress, limitKey } from './client-address.ts';
import type { FailureLimiter } from './failure-limiter.ts';
import { limited } from './limited-verification.ts';
import { onlyAllow } from './not-allowed.ts';
import { pdfAttachment } from './pdf-attachment.ts';
import { readJson } from './read-body.ts';
import { requirePermission } from './require-permission.ts';

/** `/reports`: for issuers, but a PDF also for whoever has its code. */
export function reportRoutes(deps: AppDependencies, limiter: FailureLimiter) {
  const { reports } = deps;
  const issuer = requirePermission(deps, 'issue');
  const revoker = requirePermission(deps, 'revoke');
  const routes = new Hono<AppEnvironment>();

  routes.post('/', issuer, async (c) => {
    if (reports.bank.fourEyes && c.var.actor.id.startsWith('staff:')) {
      throw new Problem('needs-release', '本行签发报告须经另一位同事复核，请先提交复核。');
    }
    const { replayed, answer } = await issueReport(reports, {
      actor: c.var.actor,
      body: await readJson(c),
      idempotencyKey: idempotencyKey(c.req.header('Idempotency-Key')),
    });
    if (!replayed) c.header('Location', `/api/v1/reports/${answer.number}`);
    return c.json(answer, replayed ? 200 : 201);
  });

  routes.post('/batch', issuer, (c) => batchRoute(deps, c));
  routes.all('/batch', onlyAllow('POST'));

  routes.post('/preview', issuer, async (c) => {
    const pdf = await previewReport(reports, await readJson(c));
    return c.body(pdf as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'application/pdf' });
  });
  routes.all('/preview', onlyAllow('POST'));

  routes.get('/', issuer, async (c) => c.json(await listReports(reports, c.req.query())));
  routes.all('/', onlyAllow('GET', 'POST'));

  routes.get('/:number', issuer, async (c) => {
    const record = await readReport(reports, c.req.param('number'));
    const look = { action: 'report-viewed', number: record.number } as const;
    await writeDownLook(deps.staff, c.var.actor, look);
    return c.json(record);
  });
  routes.all('/:number', onlyAllow('GET'));

  routes.get('/:number/pdf', async (c, next) => {
    const code = c.req.header('X-Verification-Code');
    if (code === undefined) return next();
    const address = limitKey(clientAddress(c, deps.trustedProxies));
    const pdf = await limited(limiter, address, { guessable: false }, () =>
      fetchReportPdf(reports, { number: c.req.param('number'), code }),
    );
    return pdfAttachment(c, pdf);
  });
  routes.get('/:number/pdf', issuer, async (c) => {
    const number = c.req.param('number');
    const pdf = await fetchReportPdf(reports, { number, code: undefined });
    const look = { action: 'pdf-downloaded', number: pdf.number } as const;
    await writeDownLook(deps.staff, c.var.actor, look);
    return pdfAttachment(c, pdf);
  });
  routes.all('/:number/pdf', onlyAllow('GET'));

  routes.post('/:number/revocation', revoker, async (c) =>
    c.json(
      await revokeReport(reports, {
        actor: c.var.actor,
        number: c.req.param('number'),
        body: await readJson(c),
      }),
    ),
  );
  routes.all('/:number/revocation', onlyAllow('POST'));
  return routes;
}

function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined || /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  const message = '应为 1 到 255 个可见的 ASCII 字符，不含空格';
  throw new Problem('validation-failed', `请求头 Idempotency-Key 有误：${message}。`, {
    faults: [{ path: 'Idempotency-Key', message }],
  });
}
