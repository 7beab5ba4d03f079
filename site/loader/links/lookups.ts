import { isInForce } from '../row-state.ts';
import type { Branch } from '../schemas/branches.ts';
import type { Certificate } from '../schemas/certificates.ts';
import type { Course } from '../schemas/courses.ts';
import type { District } from '../schemas/districts.ts';
import type { Entity } from '../schemas/entity-columns.ts';
import type { Institution } from '../schemas/institutions.ts';
import type { Major } from '../schemas/majors.ts';
import type { Node } from '../schemas/nodes.ts';
import type { Program } from '../schemas/programs.ts';
import type { Rule } from '../schemas/rules.ts';
import type { TableRows } from '../schemas/tables.ts';

/** Every catalog with an index on its code. */
export interface Lookups {
  rows: TableRows;
  /** `YYYY-MM-DD`: the day on which “in force” is judged. */
  today: string;
  course: (code: string) => Course | undefined;
  major: (code: string) => Major | undefined;
  certificate: (code: string) => Certificate | undefined;
  program: (code: string) => Program | undefined;
  node: (code: string) => Node | undefined;
  rule: (code: string) => Rule | undefined;
  institution: (code: string) => Institution | undefined;
  branch: (code: string) => Branch | undefined;
  district: (code: string) => District | undefined;
  inForce: (row: Pick<Entity, 'status' | 'effectiveFrom' | 'effectiveTo'>) => boolean;
}

export function lookUpByCode(rows: TableRows, today: string): Lookups {
  return {
    rows,
    today,
    course: byCode(rows.courses),
    major: byCode(rows.majors),
    certificate: byCode(rows.certificates),
    program: byCode(rows.programs),
    node: byCode(rows.nodes),
    rule: byCode(rows.rules),
    institution: byCode(rows.institutions),
    branch: byCode(rows.branches),
    district: byCode(rows.districts),
    inForce: (row) => isInForce(row, today),
  };
}

function byCode<T extends { code: string }>(rows: readonly T[]) {
  const index = new Map(rows.map((row) => [row.code, row]));
  return (code: string): T | undefined => index.get(code);
}

/** All rows that share a key, in the order of the file; none gives []. */
export function groupedBy<T>(rows: Iterable<T>, key: (row: T) => string | undefined) {
  const groups = Map.groupBy(rows, key);
  return (value: string): T[] => groups.get(value) ?? [];
}

/** Works an answer out once for each code: what a bank holds does not change while it lives. */
export function remembered<T>(answer: (code: string) => readonly T[]) {
  const answers = new Map<string, readonly T[]>();
  return (code: string): readonly T[] => {
    const known = answers.get(code) ?? answer(code);
    answers.set(code, known);
    return known;
  };
}

export function present<T>(value: T | undefined): value is T {
  return value !== undefined;
}
