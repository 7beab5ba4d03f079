import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

type Row = Record<string, string>;

/** Names of real things, from which content of any size is made. */
export interface Names {
  /** `weight`: in how many majors' course tables the course stands. */
  courses: { name: string; weight: number }[];
  majors: { code: string; name: string; category: string; class: string; level: string }[];
  /** Each makes a family of certificates, a grade each. */
  occupations: { code: string; name: string }[];
  /** Certificates that stand alone. */
  certificates: { name: string; kind: string }[];
  programs: { name: string; category: string }[];
  universities: string[];
  /** Codes of GB/T 2260; a province has no parent. */
  districts: { code: string; name: string; parent: string }[];
}

const FILES = [
  'courses',
  'majors',
  'vocational_majors',
  'occupations',
  'vocational_certificates',
  'x_certificates',
  'leisure_programs',
  'universities',
  'districts',
];

/** Reads the lists of names; undefined when the directory has not all of them. */
export function readNames(directory: string): Names | undefined {
  if (FILES.some((name) => !existsSync(join(directory, `${name}.csv`)))) return undefined;
  const read = (name: string) =>
    parse<Row>(readFileSync(join(directory, `${name}.csv`), 'utf8'), { columns: true, bom: true });
  return {
    courses: read('courses').map((row) => ({
      name: cell(row, 'name'),
      weight: Math.max(1, Number(row['major_count'])),
    })),
    majors: [
      ...read('majors').map((row) => majorOf(row, 'discipline')),
      ...read('vocational_majors').map((row) => majorOf(row, 'category')),
    ],
    occupations: read('occupations').map((row) => ({
      code: cell(row, 'code'),
      name: cell(row, 'name'),
    })),
    certificates: [
      ...read('vocational_certificates').map((row) => ({
        name: cell(row, 'name'),
        kind: row['kind'] === '国家职业资格' ? '职业资格' : '考试证书',
      })),
      ...read('x_certificates').map((row) => ({
        name: cell(row, 'name'),
        kind: '1+X职业技能等级',
      })),
    ],
    programs: read('leisure_programs').map((row) => ({
      name: cell(row, 'name'),
      category: row['category_derived'] || '生活技艺',
    })),
    universities: read('universities').map((row) => cell(row, 'name')),
    districts: read('districts').map((row) => ({
      code: cell(row, 'code'),
      name: cell(row, 'name'),
      parent: row['parent_code'] ?? '',
    })),
  };
}

function majorOf(row: Row, category: string): Names['majors'][number] {
  return {
    code: cell(row, 'code'),
    name: cell(row, 'name'),
    category: cell(row, category),
    class: row['class_name'] || cell(row, category),
    level: cell(row, 'level'),
  };
}

function cell(row: Row, column: string): string {
  const value = row[column]?.trim();
  if (!value) throw new Error(`no ${column} in ${JSON.stringify(row)}`);
  return value;
}
