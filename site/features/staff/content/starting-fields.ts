import { chinaDate } from '#domain/china-date.ts';
import type { Draft, Fields, ProseKindName } from '#domain/content-answers.ts';
import { bank } from '../../../ui/bank.ts';
import { kindForms } from './content-fields.ts';

/** What the form of a new draft begins with where nothing is written yet: today, and our own bank. */
export function startingFields(draft: Draft, kind: ProseKindName): Fields {
  const isUntouched = draft.history.every((step) => step.kind === 'created') && !draft.replaces;
  if (!isUntouched) return draft.fields;
  const today = chinaDate(new Date());
  const dates = kindForms[kind].boxes.filter(
    (box) => box.kind === 'date' && !box.optional && !draft.fields[box.name],
  );
  return {
    source: bank().name,
    ...draft.fields,
    ...Object.fromEntries(dates.map(({ name }) => [name, today])),
  };
}
