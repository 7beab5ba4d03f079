import { formatChineseDate } from '#domain/china-date.ts';
import type { RuleDetail, RuleNeed } from './links/rule-links.ts';

/** Longer lists of alternatives are cut in the sentence; the rule's page shows them all. */
const LISTED = 3;

/**
 * A rule in one plain Chinese sentence, e.g. 持有「全国计算机等级考试一级」，可免修免考标准课程
 * 「计算机应用基础」（3 学分）；适用于非计算机类专业学生。
 */
export function sentenceOfRule(detail: RuleDetail): string {
  const { rule, gains } = detail;
  const total = gains.reduce((sum, gain) => sum + gain.credits, 0);
  const conditions = [
    scope(detail),
    rule.learnerGroup && `适用于${rule.learnerGroup}`,
    cohort(rule.cohortFrom, rule.cohortTo),
    rule.creditCap !== undefined && rule.creditCap < total && `最多转换 ${rule.creditCap} 学分`,
    rule.exclusivityGroup && '用了本规则的成果，不能再用与它互斥的规则',
  ].filter((part) => typeof part === 'string' && part !== '');
  return `${[`${needs(detail.alternatives)}，${grants(detail)}`, ...conditions].join('；')}。`;
}

function needs(alternatives: readonly RuleNeed[][]): string {
  const verbs = new Set(alternatives.flat().map(verb));
  const single = alternatives.every((group) => group.length === 1);
  // 持有「甲」或「乙」 reads better than 持有「甲」，或者持有「乙」.
  if (single && verbs.size === 1) {
    const names = alternatives.flat().map(named);
    const [first = ''] = verbs;
    if (names.length <= LISTED) return first + names.join('或');
    return `${first}${names.slice(0, LISTED).join('、')}等 ${names.length} 项成果之一`;
  }
  return alternatives
    .map((group) => group.map((need) => verb(need) + named(need)).join('，并'))
    .join('；或者');
}

function verb({ row }: RuleNeed): string {
  if (row.kind === 'certificate') return '持有';
  return row.kind === 'course' ? '已修得标准课程' : '已学完原始课程';
}

function named({ name, certificate, minimumGrade, ...need }: RuleNeed): string {
  const minimumScore = need.minimumScore ?? certificate?.minimumScore;
  const conditions = [
    minimumGrade && `${minimumGrade}及以上`,
    minimumScore !== undefined && `成绩不低于 ${minimumScore} 分`,
    certificate?.issuedFrom && `${formatChineseDate(certificate.issuedFrom)}及以后取得`,
    certificate?.issuedTo && `${formatChineseDate(certificate.issuedTo)}及以前取得`,
  ].filter((part) => typeof part === 'string');
  return `「${name}」${conditions.length > 0 ? `（${conditions.join('，')}）` : ''}`;
}

function grants({ rule, gains }: RuleDetail): string {
  const courses = gains
    .map(({ course, credits }) => `「${course.name}」（${credits} 学分）`)
    .join('、');
  const ratio = rule.ratio === 100 ? '' : `，按课程学分的 ${rule.ratio}% 计`;
  const action = rule.mode === '学分转换' ? '转换为' : rule.mode;
  return `可${action}标准课程${courses}${ratio}`;
}

function scope({ node, major }: RuleDetail): string {
  const where = major && `${major.name}（${major.level}）专业`;
  if (node && where) return `限${node.name}的${where}`;
  if (node) return `限${node.name}`;
  return where ? `限${where}` : '';
}

function cohort(from: string | undefined, to: string | undefined): string {
  if (from && to) return `限${formatChineseDate(from)}至${formatChineseDate(to)}入学`;
  if (from) return `限${formatChineseDate(from)}及以后入学`;
  return to ? `限${formatChineseDate(to)}及以前入学` : '';
}
