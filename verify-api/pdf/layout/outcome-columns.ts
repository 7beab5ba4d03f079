import type { CredentialOutcome } from '#domain/credential.ts';
import type { OutcomeKind } from '#domain/outcome-kinds.ts';
import type { Conversion } from '#domain/report-request.ts';
import { columns as words } from './labels.ts';
import type { Column } from './table-plan.ts';

/** An outcome and its place in the whole report, counted from 1. */
export interface NumberedOutcome extends CredentialOutcome {
  index: number;
}

type Family =
  | 'course'
  | 'diploma'
  | 'qualification'
  | 'technician'
  | 'training'
  | 'program'
  | 'achievement';

/** Kinds that are told by the same fields share a table. */
const families: Partial<Record<OutcomeKind, Family>> = {
  course: 'course',
  diploma: 'diploma',
  degree: 'diploma',
  qualification: 'qualification',
  technician: 'technician',
  training: 'training',
  online: 'training',
  program: 'program',
};

export const familyOf = (kind: OutcomeKind): Family => families[kind] ?? 'achievement';

type OutcomeColumn = Column<NumberedOutcome>;

const index: OutcomeColumn = {
  label: words.index,
  value: (row) => String(row.index),
  align: 'right',
  whole: true,
};
const obtainedOn: OutcomeColumn = {
  label: words.obtainedOn,
  value: (row) => row.obtainedOn,
  align: 'right',
  whole: true,
};
const kind: OutcomeColumn = { label: words.kind, value: (row) => row.labels.kind.zh, grow: 1 };
const credits = (decimals: number): OutcomeColumn => ({
  label: words.credits,
  value: (row) => row.credits?.toFixed(decimals),
  align: 'right',
  whole: true,
  total: (rows) => sum(rows.map((row) => row.credits ?? 0)).toFixed(decimals),
});
const hours: OutcomeColumn = {
  label: words.hours,
  value: (row) => (row.hours === undefined ? undefined : String(row.hours)),
  align: 'right',
  whole: true,
  total: (rows) => String(sum(rows.map((row) => row.hours ?? 0))),
};
const title = (heading: OutcomeColumn['label'], note?: OutcomeColumn['note']): OutcomeColumn => ({
  label: heading,
  value: (row) => row.title,
  ...(note && { note }),
  grow: 4,
});
const text = (
  heading: OutcomeColumn['label'],
  value: OutcomeColumn['value'],
  note?: OutcomeColumn['note'],
): OutcomeColumn => ({ label: heading, value, ...(note && { note }), grow: 2 });
const joined = (...parts: (string | undefined)[]) =>
  parts.some((part) => part !== undefined)
    ? parts.filter((part) => part !== undefined).join('，')
    : undefined;
const named = (name: string, value: string | undefined) =>
  value === undefined ? undefined : `${name}：${value}`;

const columnsOf: Record<Family, (decimals: number) => OutcomeColumn[]> = {
  course: (decimals) => [
    title(words.course, (row) => row.description),
    text(words.code, (row) => row.code),
    text(words.school, (row) => row.institution),
    text(
      words.majorAndLevel,
      (row) => row.major,
      (row) => row.level,
    ),
    credits(decimals),
    { label: words.score, value: (row) => row.score, align: 'right' },
  ],
  diploma: () => [
    title(words.certificate, (row) => row.labels.kind.zh),
    text(words.school, (row) => row.institution),
    text(
      words.majorAndLevel,
      (row) => row.major,
      (row) => row.level,
    ),
    text(words.educationType, (row) => row.educationType),
    text(words.grade, (row) => row.grade),
    text(words.certificateNumber, (row) => row.certificateNumber),
  ],
  qualification: () => [
    title(words.certificate, (row) =>
      joined(named('职业（工种）', row.occupation), named('文化程度', row.educationLevel)),
    ),
    text(words.issuer, (row) => row.issuer),
    text(words.grade, (row) => row.grade),
    text(words.certificateNumber, (row) => row.certificateNumber),
  ],
  technician: () => [
    title(words.name, (row) => named('学习起止时间', row.studyPeriod)),
    text(words.school, (row) => row.institution),
    text(words.major, (row) => row.major),
    text(words.grade, (row) => row.grade),
    text(words.certificateNumber, (row) => row.certificateNumber),
  ],
  training: () => [
    kind,
    title(words.name),
    text(
      words.provider,
      (row) => row.institution,
      (row) => named('代码', row.institutionCode),
    ),
    hours,
    text(words.certificateNumber, (row) => row.certificateNumber),
  ],
  program: () => [
    title(words.program),
    text(words.provider, (row) => row.institution),
    text(words.district, (row) => row.district),
    hours,
  ],
  achievement: () => [
    kind,
    title(words.name),
    text(words.organisation, (row) => row.organisation),
    text(words.certificateNumber, (row) => row.certificateNumber),
  ],
};

/** The columns of a table of one family; those that no row fills are left out. */
export function outcomeColumns(rows: readonly NumberedOutcome[]): OutcomeColumn[] {
  const family = familyOf((rows[0] as NumberedOutcome).kind);
  const inner = columnsOf[family](decimalsOf(rows.map((row) => row.credits ?? 0)));
  return [index, ...inner, obtainedOn].filter((column) =>
    rows.some((row) => column.value(row) !== undefined),
  );
}

export function conversionColumns(rows: readonly Conversion[]): Column<Conversion>[] {
  const decimals = decimalsOf(rows.map((row) => row.credits));
  const places = new Map(rows.map((row, at) => [row, at + 1]));
  return [
    { label: words.index, value: (row) => String(places.get(row)), align: 'right', whole: true },
    { label: words.from, value: (row) => row.from, grow: 3 },
    { label: words.to, value: (row) => row.to, grow: 3 },
    { label: words.node, value: (row) => row.node, grow: 2 },
    {
      label: words.credits,
      value: (row) => row.credits.toFixed(decimals),
      align: 'right',
      whole: true,
      total: (all) => sum(all.map((row) => row.credits)).toFixed(decimals),
    },
    { label: words.ratio, value: (row) => `${row.ratio}%`, align: 'right', whole: true },
    { label: words.rule, value: (row) => row.rule, grow: 1 },
    { label: words.decidedOn, value: (row) => row.decidedOn, align: 'right', whole: true },
  ];
}

/** As many decimals as the most exact of the numbers has, two at most: the column then aligns. */
export function decimalsOf(numbers: readonly number[]): number {
  return Math.max(0, ...numbers.map((n) => (String(n).split('.')[1] ?? '').length));
}

/** A sum in hundredths, so that 0.1 + 0.2 is 0.3. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + Math.round(n * 100), 0) / 100;
}
