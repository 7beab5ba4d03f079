import { expect, it } from 'vitest';
import { buildCatalogs } from '../../site/loader/build-catalogs.ts';
import { readContent } from '../../site/loader/read-content.ts';
import type { TableRows } from '../../site/loader/schemas/tables.ts';
import { add, all, type Change, cell, empty } from '../content-fixtures/fault-cases.ts';
import {
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

function sentence(...changes: Change[]): string {
  const draft = minimalContent();
  all(...changes)(draft);
  const directory = writeContent(draft);
  const { tables } = readContent(directory);
  removeContent(directory);
  const rows = Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, table.rows]),
  );
  const bank = buildCatalogs(rows as unknown as TableRows, '2026-06-01');
  const rule = bank.rule('R1');
  if (!rule) throw new Error('no rule');
  return bank.ruleSentence(rule);
}

const certificate = (group: string, ref: string, more = {}) =>
  add('rule-inputs', { rule: 'R1', group, kind: 'certificate', ref, source: '测试', ...more });
const noScope = all(cell('rules', 0, 'major', ''), cell('rules', 0, 'node', ''));
const noInputs = empty('rule-inputs');

it.each<[string, Change[], string]>([
  [
    'one certificate',
    [noScope, noInputs, certificate('1', 'X1')],
    '持有「计算机一级」，可免修免考标准课程「计算机应用基础」（3 学分）。',
  ],
  [
    'either of two',
    [noScope, noInputs, certificate('1', 'X1'), certificate('2', 'X2')],
    '持有「计算机一级」或「英语四级」，可免修免考标准课程「计算机应用基础」（3 学分）。',
  ],
  [
    'both of two',
    [noScope, noInputs, certificate('1', 'X1'), certificate('1', 'X2')],
    '持有「计算机一级」，并持有「英语四级」，可免修免考标准课程「计算机应用基础」（3 学分）。',
  ],
  [
    'different kinds',
    [noScope],
    '持有「计算机一级」；或者已学完原始课程「计算机文化」，可免修免考标准课程「计算机应用基础」（3 学分）。',
  ],
  [
    'major and node',
    [noInputs, certificate('1', 'X1')],
    '持有「计算机一级」，可免修免考标准课程「计算机应用基础」（3 学分）；限示例大学的电子商务（高职专科）专业。',
  ],
  [
    'grade and score',
    [noScope, noInputs, certificate('1', 'X1', { minimumGrade: '中级', minimumScore: '60' })],
    '持有「计算机一级」（中级及以上，成绩不低于 60 分），可免修免考标准课程「计算机应用基础」（3 学分）。',
  ],
  [
    'issue window and score of the certificate',
    [
      noScope,
      noInputs,
      certificate('1', 'X1'),
      cell('certificates', 0, 'issuedFrom', '2019-01-01'),
      cell('certificates', 0, 'minimumScore', '425'),
    ],
    '持有「计算机一级」（成绩不低于 425 分，2019年1月1日及以后取得），可免修免考标准课程「计算机应用基础」（3 学分）。',
  ],
  [
    'half credit',
    [
      noScope,
      noInputs,
      certificate('1', 'X1'),
      cell('rules', 0, 'mode', '学分转换'),
      cell('rules', 0, 'ratio', '50'),
      cell('rule-outputs', 0, 'credits', '1.5'),
    ],
    '持有「计算机一级」，可转换为标准课程「计算机应用基础」（1.5 学分），按课程学分的 50% 计。',
  ],
  [
    'a cap below the sum, learners, cohort and exclusivity',
    [
      noScope,
      noInputs,
      certificate('1', 'X1'),
      cell('rules', 0, 'creditCap', '2'),
      cell('rules', 0, 'learnerGroup', '新生'),
      cell('rules', 0, 'cohortFrom', '2025-09-01'),
      cell('rules', 0, 'exclusivityGroup', 'G1'),
    ],
    '持有「计算机一级」，可免修免考标准课程「计算机应用基础」（3 学分）；适用于新生；限2025年9月1日及以后入学；最多转换 2 学分；用了本规则的成果，不能再用与它互斥的规则。',
  ],
])('says %s in one sentence', (_name, changes, expected) => {
  expect(sentence(...changes)).toBe(expected);
});

it('cuts a long list of alternatives', () => {
  const many = ['1', '2', '3', '4'].map((group) => certificate(group, group === '1' ? 'X1' : 'X2'));
  expect(sentence(noScope, noInputs, ...many)).toContain('等 4 项成果之一');
});
