import type { Draft, FieldTree } from '#domain/content-answers.ts';
import type { Asking } from '../ask-staff-api.ts';
import { saveDraft } from './ask-content.ts';
import { formOf, rowsOf, textOf } from './content-form.ts';

const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/i;

/**
 * Lists a file just uploaded where readers will find it: among the attachments of a news item, or as
 * the file of a download that has none. A picture is for the text. Does nothing where nothing is to do,
 * and leaves it to the editor when somebody else saves at this moment.
 */
export async function listUpload(asking: Asking, draft: Draft): Promise<void> {
  const listed = listedFiles(draft);
  const file = draft.files.find(({ name }) => !PICTURE.test(name) && !listed.has(name));
  if (file === undefined) return;
  const fields = { ...draft.fields };
  if (draft.kind === 'downloads' && textOf(fields['file']) === '') fields['file'] = file.name;
  else if (draft.kind === 'news') {
    const rows: FieldTree[] = rowsOf(fields['attachments']).filter((row) => textOf(row['file']));
    fields['attachments'] = [...rows, { file: file.name, title: file.name.replace(/\.\w+$/, '') }];
  } else return;
  await saveDraft(asking, draft, { ...formOf(draft), fields });
}

function listedFiles({ fields, body, files }: Draft): Set<string> {
  const attached = rowsOf(fields['attachments']).map((row) => textOf(row['file']));
  const shown = files.map(({ name }) => name).filter((name) => body.includes(name));
  return new Set([...attached, ...shown, textOf(fields['file'])]);
}
