import {
  code,
  date,
  number,
  occupationCode,
  oneOf,
  text,
  webAddress,
  wholeNumber,
} from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const CERTIFICATE_KINDS = [
  '职业资格',
  '专业技术资格',
  '职业技能等级',
  '1+X职业技能等级',
  '考试证书',
  '企业认证',
  '培训证书',
] as const;

export const certificates = defineTable({
  name: 'certificates',
  title: '职业培训证书',
  kind: 'entity',
  columns: {
    ...identityColumns,
    issuer: column('发证机构', code().optional(), '机构代码，见机构目录'),
    family: column('证书系列', text().optional(), '同一系列的各等级、各科目归在一起'),
    grade: column('等级', text().optional()),
    kind: column('证书类别', oneOf(CERTIFICATE_KINDS)),
    validityMonths: column('有效期（月）', wholeNumber(1, 600).optional(), '空表示长期有效'),
    minimumScore: column('最低成绩', number({ min: 0, max: 1000, decimals: 1 }).optional()),
    issuedFrom: column('发证日期不早于', date().optional()),
    issuedTo: column('发证日期不晚于', date().optional()),
    occupationCode: column('职业代码', occupationCode().optional(), '职业分类大典代码'),
    checkUrl: column('查验网址', webAddress().optional()),
    ...closingColumns,
  },
});

export type Certificate = RowOf<typeof certificates>;
