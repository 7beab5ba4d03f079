import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Certificate } from '../../../loader/schemas/certificates.ts';
import type { CourseTable } from '../certificate-courses.ts';
import { courseTables } from '../certificate-courses.ts';
import { conditionCells, orOpen, pathsFromCertificate, ruleCell } from '../conversion-paths.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';
import { pastRules } from './past-rules.ts';
import { whereItCounts } from './where-it-counts.ts';

const columns = [
  { label: '课程', primary: true },
  { label: '学分', kind: 'number' },
  { label: '方式' },
  { label: '条件' },
  { label: '规则', kind: 'code' },
] as const;

export function certificateSections(bank: Catalogs, row: Certificate) {
  const tables = courseTables(pathsFromCertificate(bank, row.code));
  return {
    courses: coursesOf(tables, row.code),
    places: whereItCounts(bank, row.code),
    past: pastRules(bank, bank.rulesForCertificate(row.code)),
  };
}

/** Every course that a certificate converts to, a row for each way. */
function coursesOf(tables: readonly CourseTable[], certificate: string): EntrySection {
  return {
    name: 'courses',
    title: '可以转换的课程',
    unit: '种转换办法',
    shown: 12,
    tables: tables.map(({ caption, paths }) =>
      tableOf(caption, columns, paths, (path) => [
        entityCell('courses', path.gain.course, isSample(path.gain.row, 'course')),
        fieldCell(path.gain.row, 'credits'),
        fieldCell(path.detail.rule, 'mode'),
        orOpen(conditionCells(path, certificate)),
        ruleCell(path.detail),
      ]),
    ),
  };
}
