import { code, credits, date, list, oneOf, percent, text, webAddress } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const RULE_MODES = ['免修免考', '免修不免考', '学分转换'] as const;

export const rules = defineTable({
  name: 'rules',
  title: '转换规则',
  kind: 'entity',
  columns: {
    ...identityColumns,
    ratio: column('转换比例（%）', percent(), '100 表示按课程学分全额转换'),
    mode: column('转换方式', oneOf(RULE_MODES)),
    major: column('限定专业', code().optional(), '专业代码；空表示不限专业'),
    node: column('限定网点', code().optional(), '网点代码；空表示不限网点'),
    cohortFrom: column('入学日期不早于', date().optional()),
    cohortTo: column('入学日期不晚于', date().optional()),
    learnerGroup: column('适用学习者', text().optional(), '如：非计算机类专业学生'),
    creditCap: column('学分上限', credits(100).optional(), '按本规则最多转换的学分'),
    exclusivityGroup: column('互斥组', code().optional(), '同组规则对同一成果只用一次'),
    evidence: column('所需材料', list(), '用 | 分隔'),
    basis: column('依据文件', text().optional()),
    basisUrl: column('依据网址', webAddress().optional()),
    ...closingColumns,
  },
});

export type Rule = RowOf<typeof rules>;
