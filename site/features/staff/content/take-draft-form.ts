import type { Draft, ProseKindName } from '#domain/content-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import type { Asking, StaffAnswer } from '../ask-staff-api.ts';
import { askContent, draftPath, findDraft, saveDraft } from './ask-content.ts';
import { type ContentForm, editRows, readContentForm } from './content-form.ts';
import { draftHref, faultsAsProblem, toMend } from './content-words.ts';

/** What comes of a posted form: on to another page, or the form again with what was wrong. */
export type TakenForm =
  | { goOn: string }
  | {
      form: ContentForm;
      problem: ProblemBody;
      /** The draft as somebody else has saved it meanwhile. */
      other?: Draft;
    };

/** Every button saves first, so that nothing typed is lost whatever comes after. */
export async function takeDraftForm(
  asking: Asking,
  draft: Draft,
  kind: ProseKindName,
  posted: FormData,
): Promise<TakenForm> {
  const typed = readContentForm(posted, kind);
  const button = String(posted.get('do') ?? 'save');
  const edit = editRows(typed.fields, kind, button);
  const form = edit ? { ...typed, fields: edit.fields } : typed;
  const saved = await saveDraft(asking, draft, form);
  if (!saved.ok) return notSaved(asking, draft, form, saved);
  const here = draftHref(draft);
  if (edit) return { goOn: `${here}?focus=${edit.focus}#${edit.focus}` };
  if (button === 'files') return { goOn: `${here}files/` };
  if (button === 'preview') return { goOn: `${here}preview/` };
  if (button !== 'submit') return { goOn: `${here}?done=saved` };
  const { version } = saved.body;
  const sent = await askContent<Draft>(asking, 'POST', draftPath(draft.id, '/submission'), {
    version,
  });
  if (sent.ok) return { goOn: `${here}review/?done=submitted` };
  return { form: { ...form, version }, problem: whyNotSent(saved.body, sent.problem) };
}

function whyNotSent(draft: Draft, problem: ProblemBody): ProblemBody {
  return draft.faults.length > 0
    ? faultsAsProblem(`还没有送审，内容已经保存。${toMend(draft)}`, draft.faults)
    : problem;
}

async function notSaved(
  asking: Asking,
  draft: Draft,
  form: ContentForm,
  answer: StaffAnswer<Draft> & { ok: false },
): Promise<TakenForm> {
  if (answer.problem.status !== 409) return { form, problem: answer.problem };
  const now = await findDraft(asking, draft.id);
  if (!now.ok || !now.body.may.includes('save')) return { form, problem: answer.problem };
  // Saved again on purpose, it goes over what the other has saved.
  return {
    form: { ...form, version: now.body.version },
    problem: answer.problem,
    other: now.body,
  };
}
