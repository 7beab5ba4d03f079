import { isSample } from '../../../loader/row-state.ts';
import type { Program } from '../../../loader/schemas/programs.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { areaName } from './area-name.ts';
import { byName, type CatalogList, wordFacet } from './catalog-list.ts';

export const programList: CatalogList<Program> = {
  lead: '家门口的学习项目。学习经历和学时记入个人档案；学分只作记录，不转换为学历教育学分。',
  rowsOf: (bank) => bank.programs,
  compare: (a, b) => (a.district < b.district ? -1 : a.district > b.district ? 1 : byName(a, b)),
  columns: [
    { label: '项目', primary: true },
    { label: '类别' },
    { label: '所在区' },
    { label: '举办机构' },
    { label: '方式' },
    { label: '学时', kind: 'number' },
  ],
  cells: (row, bank) => [
    entityCell('programs', row),
    fieldCell(row, 'category'),
    fieldCell(row, 'district', areaName(bank, row.district)),
    { text: bank.institution(row.provider)?.name ?? '', sample: isSample(row, 'provider') },
    fieldCell(row, 'mode'),
    fieldCell(row, 'hours'),
  ],
  facets: [
    {
      name: 'district',
      label: '所在区',
      valuesOf: (row, bank) => [{ key: row.district, label: areaName(bank, row.district) }],
    },
    wordFacet('category', '类别', (row) => row.category),
  ],
};
