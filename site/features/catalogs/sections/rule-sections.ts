import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { RuleDetail } from '../../../loader/links/rule-links.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Rule } from '../../../loader/schemas/rules.ts';
import { needCells } from '../conversion-paths.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';

export function ruleSections(bank: Catalogs, row: Rule) {
  const detail = bank.ruleDetail(row.code);
  return {
    needs: needsOf(detail?.alternatives ?? []),
    courses: coursesOf(row, detail),
    exclusive: exclusiveOf(bank, row),
  };
}

/** What the rule asks for, a row for each way to meet it. */
function needsOf(alternatives: RuleDetail['alternatives']): EntrySection {
  return {
    name: 'needs',
    title: '需要什么',
    unit: '项，具备其一即可',
    shown: 12,
    tables: [
      tableOf(
        '每行是一种办法，具备任意一行即可',
        [{ label: '成果', primary: true }],
        alternatives,
        (group) => [needCells(group, '且')],
      ),
    ],
  };
}

function coursesOf(row: Rule, detail: RuleDetail | undefined): EntrySection {
  const columns = [
    { label: '标准课程', primary: true },
    { label: '层次' },
    { label: '学分', kind: 'number' },
  ] as const;
  const most = row.creditCap === undefined ? '' : '最多';
  return {
    name: 'courses',
    title: '可以得到',
    unit: '门课程',
    shown: 15,
    tables: [
      tableOf(
        `按本规则可以得到的课程，合计${most} ${detail?.credits ?? 0} 学分`,
        columns,
        detail?.gains ?? [],
        ({ course, row: gain }) => [
          entityCell('courses', course, isSample(gain, 'course')),
          fieldCell(course, 'level'),
          fieldCell(gain, 'credits'),
        ],
      ),
    ],
  };
}

/** The rules that the same outcome cannot be used for as well. */
function exclusiveOf(bank: Catalogs, row: Rule): EntrySection {
  const { exclusivityGroup: group } = row;
  const others = group === undefined ? [] : bank.rulesInGroup(group);
  const columns = [{ label: '规则', primary: true }, { label: '可得课程' }] as const;
  return {
    name: 'exclusive',
    title: '与本规则互斥的规则',
    unit: '条规则',
    shown: 8,
    tables: [
      tableOf(
        '一项成果用了本规则，就不能再用下面的规则；反过来也一样',
        columns,
        others.filter(({ rule }) => rule !== row),
        ({ rule, gains }) => [
          entityCell('rules', rule),
          gains.map(({ course }) => entityCell('courses', course)),
        ],
      ),
    ],
  };
}
