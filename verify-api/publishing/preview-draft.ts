import type { ProseKindName } from '#domain/content-answers.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { Problem } from '#domain/problem.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { requireDraft } from './draft-record.ts';
import { entryPath, stageDraft } from './staged-draft.ts';

/** The page of a draft as the public would see it. */
export async function previewDraft(deps: ContentDependencies, id: string): Promise<string> {
  const row = await requireDraft(deps, id);
  if (row.kind === 'catalogs') throw new Problem('not-found', '目录没有预览，请看改动的清单。');
  const slug = entryPath(row).slice(row.kind.length + 1, -'.md'.length);
  try {
    const staged = await stageDraft(deps, row);
    try {
      const request = { directory: staged.directory, kind: row.kind as ProseKindName, slug };
      const { html } = await deps.desk.previewEntry(request);
      const files = await deps.drafts.listFiles(id);
      return withOwnFiles(
        html,
        id,
        files.map(({ name }) => name),
      );
    } finally {
      await staged.remove();
    }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new Problem('validation-failed', `还不能预览：${error.message}`, {
      faults: error.sentences.map((message) => ({ path: '$', message })),
    });
  }
}

/** Links and pictures of the draft's own files lead to them: at their addresses on the site is nothing yet. */
export function withOwnFiles(html: string, id: string, names: readonly string[]): string {
  return names.reduce((text, name) => {
    const last = encodeURI(name).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const own = `/api/staff/content/drafts/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`;
    const pattern = new RegExp(`(\\s(?:href|src)=")/[^"]*/${last}(?=["?#])`, 'g');
    return text.replaceAll(pattern, (_, start: string) => `${start}${own}`);
  }, html);
}
