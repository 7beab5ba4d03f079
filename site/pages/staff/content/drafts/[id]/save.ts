import type { APIRoute } from 'astro';
import { findDraft, saveDraft } from '../../../../../features/staff/content/ask-content.ts';
import { readContentForm } from '../../../../../features/staff/content/content-form.ts';

export const prerender = false;

/** Where the script of the form saves while one writes: the form as it is posted, answered in JSON. */
export const POST: APIRoute = async (context) => {
  const found = await findDraft(context, context.params['id']);
  if (!found.ok) return Response.json(found.problem, { status: found.problem.status });
  const { kind } = found.body;
  if (kind === 'catalogs') return new Response(null, { status: 404 });
  const posted = await context.request.formData().catch(() => new FormData());
  const saved = await saveDraft(context, found.body, readContentForm(posted, kind));
  if (saved.ok) {
    const { version, faults, slug, updatedAt } = saved.body;
    return Response.json({ version, faults: faults.length, slug, updatedAt });
  }
  const { updatedByName, updatedAt } = found.body;
  return Response.json(
    { ...saved.problem, updatedByName, updatedAt },
    { status: saved.problem.status },
  );
};
