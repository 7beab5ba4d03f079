import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Course } from '../../../loader/schemas/courses.ts';
import type { Cell } from '../../../ui/cells.ts';
import {
  type ConversionPath,
  conditionCells,
  isJoint,
  needCells,
  orOpen,
  pathsToCourse,
  ruleCell,
} from '../conversion-paths.ts';
import { stateCell } from '../entry-state.ts';
import { restsOnSamples } from '../most-credits.ts';
import { majorCells } from '../node-majors.ts';
import { entityCell, fieldCell, placeInMajor } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';
import { pastRules } from './past-rules.ts';

export function courseSections(bank: Catalogs, row: Course) {
  return {
    ways: waysTo(bank, row),
    nodes: nodesOf(bank, row),
    majors: majorsOf(bank, row),
    uses: usesOf(bank, row),
    past: pastRules(bank, bank.rulesForCourse(row.code)),
  };
}

/** Everything that converts to a course, a row for each rule and each set that must be held together. */
function waysTo(bank: Catalogs, row: Course): EntrySection {
  const columns = [
    { label: '持有的成果', primary: true },
    { label: '学分', kind: 'number' },
    { label: '方式' },
    { label: '条件' },
    { label: '规则', kind: 'code' },
  ] as const;
  const paths = pathsToCourse(bank, row.code);
  // What a rule takes one of stands in one row; a set stands alone, so that 且 and 或 never mix.
  const ways = Map.groupBy(paths, (path) => (isJoint(path) ? path : path.detail));
  return {
    name: 'certificates',
    title: '可以转换为本课程的成果',
    unit: '种转换办法',
    shown: 10,
    tables: [
      tableOf(
        `可以转换为${row.name}的证书和课程，每行写明可得学分和条件`,
        columns,
        [...ways.values()],
        wayCells,
      ),
    ],
  };
}

function wayCells(way: readonly ConversionPath[]): Cell[] {
  const [path] = way;
  if (path === undefined) return [];
  const { detail, gain } = path;
  return [
    needCells(
      way.flatMap(({ needs }) => needs),
      isJoint(path) ? '且' : '或',
    ),
    fieldCell(gain.row, 'credits'),
    fieldCell(detail.rule, 'mode'),
    orOpen(conditionCells(path)),
    ruleCell(detail),
  ];
}

/** The nodes' own courses that correspond, a row for each node; those that take people come first. */
function nodesOf(bank: Catalogs, row: Course): EntrySection {
  const columns = [
    { label: '高校网点', primary: true },
    { label: '该校课程' },
    { label: '专业' },
  ] as const;
  const counterparts = bank.nodeCoursesForCourse(row.code);
  const nodes = [...Map.groupBy(counterparts, ({ node }) => node)].toSorted(
    ([a], [b]) => Number(bank.inForce(b)) - Number(bank.inForce(a)),
  );
  return {
    name: 'nodes',
    title: '对应的高校课程',
    unit: '个高校网点',
    shown: 8,
    tables: [
      tableOf(`与${row.name}对应的高校网点课程`, columns, nodes, ([node, list]) => [
        [entityCell('nodes', node), stateCell(node, '网点', bank.today)],
        [...Map.groupBy(list, ({ course }) => `${course.name}，${course.credits} 学分`)].map(
          ([text, same]) => ({
            text,
            sample: same.some(
              ({ course }) => isSample(course, 'name') || isSample(course, 'credits'),
            ),
          }),
        ),
        majorCells(node, list),
      ]),
    ],
  };
}

/** The majors whose course table has it; those that the most nodes offer come first. */
function majorsOf(bank: Catalogs, row: Course): EntrySection {
  const columns = [
    { label: '专业', primary: true },
    { label: '层次' },
    { label: '安排' },
    { label: '学分', kind: 'number' },
  ] as const;
  const majors = bank
    .majorsForCourse(row.code)
    .map((line) => ({ ...line, offers: bank.nodesForMajor(line.major.code).length }))
    .toSorted((a, b) => b.offers - a.offers);
  return {
    name: 'majors',
    title: '包含本课程的专业',
    unit: '个专业',
    shown: 8,
    tables: [
      tableOf(`课程表中有${row.name}的专业`, columns, majors, (line) => [
        entityCell('majors', line.major, isSample(line.row, 'major')),
        fieldCell(line.major, 'level'),
        placeInMajor(line.row),
        fieldCell(line.row, 'credits'),
      ]),
    ],
  };
}

/** What one who has learned the course can convert it to. */
function usesOf(bank: Catalogs, row: Course): EntrySection {
  const columns = [
    { label: '规则', primary: true },
    { label: '课程' },
    { label: '学分', kind: 'number' },
  ] as const;
  const using = bank.rulesUsingCourse(row.code).filter(({ inForce }) => inForce);
  return {
    name: 'uses',
    title: '学过本课程还能转换',
    unit: '条规则',
    shown: 6,
    tables: [
      tableOf(`凭${row.name}可以转换的其他课程`, columns, using, (detail) => [
        entityCell('rules', detail.rule),
        detail.gains.map(({ course }) => entityCell('courses', course)),
        { text: detail.credits, sample: restsOnSamples([detail]) },
      ]),
    ],
  };
}
