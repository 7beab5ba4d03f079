import { type OutcomeKind, outcomeKinds } from '#domain/outcome-kinds.ts';
import { MOST_CONVERSIONS, MOST_OUTCOMES } from '#domain/report-request.ts';
import type { ConversionField, OutcomeRow, ReportForm, RowField } from './report-form.ts';

/** What stays when a row is made after the pattern of another: the rest differs from row to row. */
const REPEATED: readonly RowField[] = [
  'institution',
  'institutionCode',
  'major',
  'level',
  'educationType',
  'issuer',
  'organisation',
  'district',
  'obtainedOn',
];
const REPEATED_CONVERSION: readonly ConversionField[] = ['node', 'ratio', 'rule', 'decidedOn'];

/**
 * What a button of the form does to it, by the button's value: `add-outcome` (of `newKind`),
 * `copy-outcomes-3`, `remove-outcomes-3`, the same for conversions. Anything else changes nothing.
 * `focus` names the field where typing goes on; `full` says that there was no room.
 */
export function editForm(
  form: ReportForm,
  button: string,
  newKind: string,
): { form: ReportForm; focus?: string; full?: boolean } {
  if (button === 'add-outcome') {
    const kind = outcomeKinds.find((one) => one === newKind);
    return kind === undefined ? { form } : addOutcome(form, kind);
  }
  if (button === 'add-conversion') return addConversion(form);
  const [, act, list, at] = /^(copy|remove)-(outcomes|conversions)-(\d{1,3})$/.exec(button) ?? [];
  const index = Number(at);
  if (act === 'remove') return removeRow(form, list as List, index);
  return act === 'copy' ? copyRow(form, list as List, index) : { form };
}

type List = 'outcomes' | 'conversions';

function addOutcome(form: ReportForm, kind: OutcomeKind, fields = {}) {
  if (form.outcomes.length >= MOST_OUTCOMES) return { form, full: true };
  const outcomes = [...form.outcomes, { kind, fields }];
  return { form: { ...form, outcomes }, focus: `outcomes_${outcomes.length - 1}_title` };
}

function addConversion(form: ReportForm, fields = {}) {
  if (form.conversions.length >= MOST_CONVERSIONS) return { form, full: true };
  const conversions = [...form.conversions, fields];
  return { form: { ...form, conversions }, focus: `conversions_${conversions.length - 1}_from` };
}

/** Adds rows at the end, as many as fit; a single row that is still empty gives way. */
export function addRows(
  form: ReportForm,
  rows: readonly OutcomeRow[],
): { form: ReportForm; focus: string; added: number } {
  const [only] = form.outcomes;
  const isBlank = form.outcomes.length === 1 && only !== undefined && isEmpty(only);
  const before = isBlank ? [] : form.outcomes;
  const outcomes = [...before, ...rows].slice(0, MOST_OUTCOMES);
  const added = outcomes.length - before.length;
  return { form: { ...form, outcomes }, focus: `outcomes_${before.length}_title`, added };
}

function isEmpty({ fields }: OutcomeRow): boolean {
  return Object.values(fields).every((text) => text.trim() === '');
}

function removeRow(form: ReportForm, list: List, index: number) {
  const rest: ReportForm = { ...form, [list]: form[list].filter((_, at) => at !== index) };
  return { form: rest, focus: list === 'outcomes' ? 'newKind' : 'add-conversion' };
}

function copyRow(form: ReportForm, list: List, index: number) {
  if (list === 'conversions') {
    const row = form.conversions[index];
    return row ? addConversion(form, only(row, REPEATED_CONVERSION)) : { form };
  }
  const row = form.outcomes[index];
  return row ? addOutcome(form, row.kind, only(row.fields, REPEATED)) : { form };
}

function only<Field extends string>(
  row: Partial<Record<Field, string>>,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const kept = fields.flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]]));
  return Object.fromEntries(kept) as Partial<Record<Field, string>>;
}
