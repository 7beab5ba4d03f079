import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Synonym, TitleEntry } from '../../../site/features/search/title-index/title-types.ts';

type Row = Record<string, string>;

const FILES = [
  ...['courses', 'majors', 'vocational_majors', 'vocational_certificates', 'universities'],
  ...['skill_standards', 'leisure_programs', 'major_courses', 'occupations'],
];

export interface BenchTitles {
  entries: TitleEntry[];
  synonyms: Synonym[];
}

/**
 * Real titles with their codes, at least `size` of them as far as the lists go: courses, majors,
 * certificates and universities first, then standards, programs and occupations, then the courses
 * of single majors. Undefined when the directory has not all of the lists.
 * @param synonymsFile the demonstration's own synonyms
 */
export function readTitles(
  directory: string,
  size: number,
  synonymsFile: string,
): BenchTitles | undefined {
  if (FILES.some((name) => !existsSync(join(directory, `${name}.csv`)))) return undefined;
  const read = (file: string) =>
    parse<Row>(readFileSync(file, 'utf8'), { columns: true, bom: true });
  const rows = (name: string) => read(join(directory, `${name}.csv`));
  const entries: TitleEntry[] = [];
  const known = new Set<string>();
  const add = (catalog: string, code: string, name: string, about: string) => {
    if (name === '' || known.has(`${catalog} ${name}`)) return;
    known.add(`${catalog} ${name}`);
    entries.push({ catalog, code, name, aliases: [], formerNames: [], current: true, about });
  };
  const numbered = (prefix: string, width: number, index: number) =>
    `${prefix}${String(index + 1).padStart(width, '0')}`;
  for (const [index, row] of rows('courses').entries()) {
    add('courses', numbered('KC', 5, index), row['name'] ?? '', row['levels']?.split('|')[0] ?? '');
  }
  for (const row of [...rows('majors'), ...rows('vocational_majors')]) {
    add('majors', row['code'] ?? '', `${row['name']}`, row['level'] ?? '');
  }
  for (const [index, row] of rows('vocational_certificates').entries()) {
    const name = [row['name'], row['level']].filter(Boolean).join(' ');
    add('certificates', numbered('ZS', 4, index), name, row['kind'] ?? '');
  }
  for (const [index, row] of rows('universities').entries()) {
    add(
      'institutions',
      row['code'] || numbered('JG', 4, index),
      row['name'] ?? '',
      row['province'] ?? '',
    );
  }
  const more: [catalog: string, prefix: string, names: string[]][] = [
    ['certificates', 'BZ', rows('skill_standards').map((row) => row['name'] ?? '')],
    ['programs', 'XX', rows('leisure_programs').map((row) => row['name'] ?? '')],
    ['certificates', 'ZY', rows('occupations').map((row) => row['name'] ?? '')],
    ['nodes', 'W', rows('major_courses').map((row) => `${row['major_name']}${row['course_name']}`)],
    ['rules', 'G', rows('major_courses').map((row) => `${row['course_name']}${row['level']}`)],
    [
      'programs',
      'P',
      rows('major_courses').map(
        (row) => `${row['level']}${row['major_name']}${row['course_name']}`,
      ),
    ],
  ];
  for (const [catalog, prefix, names] of more) {
    for (const [index, name] of names.entries()) {
      if (entries.length >= size) break;
      add(catalog, numbered(prefix, 5, index), name, '');
    }
  }
  const synonyms = read(synonymsFile).map((row) => ({
    term: row['term'] ?? '',
    meaning: row['meaning'] ?? '',
  }));
  return { entries, synonyms };
}
