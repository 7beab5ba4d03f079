import { Hono } from 'hono';
import { Problem } from '#domain/problem.ts';
import { attachFile, LARGEST_FILE, readDraftFile, removeFile } from '../publishing/attach-file.ts';
import { downloadCatalog, listCatalogs, uploadCatalog } from '../publishing/catalogs.ts';
import { createDraft } from '../publishing/create-draft.ts';
import { requireDraft, toDraft } from '../publishing/draft-record.ts';
import { dropDraft, recallDraft, rescheduleDraft } from '../publishing/end-review.ts';
import { listEntries, listTasks, readEntry, requireKind } from '../publishing/list-content.ts';
import { previewDraft } from '../publishing/preview-draft.ts';
import {
  goBack,
  listPublications,
  retryPublication,
  siteReleases,
  withdrawEntry,
} from '../publishing/publications.ts';
import { approveDraft, returnDraft } from '../publishing/review-draft.ts';
import { saveDraft } from '../publishing/save-draft.ts';
import { submitDraft } from '../publishing/submit-draft.ts';
import { takeUpAgain } from '../publishing/take-up-again.ts';
import type { AppContext, AppDependencies, AppEnvironment } from './app-environment.ts';
import { contentType } from './content-types.ts';
import { readJson, readUpload } from './read-body.ts';
import { requirePermission } from './require-permission.ts';

/** A file, and what a form says around it. */
const LARGEST_FORM = LARGEST_FILE + 64 * 1024;

