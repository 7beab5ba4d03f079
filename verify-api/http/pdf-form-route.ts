import { Hono } from 'hono';
import { fetchReportPdf } from '../reports/report-pdf.ts';
import type { AppDependencies, AppEnvironment } from './app-environment.ts';
import { clientAddress, limitKey } from './client-address.ts';
import type { FailureLimiter } from './failure-limiter.ts';
import { limited } from './limited-verification.ts';
import { notAllowed } from './not-allowed.ts';
import { pdfAttachment } from './pdf-attachment.ts';
import { toProblem } from './problem-response.ts';
import { readForm } from './read-body.ts';
import { refusalPage } from './refusal-page.ts';

const PATHS = ['/verify/pdf', '/verify/pdf/'];

/** `POST /verify/pdf/` with the form fields `number` and `code`: the original PDF, without JavaScript. */
export function pdfFormRoute(deps: AppDependencies, limiter: FailureLimiter) {
  const routes = new Hono<AppEnvironment>();
  routes.on('POST', PATHS, async (c) => {
    try {
      const form = await readForm(c);
      const address = limitKey(clientAddress(c, deps.trustedProxies));
      const input = { number: form.get('number') ?? '', code: form.get('code') ?? '' };
      const pdf = await limited(limiter, address, { guessable: false }, () =>
        fetchReportPdf(deps.reports, input),
      );
      return pdfAttachment(c, pdf);
    } catch (error) {
      return refusalPage(c, toProblem(error, deps.log));
    }
  });
  routes.on('ALL', PATHS, (c) => refusalPage(c, notAllowed(c, 'POST')));
  return routes;
}
