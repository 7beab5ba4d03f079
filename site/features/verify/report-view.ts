import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import type { Credential, CredentialOutcome } from '#domain/credential.ts';
import { fieldLabels, type OutcomeField, type OutcomeKind } from '#domain/outcome-kinds.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { VerificationResult } from '#domain/verification.ts';

export interface Fact {
  label: string;
  value: string;
  /** Digits that are compared by eye: tabular, spaced. */
  figures?: boolean;
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
  englishTitle: string;
  facts: Fact[];
  tables: ReportTable[];
}

const idTypes: Record<Credential['holder']['idType'], string> = {
  'resident-id': '居民身份证',
  'hk-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  passport: '护照',
  'permanent-residence': '外国人永久居留身份证',
  other: '其他证件',
};

/** @param result the state today */
export function reportView(report: Credential, result: VerificationResult): ReportView {
  return {
    title: report.typeLabel.zh,
    englishTitle: report.typeLabel.en,
    facts: reportFacts(report, result),
    tables: [...outcomeTables(report.outcomes), ...conversionTable(report)],
  };
}

/** Labels as on the printed report, so that the two are compared line by line. */
function reportFacts(report: Credential, result: VerificationResult): Fact[] {
  const { holder, signatory } = report;
  const facts: (Fact | false)[] = [
    { label: '姓名', value: holder.name },
    { label: '证件', value: `${idTypes[holder.idType]}（尾号 ${holder.idNumberLast4}）` },
    { label: '报告编号', value: formatReportNumber(report.number), figures: true },
    { label: '签发机构', value: report.issuer.name },
    { label: '签发部门', value: report.office },
    { label: '签发日期', value: formatChineseDate(chinaDate(new Date(report.issuedAt))) },
    report.recipient !== null && { label: '接收网点', value: report.recipient },
    validity(report.validUntil, result),
    { label: '签发人', value: [signatory.title, signatory.name].filter(Boolean).join(' ') },
    report.supersedes !== null && {
      label: '换发自',
      value: formatReportNumber(report.supersedes),
      figures: true,
    },
  ];
  return facts.filter((fact) => fact !== false);
}

/** A report that is revoked or replaced is valid no longer: what is printed on it was once so. */
export function validity(until: string | null, result: VerificationResult): Fact {
  const date = until === null ? '长期有效' : formatChineseDate(until);
  if (result === 'valid' || result === 'expired') return { label: '有效期至', value: date };
  return { label: '原有效期', value: until === null ? date : `至 ${date}` };
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

const titleLabels: Partial<Record<OutcomeKind, string>> = {
  course: '课程名称',
  diploma: '证书名称',
  degree: '证书名称',
  qualification: '证书名称',
  program: '项目名称',
};

/** A table for each kind of outcome, with the columns that the kind uses. */
function outcomeTables(outcomes: readonly CredentialOutcome[]): ReportTable[] {
  const groups = new Map<string, CredentialOutcome[]>();
  for (const outcome of outcomes) {
    const { category, kind } = outcome.labels;
    const title = category.zh === kind.zh ? kind.zh : `${category.zh} · ${kind.zh}`;
    groups.set(title, [...(groups.get(title) ?? []), outcome]);
  }
  return [...groups].map(([title, group]) => outcomeTable(title, group));
}

function outcomeTable(title: string, group: readonly CredentialOutcome[]): ReportTable {
  const used = fieldOrder.filter((field) => group.some((outcome) => outcome[field] !== undefined));
  const kind = group[0]?.kind;
  return {
    title,
    summary: countAndCredits(group),
    columns: [
      { label: (kind && titleLabels[kind]) ?? '名称' },
      ...used.map((field) => ({
        label: field === 'institution' ? institutionLabel(group) : fieldLabels[field],
        number: field === 'credits' || field === 'hours',
      })),
      { label: '取得日期' },
    ],
    rows: group.map((outcome) => [
      outcome.title,
      ...used.map((field) => String(outcome[field] ?? '')),
      outcome.obtainedOn,
    ]),
  };
}

function institutionLabel([first]: readonly CredentialOutcome[]): string {
  return first?.category === 'other' ? '机构' : '院校';
}

function conversionTable({ conversions }: Credential): ReportTable[] {
  if (conversions.length === 0) return [];
  return [
    {
      title: '学分转换',
      summary: countAndCredits(conversions),
      columns: [
        { label: '原学习成果' },
        { label: '转换为' },
        { label: '接收院校' },
        { label: '学分', number: true },
        { label: '比例', number: true },
        { label: '转换规则' },
        { label: '转换日期' },
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

function countAndCredits(rows: readonly { credits?: number | undefined }[]): string {
  // In hundredths, so that 0.1 + 0.2 is 0.3.
  const credits = rows.reduce((sum, row) => sum + Math.round((row.credits ?? 0) * 100), 0) / 100;
  const count = `${rows.length} 项`;
  return credits > 0 ? `${count}，共 ${credits} 学分` : count;
}
