import {
  fieldRules,
  type OutcomeField,
  type OutcomeKind,
  outcomeFields,
  outcomeKinds,
  type ReportType,
  reportTypes,
} from '#domain/outcome-kinds.ts';
import { MOST_OUTCOMES, type ReportRequest } from '#domain/report-request.ts';

/**
 * The form as typed: every field is the text in its box, so that whatever is wrong with it comes
 * back as it was. A field is posted under the JSON path of the request with `_` between its steps,
 * `outcomes_0_title`.
 */
export interface ReportForm {
  type: ReportType;
  plain: Record<PlainField, string>;
  outcomes: OutcomeRow[];
  conversions: ConversionRow[];
  /** Made when the form is opened: sent twice, it issues once. */
  key: string;
  /** Like reports that the officer has been warned of and accepts. */
  accepted: string[];
  /** The returned report that is worked on again, or ''. */
  replaces: string;
}

export const plainFields = [
  'office',
  'recipient',
  'holder_name',
  'holder_idType',
  'holder_idNumber',
  'validUntil',
  'supersedes',
] as const;
export type PlainField = (typeof plainFields)[number];

export const rowFields = ['title', 'obtainedOn', ...outcomeFields] as const;
export type RowField = (typeof rowFields)[number];
export interface OutcomeRow {
  kind: OutcomeKind;
  fields: Partial<Record<RowField, string>>;
}

export const conversionFields = [
  'from',
  'to',
  'node',
  'credits',
  'ratio',
  'rule',
  'decidedOn',
] as const;
export type ConversionField = (typeof conversionFields)[number];
export type ConversionRow = Partial<Record<ConversionField, string>>;

const NUMBERS: readonly string[] = ['credits', 'hours', 'ratio'];

export function emptyForm(type: ReportType, key: string, office: string): ReportForm {
  const plain = { ...blankPlain(), office, holder_idType: 'resident-id' };
  const conversions = type === 'conversion' ? [{}] : [];
  const outcomes = type === 'conversion' ? [] : [{ kind: usualKind(type), fields: {} }];
  return { type, plain, outcomes, conversions, key, accepted: [], replaces: '' };
}

/** The kind that a new row most likely is. */
export function usualKind(type: ReportType): OutcomeKind {
  return type === 'leisure' ? 'program' : 'course';
}

function blankPlain(): Record<PlainField, string> {
  return Object.fromEntries(plainFields.map((field) => [field, ''])) as Record<PlainField, string>;
}

/** Filled in from a report, or from what was prepared before. */
export function formOfRequest(request: ReportRequest, key: string): ReportForm {
  const { holder } = request;
  return {
    type: request.type,
    plain: {
      office: request.office,
      recipient: request.recipient ?? '',
      holder_name: holder.name,
      holder_idType: holder.idType,
      holder_idNumber: holder.idNumber,
      validUntil: request.validUntil ?? '',
      supersedes: request.supersedes ?? '',
    },
    outcomes: request.outcomes.map((outcome) => ({
      kind: outcome.kind,
      fields: textsOf(outcome, rowFields),
    })),
    conversions: request.conversions.map((conversion) => textsOf(conversion, conversionFields)),
    key,
    accepted: [],
    replaces: '',
  };
}

function textsOf<Field extends string>(
  source: Partial<Record<Field, string | number | undefined>>,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const given = fields.flatMap((field) =>
    source[field] === undefined ? [] : [[field, String(source[field])] as const],
  );
  return Object.fromEntries(given) as Partial<Record<Field, string>>;
}

/** Reads what was posted; whatever is not a field of the form is left out. */
export function readReportForm(posted: FormData): ReportForm {
  const text = (name: string) => {
    const value = posted.get(name);
    return typeof value === 'string' ? value : '';
  };
  const type = text('type');
  return {
    type: reportTypes.find((known) => known === type) ?? 'certification',
    plain: Object.fromEntries(plainFields.map((field) => [field, text(field)])) as Record<
      PlainField,
      string
    >,
    outcomes: postedRows(posted, 'outcomes', ['kind', ...rowFields]).flatMap(
      ({ kind, ...fields }) => {
        const known = outcomeKinds.find((one) => one === kind);
        return known === undefined ? [] : [{ kind: known, fields }];
      },
    ),
    conversions: postedRows(posted, 'conversions', conversionFields),
    key: text('key'),
    accepted: text('accepted').split(' ').filter(Boolean),
    replaces: text('replaces'),
  };
}

