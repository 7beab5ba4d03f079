import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import type { TableData } from '../read-table.ts';
import { INSTITUTION_ROLE_NAMES, type InstitutionRole } from '../schemas/institutions.ts';
import { tables as definitions, ENTITY_NAMES, type TableName } from '../schemas/tables.ts';
import { checkLostZeros, KEEP_ZEROS, lostItsZeros, withoutZeros, withZeros } from './lost-zeros.ts';
import { canTell, cellProblem, type RowIn, rowsOf } from './row-problems.ts';

export type Reference<N extends TableName = TableName> = {
  [T in N]: [from: T, column: keyof RowIn<T> & string, to: TableName];
}[N];

const REFERENCES: Reference[] = [
  ['certificates', 'issuer', 'institutions'],
  ['programs', 'provider', 'institutions'],
  ['programs', 'district', 'districts'],
  ['nodes', 'institution', 'institutions'],
  ['nodes', 'district', 'districts'],
  ['institutions', 'district', 'districts'],
  ['branches', 'district', 'districts'],
  ['districts', 'parent', 'districts'],
  ['rules', 'major', 'majors'],
  ['rules', 'node', 'nodes'],
  ['rule-inputs', 'rule', 'rules'],
  ['rule-outputs', 'rule', 'rules'],
  ['rule-outputs', 'course', 'courses'],
  ['major-courses', 'major', 'majors'],
  ['major-courses', 'course', 'courses'],
  ['node-majors', 'node', 'nodes'],
  ['node-majors', 'major', 'majors'],
  ['node-courses', 'node', 'nodes'],
  ['node-courses', 'major', 'majors'],
  ['node-courses', 'course', 'courses'],
];

/** Codes that lead nowhere. A target file that cannot be read is reported once, elsewhere. */
export function checkReferences(content: Content): Problem[] {
  const { tables } = content;
  return [
    ...REFERENCES.flatMap(([from, column, to]) => dangling(content, from, column as never, to)),
    ...ENTITY_NAMES.flatMap((name) => dangling(content, name, 'supersededBy', name)),
    ...checkRuleInputRefs(content),
    ...checkOffers(content),
    ...checkRole(content, tables.certificates, 'issuer', 'issuer'),
    ...checkRole(content, tables.programs, 'provider', 'provider'),
    ...checkRole(content, tables.nodes, 'institution', 'node'),
    ...checkEmptied(content),
    ...checkLostZeros(content, REFERENCES),
  ];
}

function dangling<N extends TableName>(
  { tables }: Content,
  from: N,
  column: keyof RowIn<N> & string,
  to: TableName,
): Problem[] {
  const table: TableData<N> = tables[from];
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    const code = row[column] as string | undefined;
    if (code === undefined || isKnown(tables[to], code)) continue;
    problems.push(missing(tables[to], table, line, column, code));
  }
  return problems;
}

/** Whether a code is there, or its absence is reported already as a fault of the target file. */
function isKnown(target: TableData, code: string): boolean {
  return !canTell(target) || target.codes.has(code) || lostItsZeros(target, code);
}

/** A catalog that others need and that has lost all its rows is one fault, not one a reference. */
function checkEmptied({ tables }: Content): Problem[] {
  const used = new Set<TableName>();
  for (const [from, column, to] of REFERENCES) {
    if (!tables[to].readable || canTell(tables[to])) continue;
    if (tables[from].rows.some((row) => row[column as keyof typeof row] !== undefined)) {
      used.add(to);
    }
  }
  return [...used].map((name) => ({
    rank: 'missing-file' as const,
    file: tables[name].file,
    message: `只有表头，没有内容，而别的文件用到了这里的代码。请把${definitions[name].title}的各行放回来`,
  }));
}

function missing<N extends TableName>(
  target: TableData,
  table: TableData<N>,
  line: number,
  column: keyof RowIn<N> & string,
  code: string,
): Problem {
  const catalog = `${definitions[target.name].title}（${target.name}.csv）`;
  const full = withZeros(target, code);
  const message = full
    ? `「${code}」开头少了 0，${catalog}里是「${full}」。${KEEP_ZEROS}`
    : `「${code}」在${catalog}里找不到，请核对代码或先补上那一行`;
  return cellProblem(table, line, column, message, 'reference');
}

/** `ref` points to certificates or courses as `kind` says. */
function checkRuleInputRefs({ tables }: Content): Problem[] {
  const inputs = tables['rule-inputs'];
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(inputs)) {
    if (row.kind === 'originalCourse') {
      if (row.ref) problems.push(cellProblem(inputs, line, 'ref', '原始课程没有代码，请留空'));
      if (!row.title) problems.push(cellProblem(inputs, line, 'title', '原始课程须填写名称'));
      continue;
    }
    if (!row.ref) {
      problems.push(cellProblem(inputs, line, 'ref', '须填写证书或标准课程的代码'));
      continue;
    }
    const to = row.kind === 'certificate' ? 'certificates' : 'courses';
    if (!isKnown(tables[to], row.ref)) {
      problems.push(missing(tables[to], inputs, line, 'ref', row.ref));
    }
  }
  return problems;
}

function isPresent(target: TableData, code: string): boolean {
  return !canTell(target) || target.codes.has(code);
}

/** A node has a course table only for a major it offers. */
function checkOffers({ tables }: Content): Problem[] {
  const offers = tables['node-majors'];
  if (!offers.readable) return [];
  const known = new Set(
    [...offers.rows, ...offers.faulty].map(
      ({ node, major = '' }) => `${node} ${withoutZeros(major)}`,
    ),
  );
  const table = tables['node-courses'];
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    const key = `${row.node} ${withoutZeros(row.major)}`;
    const reported = !isPresent(tables.nodes, row.node) || !isPresent(tables.majors, row.major);
    if (known.has(key) || reported) continue;
    known.add(key);
    const message = `网点「${row.node}」没有开设专业「${row.major}」，请先在 node-majors.csv 里补上`;
    problems.push(cellProblem(table, line, 'major', message, 'reference'));
  }
  return problems;
}

/** An institution named as issuer, provider or node carries that role. */
function checkRole<N extends 'certificates' | 'programs' | 'nodes'>(
  { tables }: Content,
  table: TableData<N>,
  column: keyof RowIn<N> & string,
  role: InstitutionRole,
): Problem[] {
  const { rows } = tables.institutions;
  const known = new Set(rows.map(({ code }) => code));
  const inRole = new Set(rows.filter((row) => row.roles.includes(role)).map(({ code }) => code));
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(table)) {
    const code = row[column] as string | undefined;
    if (code === undefined || !known.has(code) || inRole.has(code)) continue;
    const message = `机构「${code}」的角色里没有 ${role}（${INSTITUTION_ROLE_NAMES[role]}），请在 institutions.csv 里补上`;
    problems.push(cellProblem(table, line, column, message, 'reference'));
    inRole.add(code);
  }
  return problems;
}
