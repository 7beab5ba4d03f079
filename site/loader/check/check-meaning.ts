import { formatChineseDate } from '#domain/china-date.ts';
import type { Problem } from '../problem.ts';
import { allProse, type Content } from '../read-content.ts';
import type { TableData } from '../read-table.ts';
import {
  tables as definitions,
  ENTITY_NAMES,
  TABLE_NAMES,
  type TableName,
} from '../schemas/tables.ts';
import { cellProblem, fieldProblem, type RowIn, rowsOf } from './row-problems.ts';

/** Rows whose cells are each right but do not fit together. */
export function checkMeaning(content: Content): Problem[] {
  const { tables } = content;
  return [
    ...ENTITY_NAMES.flatMap((name) =>
      backwards(tables[name] as TableData<'courses'>, 'effectiveFrom', 'effectiveTo'),
    ),
    ...backwards(tables.certificates, 'issuedFrom', 'issuedTo'),
    ...backwards(tables.rules, 'cohortFrom', 'cohortTo'),
    ...ENTITY_NAMES.flatMap((name) => checkSuccession(tables[name] as TableData<'courses'>)),
    ...checkFrameworkLevels(content),
    ...checkMapPlaces(content),
    ...checkSampleFields(content),
    ...checkProseDates(content),
  ];
}

function backwards<N extends TableName>(
  table: TableData<N>,
  from: keyof RowIn<N> & string,
  to: keyof RowIn<N> & string,
): Problem[] {
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    const start = row[from] as string | undefined;
    const end = row[to] as string | undefined;
    if (start === undefined || end === undefined || start <= end) continue;
    const message = `${formatChineseDate(end)}早于起始的${formatChineseDate(start)}，起止日期颠倒了`;
    problems.push(cellProblem(table, line, to, message));
  }
  return problems;
}

function checkSuccession(table: TableData<'courses'>): Problem[] {
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    const { code, status, supersededBy } = row;
    const say = (message: string) =>
      problems.push(cellProblem(table, line, 'supersededBy', message));
    if (status === 'superseded' && !supersededBy)
      say('状态是 superseded（已被替代），须填写替代它的条目代码');
    if (status !== 'superseded' && supersededBy)
      say('填了替代者，状态就应是 superseded（已被替代）');
    if (supersededBy === code) say('不能由自己替代自己');
  }
  return problems;
}

function checkFrameworkLevels({ bank, tables: { courses } }: Content): Problem[] {
  if (!bank) return [];
  const levels = bank.frameworkLevels.map(({ level }) => level);
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(courses)) {
    if (levels.includes(row.frameworkLevel)) continue;
    const message = `bank.yaml 里没有 ${row.frameworkLevel} 级，可填：${levels.join('、')}`;
    problems.push(cellProblem(courses, line, 'frameworkLevel', message));
  }
  return problems;
}

/** A district is drawn on one square of its own, or not at all. */
function checkMapPlaces({ tables: { districts } }: Content): Problem[] {
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(districts)) {
    const { mapColumn, mapRow, name, parent } = row;
    if (mapColumn === undefined && mapRow === undefined) continue;
    if (mapColumn === undefined || mapRow === undefined) {
      const missing = mapColumn === undefined ? 'mapColumn' : 'mapRow';
      problems.push(cellProblem(districts, line, missing, '示意图的列和行要么都填，要么都不填'));
      continue;
    }
    // Each province is a map of its own.
    const place = `${row.code.slice(0, 2)} ${mapColumn} ${mapRow}`;
    const before = taken.get(place);
    if (before !== undefined) {
      const message = `第 ${mapRow} 行第 ${mapColumn} 列已经是「${before}」，请换一格`;
      problems.push(cellProblem(districts, line, 'mapColumn', message));
    } else if (parent === undefined) {
      problems.push(cellProblem(districts, line, 'mapColumn', '省级区划不画在示意图上，请留空'));
    } else taken.set(place, name);
  }
  return problems;
}

function checkSampleFields(content: Content): Problem[] {
  const problems: Problem[] = [];
  for (const name of TABLE_NAMES) {
    const table = content.tables[name] as TableData<'courses'>;
    const columns = Object.keys(definitions[name].columns);
    for (const { row, line } of rowsOf(table)) {
      for (const field of row.sampleFields ?? []) {
        if (columns.includes(field)) continue;
        const message = `「${field}」不是本文件的列名`;
        problems.push(cellProblem(table, line, 'sampleFields', message));
      }
    }
  }
  for (const entry of allProse(content)) {
    for (const field of entry.data.sampleFields ?? []) {
      if (field === 'body' || field in entry.data) continue;
      const message = `「${field}」不是本条目的字段；正文写作 body`;
      problems.push(fieldProblem(content, entry, 'sampleFields', message));
    }
  }
  return problems;
}

function checkProseDates(content: Content): Problem[] {
  return allProse(content)
    .filter(
      ({ data: { publishedAt, expiresAt } }) => publishedAt && expiresAt && publishedAt > expiresAt,
    )
    .map((entry) => fieldProblem(content, entry, 'expiresAt', '撤下日期早于发布日期'));
}
