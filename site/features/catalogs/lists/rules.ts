import type { Rule } from '../../../loader/schemas/rules.ts';
import { restsOnSamples } from '../most-credits.ts';
import { codeCell, entityCell, fieldCell } from '../row-cells.ts';
import { byCode, type CatalogList, wordFacet } from './catalog-list.ts';

export const ruleList: CatalogList<Rule> = {
  lead: '每一条转换规则都公开：要什么成果、换什么课程、多少学分、依据是什么。',
  rowsOf: (bank) => bank.rules,
  compare: byCode,
  columns: [
    { label: '规则', primary: true },
    { label: '代码', kind: 'code' },
    { label: '可得课程' },
    { label: '方式' },
    { label: '最多学分', kind: 'number' },
  ],
  cells: (row, bank) => {
    const detail = bank.ruleDetail(row.code);
    const gains = detail?.gains ?? [];
    return [
      entityCell('rules', row),
      codeCell(row),
      gains.map(({ course }) => entityCell('courses', course)),
      fieldCell(row, 'mode'),
      {
        text: detail?.credits ?? '',
        sample: detail !== undefined && restsOnSamples([detail]),
      },
    ];
  },
  facets: [wordFacet('mode', '方式', (row) => row.mode)],
};
