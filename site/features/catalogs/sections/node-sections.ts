import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Node } from '../../../loader/schemas/nodes.ts';
import type { Cell, Column } from '../../../ui/cells.ts';
import {
  briefCells,
  briefColumns,
  type TakenCertificate,
  takenCells,
  takenCertificates,
  takenColumns,
} from '../node-certificates.ts';
import { capCell, nodeMajorPath } from '../node-majors.ts';
import { fieldCell } from '../row-cells.ts';
import { type EntrySection, type SectionTable, tableOf } from './entry-section.ts';
import { onlyRules } from './only-rules.ts';

export function nodeSections(bank: Catalogs, row: Node) {
  return {
    majors: majorsOf(bank, row),
    certificates: certificatesOf(bank, row),
    rules: onlyRules(bank, '只在本网点适用的规则', bank.rulesOnlyForNode(row.code)),
  };
}

/** What the node offers, each major leading to its course table there. */
function majorsOf(bank: Catalogs, row: Node): EntrySection {
  const columns = [
    { label: '专业', primary: true },
    { label: '层次' },
    { label: '最多可转换', kind: 'number' },
    { label: '课程对照' },
  ] as const;
  return {
    name: 'majors',
    title: '开设的专业',
    unit: '个专业',
    shown: 6,
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
            capCell(offer),
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
function certificatesOf(bank: Catalogs, { code }: Node): EntrySection {
  const caption =
    '至少能抵用一门课程的证书；学分是一个人在其中一个专业里，单凭这张证书最多可得的数';
  const total = bank.certificatesForNode(code).length;
  const table = (
    columns: readonly Column[],
    cells: (taken: TakenCertificate) => Cell[],
  ): SectionTable => ({
    caption,
    columns,
    total,
    draw: (from, to) => takenCertificates(bank, code).slice(from, to).map(cells),
  });
  return {
    name: 'certificates',
    title: '认可的证书',
    unit: '张证书和各自抵用的课程',
    shown: 5,
    tables: [table(takenColumns, (taken) => takenCells(bank, code, taken))],
    brief: table(briefColumns, briefCells),
  };
}
