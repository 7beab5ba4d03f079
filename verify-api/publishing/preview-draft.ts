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
      return (await deps.desk.previewEntry(request)).html;
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
