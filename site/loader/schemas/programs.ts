import { code, districtCode, oneOf, text, wholeNumber } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const PROGRAM_MODES = ['线下', '线上', '混合'] as const;

export const programs = defineTable({
  name: 'programs',
  title: '文化休闲教育项目',
  kind: 'entity',
  columns: {
    ...identityColumns,
    category: column('类别', text()),
    district: column('所在区', districtCode()),
    provider: column('举办机构', code(), '机构代码，见机构目录'),
    hours: column('学时', wholeNumber(1, 500).optional()),
    mode: column('学习方式', oneOf(PROGRAM_MODES)),
    audience: column('面向人群', text().optional()),
    ...closingColumns,
  },
});

export type Program = RowOf<typeof programs>;
