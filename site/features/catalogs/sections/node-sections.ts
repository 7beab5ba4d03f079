import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Node } from '../../../loader/schemas/nodes.ts';
import { takenCells, takenColumns } from '../node-certificates.ts';
import { nodeMajorPath } from '../node-majors.ts';
import { fieldCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';
import { onlyRules } from './only-rules.ts';
import { pastRules } from './past-rules.ts';

export function nodeSections(bank: Catalogs, row: Node) {
  const rules = bank.rulesOnlyForNode(row.code);
  return {
    majors: majorsOf(bank, row),
    certificates: certificatesOf(bank, row),
    rules: onlyRules('只在本网点适用的规则', rules),
    past: pastRules(bank, rules),
  };
}

/** What the node offers, each major leading to its course table there. */
function majorsOf(bank: Catalogs, row: Node): EntrySection {
  const columns = [
    { label: '专业', primary: true },
    { label: '层次' },
    { label: '毕业学分', kind: 'number' },
    { label: '可转换上限', kind: 'number' },
    { label: '课程对照' },
  ] as const;
  return {
    name: 'majors',
    title: '开设的专业',
    unit: '个专业',
    shown: 12,
    tables: [
      tableOf(
        '点专业名称，看该校课程与标准课程的对照，以及可用的证书',
        columns,
        bank.majorsForNode(row.code),
        ({ major, row: offer }) => {
          const lines = bank.nodeCourses(row.code, major.code);
          const matched = lines.filter(({ course }) => course !== undefined);
          return [
            {
              text: major.name,
              href: nodeMajorPath(row.code, major.code),
              sample: isSample(offer, 'major'),
            },
            fieldCell(major, 'level'),
            fieldCell(offer, 'credits'),
            fieldCell(offer, 'conversionCap'),
            lines.length > 0
              ? `${lines.length} 门课程，${matched.length} 门对应标准课程`
              : '尚未公布',
          ];
        },
      ),
    ],
  };
}

/** The certificates that count for at least one course, those of the most credits first. */
function certificatesOf(bank: Catalogs, row: Node): EntrySection {
  return {
    name: 'certificates',
    title: '认可的证书',
    unit: '张证书',
    shown: 8,
    tables: [
      tableOf(
        '至少能抵用一门课程的证书；学分是一个人在其中一个专业里，单凭这张证书最多可得的数',
        takenColumns,
        bank.certificatesForNode(row.code),
        ({ certificate }) => takenCells(bank, row.code, certificate),
      ),
    ],
  };
}
