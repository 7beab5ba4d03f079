import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { RuleDetail } from '../../../loader/links/rule-links.ts';
import { stateCell } from '../entry-state.ts';
import { restsOnSamples } from '../most-credits.ts';
import { entityCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';

/**
 * Rules that hold at one node, or in one major, alone; those not in force say so.
 * @param title 只在本网点适用的规则
 */
export function onlyRules(
  bank: Catalogs,
  title: string,
  rules: readonly RuleDetail[],
): EntrySection {
  const columns = [
    { label: '规则', primary: true },
    { label: '可得课程' },
    { label: '学分', kind: 'number' },
  ] as const;
  return {
    name: 'rules',
    title,
    unit: '条规则',
    shown: 3,
    tables: [
      tableOf(title, columns, rules, (detail) => [
        [entityCell('rules', detail.rule), stateCell(detail.rule, '规则', bank.today)],
        detail.gains.map(({ course }) => entityCell('courses', course)),
        { text: detail.credits, sample: restsOnSamples([detail]) },
      ]),
    ],
  };
}
