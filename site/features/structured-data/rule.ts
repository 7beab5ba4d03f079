import type { RuleDetail } from '../../loader/links/rule-links.ts';
import { entityPath } from '../../loader/routes.ts';
import {
  bankReference,
  fact,
  namedThing,
  type Reference,
  type Speaker,
  type Thing,
} from './thing.ts';

/**
 * A conversion rule as https://schema.org/CreativeWork: a published text of the bank. It is not
 * Legislation, and a service is what nodes give by it.
 */
export interface RuleData extends Thing {
  '@type': 'CreativeWork';
  publisher: Reference;
  /** The rule in one sentence. */
  text?: string | undefined;
  /** The document it rests on. */
  isBasedOn?: string | undefined;
  /** ISO 8601 interval, open at the end: `2024-09-01/..` */
  temporalCoverage?: string | undefined;
}

/** @param sentence what the rule says; told only when no part of it is invented */
export function ruleData(detail: RuleDetail, sentence: string, speaker: Speaker): RuleData {
  const { rule, alternatives, gains } = detail;
  const rows = [rule, ...alternatives.flat().map(({ row }) => row), ...gains.map(({ row }) => row)];
  const invented = rows.some(({ sampleFields }) => sampleFields.some((field) => SAID.has(field)));
  const from = fact(rule, 'effectiveFrom');
  const to = fact(rule, 'effectiveTo');
  return {
    '@type': 'CreativeWork',
    ...namedThing(
      rule,
      speaker.at(entityPath('rules', rule.code)),
      '学习成果转换为标准课程学分的规则。',
    ),
    text: invented ? undefined : sentence,
    publisher: bankReference(speaker),
    isBasedOn: fact(rule, 'basisUrl'),
    temporalCoverage: from || to ? `${from ?? '..'}/${to ?? '..'}` : undefined,
  };
}

/** Columns of a rule, its needs and its gains that its sentence speaks of. */
const SAID: ReadonlySet<string> = new Set([
  ...['ratio', 'mode', 'major', 'node', 'cohortFrom', 'cohortTo', 'learnerGroup', 'creditCap'],
  ...['exclusivityGroup', 'kind', 'ref', 'title', 'minimumGrade', 'minimumScore'],
  ...['course', 'credits'],
]);
