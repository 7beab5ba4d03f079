import { all, cell, describeFaults, page, repeat } from '../content-fixtures/fault-cases.ts';

describeFaults('cells that do not fit together', [
  [
    'validity backwards',
    all(
      cell('courses', 0, 'effectiveFrom', '2026-02-01'),
      cell('courses', 0, 'effectiveTo', '2026-01-31'),
    ),
    'catalogs/courses.csv:2:effectiveTo',
    '起止日期颠倒',
  ],
  [
    'issue window backwards',
    all(
      cell('certificates', 0, 'issuedFrom', '2020-01-01'),
      cell('certificates', 0, 'issuedTo', '2019-01-01'),
    ),
    'catalogs/certificates.csv:2:issuedTo',
    '起止日期颠倒',
  ],
  [
    'cohort backwards',
    all(cell('rules', 0, 'cohortFrom', '2027-01-01'), cell('rules', 0, 'cohortTo', '2026-01-01')),
    'catalogs/rules.csv:2:cohortTo',
    '起止日期颠倒',
  ],
  [
    'superseded by nothing',
    cell('courses', 1, 'status', 'superseded'),
    'catalogs/courses.csv:3:supersededBy',
    '须填写替代它的条目代码',
  ],
  [
    'successor of a current row',
    cell('courses', 1, 'supersededBy', 'C1'),
    'catalogs/courses.csv:3:supersededBy',
    '状态就应是 superseded',
  ],
  [
    'own successor',
    all(cell('courses', 1, 'status', 'superseded'), cell('courses', 1, 'supersededBy', 'C2')),
    'catalogs/courses.csv:3:supersededBy',
    '不能由自己替代自己',
  ],
  [
    'successor that does not exist',
    all(cell('courses', 1, 'status', 'superseded'), cell('courses', 1, 'supersededBy', 'C9')),
    'catalogs/courses.csv:3:supersededBy',
    '找不到',
  ],
  [
    'framework level unknown to the bank',
    cell('courses', 0, 'frameworkLevel', '7'),
    'catalogs/courses.csv:2:frameworkLevel',
    '没有 7 级',
  ],
  [
    'half a place on the map',
    cell('districts', 1, 'mapRow', '2'),
    'catalogs/districts.csv:3:mapColumn',
    '要么都填，要么都不填',
  ],
  [
    'two districts on one square of the map',
    all(
      cell('districts', 1, 'mapColumn', '1'),
      cell('districts', 1, 'mapRow', '2'),
      repeat('districts', 1, { code: '310116', name: '金山区' }),
    ),
    'catalogs/districts.csv:4:mapColumn',
    '第 2 行第 1 列已经是「浦东新区」',
  ],
  [
    'a province on the map',
    all(cell('districts', 0, 'mapColumn', '1'), cell('districts', 0, 'mapRow', '1')),
    'catalogs/districts.csv:2:mapColumn',
    '省级区划不画',
  ],
  [
    'sample field that is no column',
    cell('courses', 0, 'sampleFields', 'credits|credit'),
    'catalogs/courses.csv:2:sampleFields',
    '「credit」不是本文件的列名',
  ],
  [
    'sample field of an entry',
    page('about', { sampleFields: '[phone]' }),
    'pages/about.md:5:sampleFields',
    '「phone」',
  ],
  [
    'withdrawn before published',
    page('about', { publishedAt: '2026-02-01', expiresAt: '2026-01-01' }),
    'pages/about.md:6:expiresAt',
    '早于发布日期',
  ],
]);
