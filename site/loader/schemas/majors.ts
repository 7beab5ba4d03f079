import { credits, oneOf, text } from './cells.ts';
import { LEVELS } from './courses.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const majors = defineTable({
  name: 'majors',
  title: '专业',
  kind: 'entity',
  columns: {
    ...identityColumns,
    category: column('门类', text(), '学科门类或专业大类'),
    class: column('专业类', text()),
    level: column('层次', oneOf(LEVELS)),
    totalCredits: column('总学分', credits(300)),
    conversionCap: column('可转换学分上限', credits(300)),
    ...closingColumns,
  },
});

export type Major = RowOf<typeof majors>;
