import { LEVELS } from '../../../loader/schemas/courses.ts';
import type { Major } from '../../../loader/schemas/majors.ts';
import { codeCell, entityCell, fieldCell } from '../row-cells.ts';
import { byCode, type CatalogList, mostFirst, nameSort, wordFacet } from './catalog-list.ts';

export const majorList: CatalogList<Major> = {
  lead: '找到想读的专业，看哪些高校网点开设、最多能转换多少学分、每门课程可以用什么证书换。',
  rowsOf: (bank) => bank.majors,
  compare: (a, b, bank) =>
    Number(bank.openNodesForMajor(b.code).length > 0) -
      Number(bank.openNodesForMajor(a.code).length > 0) || byCode(a, b),
  order: '有网点开设的在前',
  columns: [
    { label: '专业', primary: true, cell: (row) => entityCell('majors', row), sort: nameSort },
    {
      label: '代码',
      kind: 'code',
      cell: codeCell,
      sort: { key: 'code', words: ['代码', '代码倒序'], value: ({ code }) => code },
    },
    { label: '层次', cell: (row) => fieldCell(row, 'level') },
    {
      label: '总学分',
      kind: 'number',
      cell: (row) => fieldCell(row, 'totalCredits'),
      sort: mostFirst('credits', '总学分', (row) => row.totalCredits),
    },
    { label: '转换上限', kind: 'number', cell: (row) => fieldCell(row, 'conversionCap') },
    {
      label: '开设网点',
      kind: 'number',
      cell: (row, bank) => bank.openNodesForMajor(row.code).length,
      sort: mostFirst('nodes', '开设网点', (row, bank) => bank.openNodesForMajor(row.code).length),
    },
  ],
  sorts: [],
  facets: [
    wordFacet('level', '层次', (row) => row.level, LEVELS),
    wordFacet('category', '门类', (row) => row.category),
  ],
};
