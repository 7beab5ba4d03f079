import { NODE_CATEGORIES, type Node } from '../../../loader/schemas/nodes.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { byName, type CatalogList, mostFirst, updatedSort, wordFacet } from './catalog-list.ts';

export const nodeList: CatalogList<Node> = {
  lead: '高校网点接收转换来的学分。每所学校有自己的规定：要什么条件、最多转多少、认哪些证书。',
  rowsOf: (bank) => bank.nodes,
  compare: byName,
  order: '名称按拼音',
  columns: [
    { label: '网点', primary: true, cell: (row) => entityCell('nodes', row), sort: 'usual' },
    { label: '类别', cell: (row) => fieldCell(row, 'category') },
    {
      label: '所在区',
      cell: (row, bank) => fieldCell(row, 'district', bank.districtName(row.district)),
    },
    {
      label: '开设专业',
      kind: 'number',
      cell: (row, bank) => bank.majorsForNode(row.code).length,
      sort: mostFirst('majors', '开设专业', (row, bank) => bank.majorsForNode(row.code).length),
    },
    {
      label: '转换上限',
      kind: 'number',
      cell: (row) => fieldCell(row, 'conversionCap', `${row.conversionCap}%`),
      sort: mostFirst('cap', '转换上限', (row) => row.conversionCap),
    },
  ],
  sorts: [updatedSort],
  facets: [
    wordFacet('category', '类别', (row) => row.category, NODE_CATEGORIES),
    {
      name: 'district',
      label: '所在区',
      valuesOf: (row, bank) => [{ key: row.district, label: bank.districtName(row.district) }],
    },
  ],
};
