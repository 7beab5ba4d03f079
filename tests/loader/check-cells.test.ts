import { cell, describeFaults } from '../content-fixtures/fault-cases.ts';

describeFaults('a cell by itself', [
  [
    'empty required cell',
    cell('courses', 0, 'name', ''),
    'catalogs/courses.csv:2:name',
    '必须填写',
  ],
  [
    'number',
    cell('courses', 1, 'credits', '三'),
    'catalogs/courses.csv:3:credits',
    '「三」应是数字',
  ],
  [
    'number range',
    cell('courses', 0, 'credits', '99'),
    'catalogs/courses.csv:2:credits',
    '0.5 到 20',
  ],
  [
    'too many decimals',
    cell('courses', 0, 'credits', '2.25'),
    'catalogs/courses.csv:2:credits',
    '最多 1 位小数',
  ],
  [
    'whole number',
    cell('certificates', 0, 'validityMonths', '3年'),
    'catalogs/certificates.csv:2:validityMonths',
    '应是整数',
  ],
  ['code', cell('branches', 0, 'code', '分部一'), 'catalogs/branches.csv:2:code', '写法不对'],
  [
    'choice',
    cell('courses', 0, 'level', '大专'),
    'catalogs/courses.csv:2:level',
    '可填：中职、高职专科',
  ],
  [
    'status in Chinese, with what each value means',
    cell('courses', 0, 'status', '正常'),
    'catalogs/courses.csv:2:status 第 2 行「状态」列：',
    'current（现行）、suspended（暂停）、retired（停用）、superseded（已替代）',
  ],
  [
    'status by its Chinese meaning',
    cell('courses', 0, 'status', '停用'),
    'catalogs/courses.csv:2:status',
    '「停用」请写成 retired',
  ],
  [
    'role by its Chinese meaning',
    cell('institutions', 0, 'roles', 'issuer|provider|node|联盟成员'),
    'catalogs/institutions.csv:2:roles',
    '「联盟成员」请写成 alliance',
  ],
  [
    'choice in a list',
    cell('institutions', 0, 'roles', 'issuer|provider|node|bank'),
    'catalogs/institutions.csv:2:roles',
    '「bank」不在可选范围内',
  ],
  [
    'wide list separator',
    cell('courses', 0, 'aliases', '甲｜乙'),
    'catalogs/courses.csv:2:aliases',
    '半角竖线',
  ],
  [
    'date as Excel writes it',
    cell('courses', 0, 'updatedAt', '2026/1/2'),
    'catalogs/courses.csv:2:updatedAt',
    '请写成 2026-01-31 这样',
  ],
  [
    'impossible date',
    cell('courses', 0, 'effectiveFrom', '2026-02-30'),
    'catalogs/courses.csv:2:effectiveFrom',
    '没有 2026-02-30 这一天',
  ],
  [
    'web address',
    cell('rules', 0, 'basisUrl', 'www.example.org'),
    'catalogs/rules.csv:2:basisUrl',
    'https://',
  ],
  [
    'occupation code',
    cell('certificates', 0, 'occupationCode', '40106'),
    'catalogs/certificates.csv:2:occupationCode',
    '职业代码',
  ],
  ['e-mail', cell('nodes', 0, 'email', '电话联系'), 'catalogs/nodes.csv:2:email', '不是邮箱地址'],
  [
    'district shape',
    cell('branches', 0, 'district', '3101'),
    'catalogs/branches.csv:2:district',
    '6 位数字',
  ],
]);