/** Rows in the order of their numbers; one beyond the most is kept, for the service to refuse. */
function postedRows<Field extends string>(
  posted: FormData,
  list: 'outcomes' | 'conversions',
  fields: readonly Field[],
): Partial<Record<Field, string>>[] {
  const rows = new Map<number, Partial<Record<Field, string>>>();
  for (const [name, value] of posted) {
    const [, index, field] = new RegExp(`^${list}_(\\d{1,3})_(\\w+)$`).exec(name) ?? [];
    const known = fields.find((one) => one === field);
    if (known === undefined || typeof value !== 'string' || Number(index) > MOST_OUTCOMES) continue;
    const row: Partial<Record<Field, string>> = rows.get(Number(index)) ?? {};
    row[known] = value;
    rows.set(Number(index), row);
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** The fields as they are posted, for whatever the page does not show and for tests. */
export function formEntries(form: ReportForm): [name: string, value: string][] {
  return [
    ['type', form.type],
    ...plainFields.map((field): [string, string] => [field, form.plain[field]]),
    ...form.outcomes.flatMap((row, index) => outcomeEntries(row, index)),
    ...form.conversions.flatMap((row, index) => rowEntries('conversions', row, index)),
    ['key', form.key],
    ['accepted', form.accepted.join(' ')],
    ['replaces', form.replaces],
  ];
}

export function outcomeEntries(row: OutcomeRow, index: number): [string, string][] {
  return [[`outcomes_${index}_kind`, row.kind], ...rowEntries('outcomes', row.fields, index)];
}

export function rowEntries(
  list: string,
  fields: Partial<Record<string, string>>,
  index: number,
): [string, string][] {
  return Object.entries(fields).map(([field, value]) => [`${list}_${index}_${field}`, value ?? '']);
}

/** `$.outcomes[0].title` → `outcomes_0_title`, the name and the id of its field. */
export function fieldOfPath(path: string): string {
  return path
    .replace(/^\$\.?/, '')
    .replaceAll(/\[(\d+)\]/g, '_$1')
    .replaceAll('.', '_');
}

/** The fields of a kind, in the order of the form: what must be there, the date, what may be. */
export function fieldsOfKind(kind: OutcomeKind): RowField[] {
  const { required, optional } = fieldRules[kind];
  return ['title', ...required, 'obtainedOn', ...optional];
}

export function isOptional(kind: OutcomeKind, field: RowField): boolean {
  return fieldRules[kind].optional.includes(field as OutcomeField);
}

export const takesRecipient = (type: ReportType): boolean => type.endsWith('transcript');
export const takesConversions = (type: ReportType): boolean => type === 'conversion';

/** The body for the service. Empty boxes are left out, so that it names what is missing. */
export function requestOfForm({ type, plain, outcomes, conversions }: ReportForm): unknown {
  return {
    type,
    office: plain.office,
    recipient: takesRecipient(type) ? orNull(plain.recipient) : null,
    holder: {
      name: plain.holder_name,
      idType: plain.holder_idType,
      idNumber: plain.holder_idNumber,
    },
    outcomes: outcomes.map(({ kind, fields }) => ({
      category: fieldRules[kind].category,
      kind,
      ...given(fields, fieldsOfKind(kind)),
    })),
    conversions: takesConversions(type)
      ? conversions.map((row) => given(row, conversionFields))
      : [],
    validUntil: orNull(plain.validUntil),
    supersedes: orNull(plain.supersedes),
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

function given(row: Partial<Record<string, string>>, fields: readonly string[]) {
  const filled = fields.flatMap((field) => {
    const text = row[field]?.trim() ?? '';
    return text === '' ? [] : [[field, NUMBERS.includes(field) ? toNumber(text) : text]];
  });
  return Object.fromEntries(filled) as Record<string, string | number>;
}

/** Full-width digits are digits; what is no number stays as it is, for the service to say so. */
function toNumber(text: string): string | number {
  const folded = text.normalize('NFKC');
  return /^\d+(\.\d+)?$/.test(folded) ? Number(folded) : text;
}
