import { list, occupationCode, text, wholeNumber } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const standards = defineTable({
  name: 'standards',
  title: '职业标准',
  kind: 'entity',
  optional: true,
  columns: {
    ...identityColumns,
    occupationCode: column('职业代码', occupationCode(), '职业分类大典代码'),
    category: column('职业类别', text(), '职业分类大典的大类，如：生产制造及有关人员'),
    edition: column('版本年份', wholeNumber(1990, 2100), '标准哪一年颁布'),
    levels: column('等级', list(), '由低到高，用 | 分隔'),
    ...closingColumns,
  },
});

export type Standard = RowOf<typeof standards>;
