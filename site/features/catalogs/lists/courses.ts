import type { Course } from '../../../loader/schemas/courses.ts';
import { codeCell, entityCell, fieldCell } from '../row-cells.ts';
import { byCode, type CatalogList, wordFacet } from './catalog-list.ts';

export const courseList: CatalogList<Course> = {
  lead: '标准课程是学分转换的中转站：证书和原来学过的课程先换成标准课程，再到高校使用。',
  rowsOf: (bank) => bank.courses,
  compare: byCode,
  columns: [
    { label: '课程', primary: true },
    { label: '代码', kind: 'code' },
    { label: '层次' },
    { label: '学分', kind: 'number' },
    { label: '可用证书', kind: 'number' },
  ],
  cells: (row, bank) => [
    entityCell('courses', row),
    codeCell(row),
    fieldCell(row, 'level'),
    fieldCell(row, 'credits'),
    bank.certificatesForCourse(row.code).length,
  ],
  facets: [wordFacet('level', '层次', (row) => row.level)],
};
