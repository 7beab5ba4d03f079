import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import type { Credential, CredentialOutcome } from '#domain/credential.ts';
import { fieldLabels, outcomeFields } from '#domain/outcome-kinds.ts';
import { formatReportNumber } from '#domain/report-number.ts';

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

export function reportView(report: Credential): ReportView {
  return {
    title: report.typeLabel.zh,
    englishTitle: report.typeLabel.en,
    facts: reportFacts(report),
    tables: [...outcomeTables(report.outcomes), ...conversionTable(report)],
  };
}

function reportFacts(report: Credential): Fact[] {
  const { holder, signatory } = report;
  const facts: (Fact | false)[] = [
    { label: '持有人', value: holder.name },
    { label: '证件', value: `${idTypes[holder.idType]}，末四位 ${holder.idNumberLast4}` },
    { label: '报告编号', value: formatReportNumber(report.number), figures: true },
    { label: '签发机构', value: report.issuer.name },
    { label: '签发分部', value: report.office },
    report.recipient !== null && { label: '接收单位', value: report.recipient },
    { label: '签发日期', value: formatChineseDate(chinaDate(new Date(report.issuedAt))) },
    {
      label: '有效期至',
      value: report.validUntil ? formatChineseDate(report.validUntil) : '长期有效',
    },
    { label: '签发人', value: [signatory.title, signatory.name].filter(Boolean).join(' ') },
    report.supersedes !== null && {
      label: '所换报告',
      value: formatReportNumber(report.supersedes),
      figures: true,
    },
  ];
  return facts.filter((fact) => fact !== false);
}

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
  const used = outcomeFields.filter((field) =>
    group.some((outcome) => outcome[field] !== undefined),
  );
  return {
    title,
    summary: countAndCredits(group),
    columns: [
      { label: '名称' },
      ...used.map((field) => ({
        label: fieldLabels[field],
        number: field === 'credits' || field === 'hours',
      })),
      { label: '取得日期' },
    ],
    rows: group.map((outcome) => [
      outcome.title,
      ...used.map((field) => String(outcome[field] ?? '')),
      formatChineseDate(outcome.obtainedOn),
    ]),
  };
}

function conversionTable({ conversions }: Credential): ReportTable[] {
  if (conversions.length === 0) return [];
  const columns = ['转换为', '原成果', '网点', '学分', '转换比例', '转换规则', '认定日期'];
  return [
    {
      title: '学分转换',
      summary: countAndCredits(conversions),
      columns: columns.map((label) => ({
        label,
        number: label === '学分' || label === '转换比例',
      })),
      rows: conversions.map(({ from, to, node, credits, ratio, rule, decidedOn }) => [
        to,
        from,
        node,
        String(credits),
        `${ratio}%`,
        rule,
        formatChineseDate(decidedOn),
      ]),
    },
  ];
}

function countAndCredits(rows: readonly { credits?: number | undefined }[]): string {
  const credits = rows.reduce((sum, row) => sum + (row.credits ?? 0), 0);
  const count = `${rows.length} 项`;
  return credits > 0 ? `${count}，共 ${Math.round(credits * 100) / 100} 学分` : count;
}
