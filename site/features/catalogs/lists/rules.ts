import { RULE_MODES, type Rule } from '../../../loader/schemas/rules.ts';
import { restsOnSamples } from '../most-credits.ts';
import { codeCell, entityCell, fieldCell } from '../row-cells.ts';
import {
  byCode,
  type CatalogList,
  type FacetValue,
  mostFirst,
  nameSort,
  updatedSort,
  wordFacet,
} from './catalog-list.ts';

function scopeOf({ major, node }: Rule): FacetValue {
  if (major !== undefined && node !== undefined) return { key: 'both', label: '限网点的专业' };
  if (node !== undefined) return { key: 'node', label: '限网点' };
  return major === undefined
    ? { key: 'everywhere', label: '各网点通用' }
    : { key: 'major', label: '限专业' };
}

export const ruleList: CatalogList<Rule> = {
  lead: '每一条转换规则都公开：要什么成果、换什么课程、多少学分、依据是什么。',
  rowsOf: (bank) => bank.rules,
  compare: byCode,
  order: '代码',
  columns: [
    { label: '规则', primary: true, cell: (row) => entityCell('rules', row), sort: nameSort },
    { label: '代码', kind: 'code', cell: codeCell, sort: 'usual' },
    {
      label: '可得课程',
      cell: (row, bank) =>
        (bank.ruleDetail(row.code)?.gains ?? []).map(({ course }) => entityCell('courses', course)),
    },
    { label: '方式', cell: (row) => fieldCell(row, 'mode') },
    {
      label: '最多学分',
      kind: 'number',
      cell: (row, bank) => {
        const detail = bank.ruleDetail(row.code);
        return detail && { text: detail.credits, sample: restsOnSamples([detail]) };
      },
      sort: mostFirst('credits', '学分', (row, bank) => bank.ruleDetail(row.code)?.credits),
    },
  ],
  sorts: [updatedSort],
  facets: [
    wordFacet('mode', '方式', (row) => row.mode, RULE_MODES),
    {
      name: 'scope',
      label: '范围',
      valuesOf: (row) => [scopeOf(row)],
      order: ['everywhere', 'major', 'node', 'both'],
    },
    wordFacet('basis', '依据', (row) => row.basis),
  ],
};
