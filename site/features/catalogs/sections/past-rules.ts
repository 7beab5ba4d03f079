import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { RuleDetail } from '../../../loader/links/rule-links.ts';
import { entryState } from '../entry-state.ts';
import { entityCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';

/** Rules that are not in force, so that an old link still explains itself. */
export function pastRules(bank: Catalogs, rules: readonly RuleDetail[]): EntrySection {
  const past = rules.filter(({ inForce }) => !inForce);
  const columns = [{ label: '规则', primary: true }, { label: '代码' }, { label: '状态' }];
  return {
    name: 'past-rules',
    title: '不在有效期内的规则',
    unit: '条规则',
    shown: 5,
    tables: [
      tableOf('现在不能用的规则', columns, past, ({ rule }) => {
        const { word, badge } = entryState(rule, '规则', bank.today);
        return [entityCell('rules', rule), rule.code, { text: word, badge }];
      }),
    ],
  };
}
