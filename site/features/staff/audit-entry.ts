import { keyScopes, permissions, roles } from '#domain/permissions.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { revocationReasons } from '#domain/revocation.ts';
import type { AuditRecord } from '#domain/staff-answers.ts';

const LABELS: Record<string, string> = {
  name: '名称',
  role: '角色',
  office: '分部',
  scopes: '权限',
  reason: '原因',
  supersedes: '换下',
  supersededBy: '换成',
  reports: '份数',
  format: '格式',
};

/** For programs; the CSV has them. */
const TECHNICAL = ['statusIndex', 'kid', 'credentialSha256', 'pdfSha256'];

/** What an entry's detail says, as short sentences; false and empty values say nothing. */
export function detailLines(detail: AuditRecord['detail']): string[] {
  return Object.entries(detail).flatMap(([key, value]) => lineOf(key, value) ?? []);
}

function lineOf(key: string, value: string | number | boolean | null): string | undefined {
  if (key === 'disabled') return value ? '账号停用' : undefined;
  if (key === 'idNumber') return value ? '看到完整的证件号码' : undefined;
  if (key === 'locked') return value ? '账号锁定中' : undefined;
  if (TECHNICAL.includes(key)) return undefined;
  if (value === null || value === '' || value === false) return undefined;
  return `${LABELS[key] ?? key}：${inWords(key, value)}`;
}

function inWords(key: string, value: string | number | boolean): string {
  const text = value === true ? '是' : String(value);
  if (/^\d{20}$/.test(text)) return formatReportNumber(text);
  if (key === 'role' && Object.hasOwn(roles, text)) return roles[text as keyof typeof roles].label;
  if (key === 'reason') return revocationReasons[text as keyof typeof revocationReasons] ?? text;
  if (key !== 'scopes') return text;
  return keyScopes
    .filter((scope) => text.split(' ').includes(scope))
    .map((scope) => permissions[scope])
    .join('；');
}
