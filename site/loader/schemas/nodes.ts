import { code, districtCode, email, oneOf, percent, text } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const NODE_CATEGORIES = ['普通高校', '开放大学', '成人高校', '高职院校'] as const;

export const nodes = defineTable({
  name: 'nodes',
  title: '高校网点',
  kind: 'entity',
  columns: {
    ...identityColumns,
    institution: column('所属院校', code(), '机构代码，见机构目录'),
    category: column('类别', oneOf(NODE_CATEGORIES)),
    district: column('所在区', districtCode()),
    address: column('地址', text().optional()),
    phone: column('电话', text().optional()),
    email: column('邮箱', email().optional()),
    openingHours: column('办理时间', text().optional()),
    conversionCap: column('可转换比例上限（%）', percent(), '转换学分占专业毕业总学分的最高百分比'),
    ...closingColumns,
  },
});

export type Node = RowOf<typeof nodes>;
