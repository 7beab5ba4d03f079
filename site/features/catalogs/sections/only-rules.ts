import type { RuleDetail } from '../../../loader/links/rule-links.ts';
import { restsOnSamples } from '../most-credits.ts';
import { entityCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';

/**
 * Rules in force that hold at one node, or in one major, alone.
 * @param title 只在本网点适用的规则
 */
export function onlyRules(title: string, rules: readonly RuleDetail[]): EntrySection {
  const columns = [
    { label: '规则', primary: true },
    { label: '可得课程' },
    { label: '学分', kind: 'number' },
  ] as const;
  const open = rules.filter(({ inForce }) => inForce);
  return {
    name: 'rules',
    title,
    unit: '条规则',
    shown: 5,
    tables: [
      tableOf(title, columns, open, (detail) => [
        entityCell('rules', detail.rule),
        detail.gains.map(({ course }) => entityCell('courses', course)),
        { text: detail.credits, sample: restsOnSamples([detail]) },
      ]),
    ],
  };
}
