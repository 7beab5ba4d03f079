import { chinaDate } from '#domain/china-date.ts';
import type { Credential, CredentialOutcome } from '#domain/credential.ts';
import type { OutcomeField } from '#domain/outcome-kinds.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { VerificationResult } from '#domain/verification.ts';
import type { VerifyWords } from './words/chinese.ts';

export interface Fact {
  label: string;
  value: string;
  /** Digits that are compared by eye: tabular, spaced. */
  figures?: boolean;
  /** In the report's own language, whatever the page's. */
  asIssued?: boolean;
}

export interface ReportColumn {
  label: string;
  number?: boolean;
}

export interface ReportTable {
  title: string;
  /** `3 项，9 学分` */
  summary: string;
  /** The first column names the row. */
  columns: ReportColumn[];
  rows: string[][];
}

/** The report as issued, in the order of the printed one. */
export interface ReportView {
  title: string;
  /** The same in the other language. */
  otherTitle: string;
  facts: Fact[];
  tables: ReportTable[];
}

/** @param result the state today */
export function reportView(
  report: Credential,
  result: VerificationResult,
  words: VerifyWords,
): ReportView {
  const { zh, en } = report.typeLabel;
  const english = words.lang === 'en';
  return {
    title: english ? en : zh,
    otherTitle: english ? zh : en,
    facts: reportFacts(report, result, words),
    tables: [...outcomeTables(report.outcomes, words), ...conversionTable(report, words)],
  };
}

/** Labels as on the printed report, so that the two are compared line by line. */
function reportFacts(report: Credential, result: VerificationResult, words: VerifyWords): Fact[] {
  const { holder, signatory } = report;
  const { report: labels } = words;
  const asIssued = true;
  const facts: (Fact | false)[] = [
    { label: labels.name, value: holder.name, asIssued },
    {
      label: labels.document,
      value: labels.ending(labels.idTypes[holder.idType], holder.idNumberLast4),
    },
    { label: words.number, value: formatReportNumber(report.number), figures: true },
    { label: labels.issuer, value: report.issuer.name, asIssued },
    { label: labels.office, value: report.office, asIssued },
    { label: words.issuedOn, value: words.date(chinaDate(new Date(report.issuedAt))) },
    report.recipient !== null && { label: labels.recipient, value: report.recipient, asIssued },
    validity(report.validUntil, result, words),
    {
      label: labels.signatory,
      value: [signatory.title, signatory.name].filter(Boolean).join(' '),
      asIssued,
    },
    report.supersedes !== null && {
      label: labels.supersedes,
      value: formatReportNumber(report.supersedes),
      figures: true,
    },
  ];
  return facts.filter((fact) => fact !== false);
}

/** A report that is revoked or replaced is valid no longer: what is printed on it was once so. */
export function validity(
  until: string | null,
  result: VerificationResult,
  words: VerifyWords,
): Fact {
  const date = until === null ? words.unlimited : words.date(until);
  if (result === 'valid' || result === 'expired') return { label: words.validUntil, value: date };
  return { label: words.formerValidity, value: until === null ? date : words.until(date) };
}

/** The printed order of an outcome's fields, for whichever of them its kind uses. */
const fieldOrder: readonly OutcomeField[] = [
  'code',
  'institution',
  'issuer',
  'organisation',
  'major',
  'level',
  'district',
  'hours',
  'credits',
  'score',
  'educationType',
  'grade',
  'certificateNumber',
  'description',
  'occupation',
  'educationLevel',
  'studyPeriod',
  'institutionCode',
];

/** A table for each kind of outcome, with the columns that the kind uses. */
function outcomeTables(outcomes: readonly CredentialOutcome[], words: VerifyWords): ReportTable[] {
  const language = words.lang === 'en' ? 'en' : 'zh';
  const groups = new Map<string, CredentialOutcome[]>();
  for (const outcome of outcomes) {
    const category = outcome.labels.category[language];
    const kind = outcome.labels.kind[language];
    const title = category === kind ? kind : `${category} · ${kind}`;
    groups.set(title, [...(groups.get(title) ?? []), outcome]);
  }
  return [...groups].map(([title, group]) => outcomeTable(title, group, words));
}

function outcomeTable(
  title: string,
  group: readonly CredentialOutcome[],
  words: VerifyWords,
): ReportTable {
  const { report: labels } = words;
  const used = fieldOrder.filter((field) => group.some((outcome) => outcome[field] !== undefined));
  const [first] = group;
  const institution = first?.category === 'other' ? labels.provider : labels.school;
  return {
    title,
    summary: countAndCredits(group, words),
    columns: [
      { label: (first && labels.titles[first.kind]) ?? labels.outcomeName },
      ...used.map((field) => ({
        label: field === 'institution' ? institution : labels.fields[field],
        number: field === 'credits' || field === 'hours',
      })),
      { label: labels.obtainedOn },
    ],
    rows: group.map((outcome) => [
      outcome.title,
      ...used.map((field) => String(outcome[field] ?? '')),
      outcome.obtainedOn,
    ]),
  };
}

function conversionTable({ conversions }: Credential, words: VerifyWords): ReportTable[] {
  if (conversions.length === 0) return [];
  const labels = words.report.conversionColumns;
  return [
    {
      title: words.report.conversions,
      summary: countAndCredits(conversions, words),
      columns: [
        { label: labels.from },
        { label: labels.to },
        { label: labels.node },
        { label: labels.credits, number: true },
        { label: labels.ratio, number: true },
        { label: labels.rule },
        { label: labels.decidedOn },
      ],
      rows: conversions.map(({ from, to, node, credits, ratio, rule, decidedOn }) => [
        from,
        to,
        node,
        String(credits),
        `${ratio}%`,
        rule,
        decidedOn,
      ]),
    },
  ];
}

function countAndCredits(
  rows: readonly { credits?: number | undefined }[],
  words: VerifyWords,
): string {
  // In hundredths, so that 0.1 + 0.2 is 0.3.
  const credits = rows.reduce((sum, row) => sum + Math.round((row.credits ?? 0) * 100), 0) / 100;
  return words.report.count(rows.length, credits);
}
