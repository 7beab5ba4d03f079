import { all, cell, describeFaults, empty } from '../content-fixtures/fault-cases.ts';

describeFaults('credits above a cap', [
  [
    'more than the rule cap',
    cell('rules', 0, 'creditCap', '2'),
    'catalogs/rules.csv:2:creditCap',
    '超过了上限 2 学分',
  ],
  [
    'more than the course has',
    all(cell('rule-outputs', 0, 'credits', '4'), cell('rules', 0, 'creditCap', '')),
    'catalogs/rule-outputs.csv:2:credits',
    '超过了「计算机应用基础」3 学分的 100%',
  ],
  [
    'more than the ratio allows',
    cell('rules', 0, 'ratio', '50'),
    'catalogs/rule-outputs.csv:2:credits',
    '50%（1.5 学分）',
  ],
  [
    'more than the major allows',
    all(cell('majors', 0, 'conversionCap', '2'), cell('node-majors', 0, 'conversionCap', '2')),
    'catalogs/rules.csv:2:major',
    '超过了专业「电子商务」的上限 2 学分',
  ],
  [
    'more than the node allows',
    cell('node-majors', 0, 'conversionCap', '33'),
    'catalogs/node-majors.csv:2:conversionCap',
    '40%（32 学分）',
  ],
  [
    'a node promising more than the major allows',
    cell('majors', 0, 'conversionCap', '20'),
    'catalogs/node-majors.csv:2:conversionCap 第 2 行「可转换学分上限」列：',
    '32 学分超过了专业「电子商务」的上限 20 学分',
  ],
  [
    'major cap above its credits',
    cell('majors', 0, 'conversionCap', '81'),
    'catalogs/majors.csv:2:conversionCap',
    '超过了专业总学分 80',
  ],
  ['rule without inputs', empty('rule-inputs'), 'catalogs/rules.csv:2:code', '没有写需要什么成果'],
  [
    'rule without outputs',
    empty('rule-outputs'),
    'catalogs/rules.csv:2:code',
    '没有写可得什么课程',
  ],
]);
