import { credits, oneOf, sentences, text, wholeNumber } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const LEVELS = ['中职', '高职专科', '高职本科', '专科', '本科'] as const;
export const COURSE_NATURES = ['必修', '选修', '实践'] as const;

export const courses = defineTable({
  name: 'courses',
  title: '标准课程',
  kind: 'entity',
  columns: {
    ...identityColumns,
    level: column('层次', oneOf(LEVELS)),
    frameworkLevel: column(
      '资历等级',
      wholeNumber(1, 12),
      '资历框架等级，见 bank.yaml 的 frameworkLevels',
    ),
    credits: column('银行学分', credits(20)),
    hours: column('学时', wholeNumber(1, 500).optional()),
    discipline: column('学科', text().optional()),
    nature: column('课程性质', oneOf(COURSE_NATURES)),
    learningOutcomes: column('学习成果', sentences(), '学完后能做什么，用 | 分隔'),
    ...closingColumns,
  },
});

export type Course = RowOf<typeof courses>;
