import { Hono } from 'hono';
import { Problem } from '#domain/problem.ts';
import { archiveBatch } from '../reports/batches/batch-archive.ts';
import { batchResult, type SheetFormat } from '../reports/batches/batch-result.ts';
import { batchTemplate } from '../reports/batches/batch-template.ts';
import { confirmBatch, releaseBatch, stopBatch } from '../reports/batches/decide-batch.ts';
import {
  listBatches,
  listBatchReports,
  previewLine,
  readBatch,
} from '../reports/batches/read-batch.ts';
import { uploadBatch } from '../reports/batches/upload-batch.ts';
import type { AppContext, AppDependencies, AppEnvironment } from './app-environment.ts';
import { contentType } from './content-types.ts';
import { readUpload } from './read-body.ts';
import { requirePermission } from './require-permission.ts';

export const LARGEST_UPLOAD = 20 * 1024 * 1024;

/** `/api/staff/batches`: lists of reports that the office uploads. */
export function reportBatchRoutes(deps: AppDependencies) {
  const { batchRunner } = deps;
  const reports = { ...deps.reports, batches: deps.batches, audit: deps.staff.audit };
  const issue = requirePermission(deps, 'issue');
  const release = requirePermission(deps, 'release');
  const routes = new Hono<AppEnvironment>();
  routes.get('/', issue, async (c) => c.json(await listBatches(reports, c.req.query())));
  routes.post('/', issue, async (c) => {
    if (!c.var.actor.id.startsWith('staff:')) {
      throw new Problem('forbidden', '只有登录的工作人员可以上传名单。');
    }
    const form = await readUpload(c, LARGEST_UPLOAD);
    const file = form.get('file');
    const upload = {
      type: textOf(form.get('type')),
      office: textOf(form.get('office')),
      fileName: file instanceof File ? file.name : '',
      bytes: file instanceof File ? await file.bytes() : new Uint8Array(),
    };
    return c.json(await uploadBatch(reports, c.var.actor, upload), 201);
  });

  routes.get('/template', issue, async (c) => {
    const { type = '', format } = c.req.query();
    const template = await batchTemplate(reports.bank, type, formatOf(format));
    return attachment(c, template.name, template.bytes);
  });
  routes.get('/:id', issue, async (c) => c.json(await readBatch(reports, c.req.param('id'))));
  routes.get('/:id/reports', issue, async (c) =>
    c.json(await listBatchReports(reports, c.req.param('id'), c.req.query())),
  );
  routes.get('/:id/reports/:line/preview', issue, async (c) => {
    const pdf = await previewLine(reports, c.req.param('id'), c.req.param('line'));
    return c.body(pdf as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'application/pdf' });
  });

  routes.post('/:id/confirmation', issue, async (c) => {
    const batch = await confirmBatch(reports, c.var.actor, c.req.param('id'));
    batchRunner.wake();
    return c.json(batch);
  });
  routes.post('/:id/release', release, async (c) => {
    const batch = await releaseBatch(reports, c.var.actor, c.req.param('id'));
    batchRunner.wake();
    return c.json(batch);
  });
  routes.post('/:id/stop', issue, async (c) =>
    c.json(await stopBatch(reports, c.var.actor, c.req.param('id'))),
  );

  routes.get('/:id/result', issue, async (c) => {
    const format = formatOf(c.req.query('format'));
    const id = c.req.param('id');
    const bytes = await batchResult(reports, c.var.actor, id, format);
    return attachment(c, `批量签发结果-${id}.${format}`, bytes);
  });
  routes.get('/:id/reports.zip', issue, async (c) => {
    const id = c.req.param('id');
    const zip = await archiveBatch(reports, c.var.actor, id);
    return attachment(c, `批量签发报告-${id}.zip`, zip);
  });
  return routes;
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

function formatOf(text: string | undefined): SheetFormat {
  return text === 'csv' ? 'csv' : 'xlsx';
}

/** A download with a Chinese name (RFC 6266, RFC 8187). */
function attachment(c: AppContext, name: string, body: Uint8Array | ReadableStream): Response {
  const ending = name.slice(name.lastIndexOf('.'));
  return c.body(body as Uint8Array<ArrayBuffer> | ReadableStream, 200, {
    'Content-Type': contentType(name),
    'Content-Disposition': `attachment; filename="batch${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}
