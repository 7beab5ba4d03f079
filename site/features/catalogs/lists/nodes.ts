import type { Node } from '../../../loader/schemas/nodes.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { byName, type CatalogList, wordFacet } from './catalog-list.ts';

export const nodeList: CatalogList<Node> = {
  lead: '高校网点接收转换来的学分。每所学校有自己的规定：要什么条件、最多转多少、认哪些证书。',
  rowsOf: (bank) => bank.nodes,
  compare: byName,
  columns: [
    { label: '网点', primary: true },
    { label: '类别' },
    { label: '所在区' },
    { label: '开设专业', kind: 'number' },
    { label: '转换上限', kind: 'number' },
  ],
  cells: (row, bank) => [
    entityCell('nodes', row),
    fieldCell(row, 'category'),
    fieldCell(row, 'district', bank.districtName(row.district)),
    bank.majorsForNode(row.code).length,
    fieldCell(row, 'conversionCap', `${row.conversionCap}%`),
  ],
  facets: [
    wordFacet('category', '类别', (row) => row.category),
    {
      name: 'district',
      label: '所在区',
      valuesOf: (row, bank) => [{ key: row.district, label: bank.districtName(row.district) }],
    },
  ],
};
