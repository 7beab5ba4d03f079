import type { Major } from '../../../loader/schemas/majors.ts';
import { codeCell, entityCell, fieldCell } from '../row-cells.ts';
import { byCode, type CatalogList, wordFacet } from './catalog-list.ts';

export const majorList: CatalogList<Major> = {
  lead: '找到想读的专业，看哪些高校网点开设、最多能转换多少学分、每门课程可以用什么证书换。',
  rowsOf: (bank) => bank.majors,
  // Majors that can be studied somewhere come first.
  compare: (a, b, bank) =>
    Number(bank.nodesForMajor(b.code).length > 0) - Number(bank.nodesForMajor(a.code).length > 0) ||
    byCode(a, b),
  columns: [
    { label: '专业', primary: true },
    { label: '代码', kind: 'code' },
    { label: '层次' },
    { label: '总学分', kind: 'number' },
    { label: '转换上限', kind: 'number' },
    { label: '开设网点', kind: 'number' },
  ],
  cells: (row, bank) => [
    entityCell('majors', row),
    codeCell(row),
    fieldCell(row, 'level'),
    fieldCell(row, 'totalCredits'),
    fieldCell(row, 'conversionCap'),
    bank.nodesForMajor(row.code).length,
  ],
  facets: [
    wordFacet('level', '层次', (row) => row.level),
    wordFacet('category', '门类', (row) => row.category),
  ],
};