/** `/api/staff/content`: the editors' office. */
export function contentRoutes(deps: AppDependencies) {
  const { content, publications } = deps;
  const edit = requirePermission(deps, 'edit-content');
  const review = requirePermission(deps, 'review-content');
  const either = requirePermission(deps, 'edit-content', 'review-content');
  const routes = new Hono<AppEnvironment>();

  routes.get('/tasks', either, async (c) => c.json(await listTasks(content, c.var.actor)));
  routes.get('/entries', either, async (c) =>
    c.json(await listEntries(content, requireKind(c.req.query('kind')))),
  );
  routes.get('/entries/:kind/:slug', either, async (c) =>
    c.json(await readEntry(content, requireKind(c.req.param('kind')), c.req.param('slug'))),
  );
  routes.post('/entries/:kind/:slug/withdrawal', review, async (c) => {
    const { kind, slug } = c.req.param();
    const body = await readJson(c);
    const answer = await withdrawEntry(content, c.var.actor, requireKind(kind), slug, body);
    publications.wake();
    return c.json(answer);
  });

  routes.post('/drafts', edit, async (c) =>
    c.json(await createDraft(content, c.var.actor, await readJson(c)), 201),
  );
  routes.get('/drafts/:id', either, async (c) =>
    c.json(await toDraft(content, c.var.actor, await requireDraft(content, c.req.param('id')))),
  );
  routes.put('/drafts/:id', edit, async (c) =>
    c.json(await saveDraft(content, c.var.actor, c.req.param('id'), await readJson(c))),
  );
  routes.post('/drafts/:id/files', edit, async (c) => {
    const upload = fileOf(await readUpload(c, LARGEST_FORM));
    return c.json(await attachFile(content, c.var.actor, c.req.param('id'), await upload));
  });
  routes.get('/drafts/:id/files/:name', either, async (c) => {
    const { id, name } = c.req.param();
    return attachment(c, name, await readDraftFile(content, id, name));
  });
  routes.post('/drafts/:id/files/:name/removal', edit, async (c) => {
    const { id, name } = c.req.param();
    return c.json(await removeFile(content, c.var.actor, id, name));
  });
  routes.get('/drafts/:id/preview', either, async (c) =>
    framedPage(c, await previewDraft(content, c.req.param('id'))),
  );

  routes.post('/drafts/:id/submission', edit, async (c) =>
    c.json(await submitDraft(content, c.var.actor, c.req.param('id'), await readJson(c))),
  );
  routes.post('/drafts/:id/approval', review, async (c) => {
    const draft = await approveDraft(content, c.var.actor, c.req.param('id'), await readJson(c));
    publications.wake();
    return c.json(draft);
  });
  routes.post('/drafts/:id/return', review, async (c) =>
    c.json(await returnDraft(content, c.var.actor, c.req.param('id'), await readJson(c))),
  );
  routes.post('/drafts/:id/recall', edit, async (c) =>
    c.json(await recallDraft(content, c.var.actor, c.req.param('id'))),
  );
  routes.post('/drafts/:id/drop', edit, async (c) =>
    c.json(await dropDraft(content, c.var.actor, c.req.param('id'))),
  );
  routes.post('/drafts/:id/again', edit, async (c) =>
    c.json(await takeUpAgain(content, c.var.actor, c.req.param('id')), 201),
  );
  routes.post('/drafts/:id/reschedule', either, async (c) => {
    const body = await readJson(c);
    const draft = await rescheduleDraft(content, c.var.actor, c.req.param('id'), body);
    publications.wake();
    return c.json(draft);
  });

  routes.get('/publications', either, async (c) =>
    c.json({ publications: await listPublications(content) }),
  );
  routes.post('/publications/:id/retry', either, async (c) => {
    const answer = await retryPublication(content, c.var.actor, c.req.param('id'));
    publications.wake();
    return c.json(answer);
  });
  routes.get('/releases', either, async (c) => c.json({ releases: await siteReleases(content) }));
  routes.post('/releases/:id/live', review, async (c) =>
    c.json({ releases: await goBack(content, c.var.actor, c.req.param('id')) }),
  );

  routes.get('/catalogs', either, async (c) => c.json({ catalogs: await listCatalogs(content) }));
  routes.get('/catalogs/:file{[a-z-]+\\.xlsx}', either, async (c) => {
    const name = c.req.param('file').slice(0, -'.xlsx'.length);
    const catalog = await downloadCatalog(content, name);
    return attachment(c, `${catalog.title}.xlsx`, catalog.content);
  });
  routes.post('/catalogs/:name', edit, async (c) => {
    const form = await readUpload(c, LARGEST_FORM);
    const file = await fileOf(form);
    const upload = {
      fileName: file.name,
      content: file.content,
      source: textOf(form.get('source')),
      retireMissing: ['on', 'true', '1'].includes(textOf(form.get('retireMissing'))),
    };
    return c.json(await uploadCatalog(content, c.var.actor, c.req.param('name'), upload), 201);
  });
  routes.get('/files/unreferenced', either, async (c) =>
    c.json({ files: await content.desk.listUnreferenced({ directory: content.contentDir }) }),
  );
  return routes;
}

async function fileOf(form: FormData): Promise<{ name: string; content: Uint8Array }> {
  const file = form.get('file');
  if (!(file instanceof File) || file.name === '') {
    throw new Problem('validation-failed', '请选择要上传的文件。', {
      faults: [{ path: '$.file', message: '请选择要上传的文件' }],
    });
  }
  return { name: file.name, content: await file.bytes() };
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

/** Never shown in the browser, whatever it is; a Chinese name by RFC 6266 and RFC 8187. */
function attachment(c: AppContext, name: string, content: Uint8Array): Response {
  const ending = /\.[A-Za-z0-9]+$/.exec(name)?.[0] ?? '';
  return c.body(content as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': contentType(name),
    'Content-Disposition': `attachment; filename="file${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}

/**
 * A page for a frame of our own pages, and of no other. A draft may hold what the gate has yet to
 * refuse, and whoever looks at it is signed in: nothing in it runs.
 */
function framedPage(c: AppContext, html: string): Response {
  return c.body(html, 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "frame-ancestors 'self'; sandbox allow-same-origin",
    'Cache-Control': 'private, no-store',
  });
}
