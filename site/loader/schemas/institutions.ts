import { districtCode, listOf, text, webAddress } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const INSTITUTION_ROLES = ['node', 'issuer', 'provider', 'alliance', 'reviewer'] as const;
export type InstitutionRole = (typeof INSTITUTION_ROLES)[number];

export const INSTITUTION_ROLE_NAMES: Record<InstitutionRole, string> = {
  node: '高校网点',
  issuer: '发证机构',
  provider: '项目举办机构',
  alliance: '联盟成员',
  reviewer: '第三方评审机构',
};

export const institutions = defineTable({
  name: 'institutions',
  title: '机构',
  kind: 'entity',
  columns: {
    ...identityColumns,
    roles: column(
      '角色',
      listOf(INSTITUTION_ROLES, INSTITUTION_ROLE_NAMES),
      'node 网点、issuer 发证、provider 举办项目、alliance 联盟成员、reviewer 评审，用 | 分隔',
    ),
    participation: column(
      '参与方式',
      text().optional(),
      '联盟成员怎样参与，如：理事单位、成员单位',
    ),
    category: column('类别', text()),
    district: column('所在区划', districtCode().optional(), '全国性机构可不填'),
    website: column('网址', webAddress().optional()),
    ...closingColumns,
  },
});

export type Institution = RowOf<typeof institutions>;
