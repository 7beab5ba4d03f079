import { COURSE_NATURES, type Course, LEVELS } from '../../../loader/schemas/courses.ts';
import { codeCell, entityCell, fieldCell } from '../row-cells.ts';
import {
  byCode,
  type CatalogList,
  mostFirst,
  nameSort,
  updatedSort,
  wordFacet,
} from './catalog-list.ts';

export const courseList: CatalogList<Course> = {
  lead: '标准课程是学分转换的中转站：证书和原来学过的课程先换成标准课程，再到高校使用。',
  rowsOf: (bank) => bank.courses,
  compare: byCode,
  order: '代码',
  columns: [
    {
      label: '课程',
      primary: true,
      cell: (row) => entityCell('courses', row),
      sort: nameSort,
    },
    { label: '代码', kind: 'code', cell: codeCell, sort: 'usual' },
    { label: '层次', cell: (row) => fieldCell(row, 'level') },
    {
      label: '学分',
      kind: 'number',
      cell: (row) => fieldCell(row, 'credits'),
      sort: mostFirst('credits', '学分', (row) => row.credits),
    },
    {
      label: '可用证书',
      kind: 'number',
      cell: (row, bank) => bank.certificatesForCourse(row.code).length,
      sort: mostFirst(
        'certificates',
        '可用证书',
        (row, bank) => bank.certificatesForCourse(row.code).length,
      ),
    },
  ],
  sorts: [updatedSort],
  facets: [
    wordFacet('level', '层次', (row) => row.level, LEVELS),
    wordFacet('discipline', '学科', (row) => row.discipline),
    {
      name: 'framework',
      label: '资历等级',
      valuesOf: ({ frameworkLevel }) => [
        { key: String(frameworkLevel), label: `${frameworkLevel} 级` },
      ],
      order: Array.from({ length: 12 }, (_, index) => String(index + 1)),
    },
    wordFacet('nature', '性质', (row) => row.nature, COURSE_NATURES),
  ],
};
