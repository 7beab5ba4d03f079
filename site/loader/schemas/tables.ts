import { branches } from './branches.ts';
import { certificates } from './certificates.ts';
import { courses } from './courses.ts';
import { districts } from './districts.ts';
import { institutions } from './institutions.ts';
import { majors } from './majors.ts';
import { nodes } from './nodes.ts';
import { programs } from './programs.ts';
import { majorCourses, nodeCourses, nodeMajors, ruleInputs, ruleOutputs } from './relations.ts';
import { rules } from './rules.ts';
import { standards } from './standards.ts';
import { synonyms } from './synonyms.ts';
import type { Columns, RowOf } from './table.ts';

/** Every CSV file of a content directory, by file name without `.csv`. */
export const tables = {
  courses,
  majors,
  certificates,
  programs,
  nodes,
  rules,
  institutions,
  branches,
  districts,
  standards,
  'rule-inputs': ruleInputs,
  'rule-outputs': ruleOutputs,
  'major-courses': majorCourses,
  'node-majors': nodeMajors,
  'node-courses': nodeCourses,
  synonyms,
} as const;

export type TableName = keyof typeof tables;
export type TableRows = { [K in TableName]: RowOf<(typeof tables)[K]>[] };
export const TABLE_NAMES = Object.keys(tables) as TableName[];

/** What people call a column: `「状态」列`. */
export function columnTitle(name: TableName, column: string): string {
  const columns: Columns = tables[name].columns;
  return `「${columns[column]?.title ?? column}」列`;
}

/** Tables whose rows are things with a code, a status and a page. */
export const ENTITY_NAMES = TABLE_NAMES.filter(
  (name): name is EntityName => tables[name].kind === 'entity',
);
export type EntityName = Exclude<
  TableName,
  | 'districts'
  | 'rule-inputs'
  | 'rule-outputs'
  | 'major-courses'
  | 'node-majors'
  | 'node-courses'
  | 'synonyms'
>;
