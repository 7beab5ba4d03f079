import { isSample } from '../../../loader/row-state.ts';
import type { Program } from '../../../loader/schemas/programs.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { areaName } from './area-name.ts';
import {
  byName,
  type CatalogList,
  mostFirst,
  nameSort,
  updatedSort,
  wordFacet,
} from './catalog-list.ts';

export const programList: CatalogList<Program> = {
  lead: '家门口的学习项目。学习经历和学时记入个人档案；学分只作记录，不转换为学历教育学分。',
  rowsOf: (bank) => bank.programs,
  compare: (a, b) => (a.district < b.district ? -1 : a.district > b.district ? 1 : byName(a, b)),
  order: '所在区',
  columns: [
    { label: '项目', primary: true, cell: (row) => entityCell('programs', row), sort: nameSort },
    { label: '类别', cell: (row) => fieldCell(row, 'category') },
    {
      label: '所在区',
      cell: (row, bank) => fieldCell(row, 'district', areaName(bank, row.district)),
      sort: 'usual',
    },
    {
      label: '举办机构',
      cell: (row, bank) => ({
        text: bank.institution(row.provider)?.name ?? '',
        sample: isSample(row, 'provider'),
      }),
    },
    { label: '方式', cell: (row) => fieldCell(row, 'mode') },
    {
      label: '学时',
      kind: 'number',
      cell: (row) => fieldCell(row, 'hours'),
      sort: mostFirst('hours', '学时', (row) => row.hours),
    },
  ],
  sorts: [updatedSort],
  facets: [
    wordFacet('category', '类别', (row) => row.category),
    {
      name: 'district',
      label: '所在区',
      valuesOf: (row, bank) => [{ key: row.district, label: areaName(bank, row.district) }],
    },
    {
      name: 'provider',
      label: '举办机构',
      valuesOf: ({ provider }, bank) => {
        const found = bank.institution(provider);
        return found ? [{ key: found.code, label: found.name }] : [];
      },
    },
  ],
};
