import { formatChineseDate } from '#domain/china-date.ts';
import type { RuleDetail, RuleNeed } from './links/rule-links.ts';

/**
 * A rule in one plain Chinese sentence, e.g.
 * 持有「全国计算机等级考试一级」证书，可免修免考标准课程「计算机应用基础」（3 学分）；限非计算机类专业学生。
 */
export function sentenceOfRule(detail: RuleDetail): string {
  const conditions = [
    detail.node && `限${detail.node.name}`,
    detail.major && `限${detail.major.name}（${detail.major.level}）专业`,
    detail.rule.learnerGroup && `适用于${detail.rule.learnerGroup}`,
    cohort(detail.rule.cohortFrom, detail.rule.cohortTo),
    detail.rule.creditCap !== undefined && `最多转换 ${detail.rule.creditCap} 学分`,
    detail.rule.exclusivityGroup && '与同组规则不重复使用',
  ].filter((part) => typeof part === 'string' && part !== '');
  const main = `${needs(detail.alternatives)}，${gains(detail)}`;
  return `${[main, ...conditions].join('；')}。`;
}

function needs(alternatives: readonly RuleNeed[][]): string {
  if (alternatives.length === 0) return '符合条件的';
  return alternatives.map((group) => group.map(need).join('，并')).join('；或者');
}

function need({ name, certificate, row, minimumGrade, minimumScore }: RuleNeed): string {
  const floor = [
    minimumGrade && `等级不低于${minimumGrade}`,
    minimumScore !== undefined && `成绩不低于 ${minimumScore} 分`,
    certificate?.issuedFrom && `${formatChineseDate(certificate.issuedFrom)}及以后取得`,
    certificate?.issuedTo && `${formatChineseDate(certificate.issuedTo)}及以前取得`,
  ].filter((part) => typeof part === 'string');
  const condition = floor.length > 0 ? `（${floor.join('，')}）` : '';
  if (row.kind === 'certificate') return `持有「${name}」${condition}`;
  if (row.kind === 'course') return `已修得标准课程「${name}」${condition}`;
  return `已学完原始课程「${name}」${condition}`;
}

function gains({ rule, gains: list }: RuleDetail): string {
  const courses = list.map(({ course, credits }) => `「${course.name}」${credits} 学分`).join('、');
  const ratio = rule.ratio === 100 ? '' : `（按课程学分的 ${rule.ratio}% 计）`;
  if (rule.mode === '学分转换') return `可转换为标准课程${courses}${ratio}`;
  return `可${rule.mode}标准课程${courses}${ratio}`;
}

function cohort(from: string | undefined, to: string | undefined): string {
  if (from && to) return `${formatChineseDate(from)}至${formatChineseDate(to)}入学`;
  if (from) return `${formatChineseDate(from)}及以后入学`;
  return to ? `${formatChineseDate(to)}及以前入学` : '';
}
