import { fieldLabels, fieldRules, type OutcomeKind } from '#domain/outcome-kinds.ts';
import { bank } from '../../../ui/bank.ts';
import { chineseWords } from '../../verify/words/chinese.ts';
import type { ConversionField, PlainField, RowField } from './report-form.ts';

export const plainLabels: Readonly<Record<PlainField, string>> = {
  office: '签发部门',
  recipient: '接收网点',
  holder_name: '姓名',
  holder_idType: '证件类型',
  holder_idNumber: '证件号码',
  validUntil: '有效期至',
  supersedes: '换下的报告',
};

const { report } = chineseWords;

/** As printed on the report. */
export function rowLabel(kind: OutcomeKind, field: RowField): string {
  if (field === 'title') return report.titles[kind] ?? report.outcomeName;
  if (field === 'obtainedOn') return report.obtainedOn;
  if (field === 'institution') {
    return fieldRules[kind].category === 'other' ? report.provider : report.school;
  }
  return fieldLabels[field];
}

export const conversionLabels: Readonly<Record<ConversionField, string>> = {
  ...report.conversionColumns,
  ratio: '比例（%）',
};

export const idTypes = Object.entries(report.idTypes).map(([value, label]) => ({ value, label }));

/** The kinds that this bank recognises, under its own headings, each once. */
export function kindGroups(): { label: string; kinds: { value: OutcomeKind; label: string }[] }[] {
  return bank().outcomeTaxonomy.map(({ label, kinds }) => ({
    label: label.zh,
    kinds: Object.entries(kinds).map(([value, kind]) => ({
      value: value as OutcomeKind,
      label: kind.zh,
    })),
  }));
}

export function kindWord(kind: OutcomeKind): string {
  const found = kindGroups().flatMap(({ kinds }) => kinds);
  return found.find(({ value }) => value === kind)?.label ?? kind;
}
