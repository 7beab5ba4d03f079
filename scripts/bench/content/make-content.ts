import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TABLE_NAMES, type TableName, tables } from '../../../site/loader/schemas/tables.ts';
import {
  type Cells,
  type Counts,
  countsFor,
  makeCertificates,
  makeCourses,
  makeMajors,
  makeStandards,
  type Tables,
} from './entities.ts';
import type { Names } from './names.ts';
import { makeBranches, makeInstitutions, makeNodes, makePrograms } from './organisations.ts';
import { type Files, makeNews, makeRegulations, withoutEntryLinks } from './prose.ts';
import {
  courseDrawer,
  makeMajorCourses,
  makeNodeCourses,
  makeNodeMajors,
  makeSynonyms,
} from './relations.ts';
import { makeRules } from './rules.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface MadeContent {
  counts: Counts;
  tables: Tables;
  files: Files;
}

/** As many programs share a district, whatever the size of the bank. */
const PROGRAMS_PER_DISTRICT = 10;
const PROVINCES = ['31', '32', '44', '33', '34', '37', '41', '42', '43', '51', '13', '36', '50'];

/**
 * All catalogs, relations, regulations and news of a bank with about `entries` entries that have
 * a page of their own. The same names, number and seed give the same content.
 * @param entries at least 100, so that there is one of everything
 * @param counts of each catalog, where they should not follow from `entries`
 */
export function makeContent(
  names: Names,
  entries: number,
  seed = 1,
  counts: Counts = countsFor(entries),
): MadeContent {
  const random = seededRandom(seed);
  const districts = chooseDistricts(names, counts.programs);
  const made = makeEntities(names, counts, districts.used, random);
  const { courses, majors, nodes } = made;
  const draw = courseDrawer(courses, random);
  const majorCourses = makeMajorCourses(majors, draw, random);
  const nodeMajors = makeNodeMajors(nodes, majors, random);
  const tables: Tables = {
    courses: courses.rows,
    majors,
    certificates: made.certificates,
    programs: made.programs,
    nodes,
    institutions: made.institutions,
    branches: makeBranches(names, districts.used, random),
    districts: districts.rows,
    standards: makeStandards(names, random),
    synonyms: makeSynonyms(courses.rows),
    ...makeRules(counts.rules, { ...made, courses: courses.rows }, random),
    'major-courses': majorCourses,
    'node-majors': nodeMajors,
    'node-courses': makeNodeCourses(nodeMajors, majorCourses, courses.rows, random),
  };
  const files = {
    ...makeRegulations(nodes, nodeMajors),
    ...makeNews(Math.ceil(entries / 100), nodes, random),
  };
  return { counts, tables, files };
}

function makeEntities(
  names: Names,
  counts: Counts,
  districts: readonly string[],
  random: SeededRandom,
) {
  const institutions = makeInstitutions(names, counts, districts, random);
  return {
    institutions: institutions.rows,
    courses: makeCourses(names, counts.courses, random),
    majors: makeMajors(names, counts.majors, random),
    certificates: makeCertificates(names, counts.certificates, institutions.issuers, random),
    programs: makePrograms(names, counts.programs, institutions.providers, districts, random),
    nodes: makeNodes(institutions.withNode, random),
  };
}

/** Whole provinces, as many as it takes; used are their counties. */
function chooseDistricts(names: Names, programs: number): { rows: Cells[]; used: string[] } {
  const wanted = Math.max(16, Math.ceil(programs / PROGRAMS_PER_DISTRICT));
  const rows: Cells[] = [];
  const used: string[] = [];
  for (const province of PROVINCES) {
    if (used.length >= wanted) break;
    for (const { code, name, parent } of names.districts) {
      // A city without counties (东莞) is listed again as a county of itself.
      if (!code.startsWith(province) || code === parent) continue;
      rows.push({ code, name, parent: parent || undefined, source: '国家统计局统计用区划代码' });
      if (!code.endsWith('00')) used.push(code);
    }
  }
  return { rows, used: used.slice(0, wanted) };
}

/**
 * Writes made content into a directory, with the bank's facts and the general texts of another.
 * @param base a content directory: its catalogs, regulations and news are left out
 */
export function writeContent(directory: string, made: MadeContent, base: string): void {
  const left = ['catalogs', 'nodes', 'news'].map((name) => join(base, name));
  cpSync(base, directory, { recursive: true, filter: (path) => !left.includes(path) });
  for (const file of globSync('**/*.md', { cwd: directory })) {
    const path = join(directory, file);
    writeFileSync(path, withoutEntryLinks(readFileSync(path, 'utf8')));
  }
  for (const name of TABLE_NAMES) {
    write(directory, `catalogs/${name}.csv`, csvOf(name, made.tables[name]));
  }
  for (const [path, text] of Object.entries(made.files)) write(directory, path, text);
}

function write(directory: string, file: string, text: string): void {
  const path = join(directory, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** RFC 4180 with a byte order mark, as Excel writes it. */
function csvOf(name: TableName, rows: readonly Cells[]): string {
  const columns = Object.keys(tables[name].columns);
  const lines = rows.map((row) => columns.map((column) => quoted(row[column])).join(','));
  return `\u{feff}${[columns.join(','), ...lines].join('\n')}\n`;
}

function quoted(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
