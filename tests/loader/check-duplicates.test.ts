import { all, cell, describeFaults, repeat } from '../content-fixtures/fault-cases.ts';

describeFaults('what is stated twice', [
  ['duplicate code', repeat('courses', 0), 'catalogs/courses.csv:4:code', '与第 2 行重复'],
  [
    'codes that differ in case alone',
    repeat('courses', 0, { code: 'c1' }),
    'catalogs/courses.csv:4:code',
    '与第 2 行重复',
  ],
  ['duplicate district', repeat('districts', 1), 'catalogs/districts.csv:4:code', '与第 3 行重复'],
  [
    'duplicate rule output',
    all(repeat('rule-outputs', 0), cell('rules', 0, 'creditCap', '9')),
    'catalogs/rule-outputs.csv:3:course',
    '重复',
  ],
  ['duplicate rule input', repeat('rule-inputs', 0), 'catalogs/rule-inputs.csv:4:ref', '重复'],
  [
    'duplicate major course',
    repeat('major-courses', 0),
    'catalogs/major-courses.csv:4:course',
    '重复',
  ],
  ['duplicate node major', repeat('node-majors', 0), 'catalogs/node-majors.csv:3:major', '重复'],
  ['duplicate node course', repeat('node-courses', 0), 'catalogs/node-courses.csv:3:code', '重复'],
]);
