import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Major } from '../../../loader/schemas/majors.ts';
import { certificateCells } from '../certificate-cells.ts';
import { stateCell } from '../entry-state.ts';
import { capCell, nodeMajorPath } from '../node-majors.ts';
import { entityCell, fieldCell, placeInMajor } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';
import { onlyRules } from './only-rules.ts';

export function majorSections(bank: Catalogs, row: Major) {
  return {
    nodes: nodesOf(bank, row),
    courses: coursesOf(bank, row),
    rules: onlyRules(bank, '只适用于本专业的规则', bank.rulesOnlyForMajor(row.code)),
  };
}

/** Where the major is offered; nodes that take people come first. */
function nodesOf(bank: Catalogs, row: Major): EntrySection {
  const columns = [
    { label: '高校网点', primary: true },
    { label: '所在区' },
    { label: '最多可转换', kind: 'number' },
    { label: '课程对照' },
  ] as const;
  const offers = bank
    .nodesForMajor(row.code)
    .toSorted((a, b) => Number(bank.inForce(b.node)) - Number(bank.inForce(a.node)));
  return {
    name: 'nodes',
    title: '开设的高校网点',
    unit: '个高校网点',
    shown: 12,
    tables: [
      tableOf(`开设${row.name}的高校网点`, columns, offers, ({ node, row: offer }) => [
        [entityCell('nodes', node, isSample(offer, 'node')), stateCell(node, '网点', bank.today)],
        fieldCell(node, 'district', bank.districtName(node.district)),
        capCell(offer),
        { text: '看课程对照', href: nodeMajorPath(node.code, row.code) },
      ]),
    ],
  };
}

/** The course table, term by term. */
function coursesOf(bank: Catalogs, row: Major): EntrySection {
  const columns = [
    { label: '课程', primary: true },
    { label: '安排' },
    { label: '学分', kind: 'number' },
    { label: '可用证书' },
  ] as const;
  const lines = bank
    .majorCourses(row.code)
    .toSorted((a, b) => (a.row.term ?? 99) - (b.row.term ?? 99));
  const listed = lines.reduce((sum, line) => sum + line.row.credits, 0);
  const caption =
    listed > row.totalCredits
      ? `课程表列出可选的全部课程，共 ${listed} 学分；毕业只须修满 ${row.totalCredits} 学分`
      : `共 ${lines.length} 门课程`;
  return {
    name: 'courses',
    title: '课程表',
    unit: '门课程',
    shown: 14,
    tables: [
      tableOf(caption, columns, lines, (line) => [
        entityCell('courses', line.course, isSample(line.row, 'course')),
        placeInMajor(line.row),
        fieldCell(line.row, 'credits'),
        certificateCells(bank, line.course.code, { major: row.code }),
      ]),
    ],
  };
}
