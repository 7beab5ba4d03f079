import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listedAddresses } from '../../site/features/listed-addresses.ts';
import { buildCatalogs } from '../../site/loader/build-catalogs.ts';
import { checkContent } from '../../site/loader/check-content.ts';
import { formatProblem } from '../../site/loader/problem.ts';
import { namedFiles } from '../../site/loader/published-files.ts';
import { allProse, readContent } from '../../site/loader/read-content.ts';
import { isSample } from '../../site/loader/row-state.ts';
import { PROSE_KINDS } from '../../site/loader/schemas/prose.ts';
import { TABLE_NAMES, type TableRows } from '../../site/loader/schemas/tables.ts';

const DIRECTORY = 'content';
const TODAY = '2026-11-22';
const content = readContent(DIRECTORY);
const rows = Object.fromEntries(
  TABLE_NAMES.map((name) => [name, content.tables[name].rows]),
) as unknown as TableRows;
const bank = buildCatalogs(rows, TODAY);

describe('the demonstration content', () => {
  it('has no fault', () => {
    const { problems } = checkContent(DIRECTORY, TODAY, {}, listedAddresses);
    expect(problems.map((problem) => formatProblem(problem, DIRECTORY))).toEqual([]);
  });

  it.each([
    ['courses', 400],
    ['majors', 300],
    ['certificates', 430],
    ['programs', 170],
    ['nodes', 60],
    ['rules', 400],
    ['branches', 16],
  ] as const)('has at least the promised number of %s', (name, minimum) => {
    expect(rows[name].length).toBeGreaterThanOrEqual(minimum);
  });

  it.each([
    ['nodes', 60],
    ['news', 16],
    ['downloads', 10],
    ['guides', 6],
    ['help', 12],
    ['pages', 3],
  ] as const)('has at least the promised number of entries in %s', (kind, minimum) => {
    expect(content.prose[kind].entries.length).toBeGreaterThanOrEqual(minimum);
  });

  it('names a source for each row and entry', () => {
    const sources = [
      ...TABLE_NAMES.flatMap((name) =>
        (rows[name] as { source: string }[]).map((row) => row.source),
      ),
      ...allProse(content).map(({ data }) => data.source),
    ];
    expect(sources.filter((source) => source.trim() === '')).toEqual([]);
  });

  it('marks invented contact details and credits', () => {
    expect(rows.nodes.filter((row) => row.phone && !isSample(row, 'phone'))).toEqual([]);
    expect(rows.branches.filter((row) => row.address && !isSample(row, 'address'))).toEqual([]);
    expect(rows.courses.filter((row) => !isSample(row, 'credits'))).toEqual([]);
    expect(rows.majors.filter((row) => !isSample(row, 'totalCredits'))).toEqual([]);
  });

  it('has no two courses of one name and level', () => {
    const same = Map.groupBy(rows.courses, ({ name, level }) => `${name}（${level}）`);
    expect([...same].filter(([, courses]) => courses.length > 1).map(([name]) => name)).toEqual([]);
  });

  it('offers no bachelor’s major at a vocational college', () => {
    const college = new Set(
      rows.nodes.filter(({ category }) => category === '高职院校').map(({ code }) => code),
    );
    const bachelor = new Set(
      rows.majors.filter(({ level }) => level === '本科').map(({ code }) => code),
    );
    const wrong = rows['node-majors'].filter(
      ({ node, major }) => college.has(node) && bachelor.has(major),
    );
    expect(college.size).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('has files that open as what their name says', () => {
    const magic: Record<string, string> = { pdf: '%PDF-', xlsx: 'PK\u0003\u0004', csv: '\ufeff' };
    const files = PROSE_KINDS.flatMap((kind) =>
      content.prose[kind].entries.flatMap(({ data }) =>
        namedFiles(kind, data).map(({ file }) => join(DIRECTORY, kind, file)),
      ),
    );
    expect(files.length).toBeGreaterThanOrEqual(14);
    for (const file of files) {
      const start = magic[file.split('.').at(-1) ?? ''];
      expect(start, file).toBeDefined();
      expect(readFileSync(file, 'utf8').startsWith(start ?? ''), file).toBe(true);
    }
  });
});

describe('what visitors ask of the demonstration', () => {
  it('says what 全国计算机等级考试一级 converts to, for how many credits and where', () => {
    const certificate = bank.certificates.find(({ name }) => name === '全国计算机等级考试一级');
    const code = certificate?.code ?? '';
    const course = bank
      .coursesForCertificate(code)
      .find(({ course: { name } }) => name === '计算机应用基础');
    expect(course?.credits).toBe(3);
    expect(bank.placesForCertificate(code).length).toBeGreaterThan(5);
  });

  it('says which nodes offer 电子商务, each with a course table', () => {
    const lines = bank.majors
      .filter(({ name }) => name === '电子商务')
      .flatMap(({ code }) => bank.nodesForMajor(code));
    expect(new Set(lines.map(({ node }) => node.code)).size).toBeGreaterThanOrEqual(3);
    for (const { node, major } of lines) {
      expect(bank.nodeCourseTable(node.code, major.code).length).toBeGreaterThan(5);
    }
  });

  it('says what each node demands of a transfer applicant', () => {
    const regulations = new Map(
      content.prose.nodes.entries.map(({ data, body }) => [data.node, body]),
    );
    for (const { code } of bank.nodes)
      expect(regulations.get(code), code).toContain('转换申请人须备');
  });

  it('says what to bring to open an account, and by when', () => {
    const guide = content.prose.guides.entries.find(({ slug }) => slug === 'open-account');
    expect(guide?.data.materials.length).toBeGreaterThan(0);
    expect(JSON.stringify(guide?.data)).toContain('30 天');
  });

  it('has rules of every shape', () => {
    const details = bank.ruleDetails();
    expect(details.some(({ alternatives }) => alternatives.length > 1)).toBe(true);
    expect(details.some(({ alternatives }) => alternatives.some((group) => group.length > 1))).toBe(
      true,
    );
    const needs = details.flatMap(({ alternatives }) => alternatives.flat());
    expect(needs.some(({ minimumGrade }) => minimumGrade)).toBe(true);
    expect(needs.some(({ minimumScore }) => minimumScore)).toBe(true);
    expect(new Set(needs.map(({ row }) => row.kind)).size).toBe(3);
    expect(new Set(bank.rules.map(({ status }) => status)).size).toBe(4);
    const waiting = bank.certificates.filter(
      ({ code }) => bank.rulesForCertificate(code).length === 0,
    );
    expect(waiting.length).toBeGreaterThanOrEqual(150);
    expect(bank.certificates.length - waiting.length).toBeGreaterThanOrEqual(200);
  });

  it('has rules that no longer and not yet hold, of any ratio, for some people and places', () => {
    const { rules } = bank;
    expect(rules.some(({ status, effectiveTo }) => status === 'current' && effectiveTo)).toBe(true);
    expect(rules.some(({ effectiveFrom = '' }) => effectiveFrom > TODAY)).toBe(true);
    expect(new Set(rules.map(({ ratio }) => ratio)).size).toBeGreaterThanOrEqual(3);
    for (const column of ['major', 'node', 'cohortFrom', 'learnerGroup', 'creditCap'] as const) {
      expect(rules.filter((rule) => rule[column]).length, column).toBeGreaterThanOrEqual(5);
    }
    const groups = Map.groupBy(rules, ({ exclusivityGroup }) => exclusivityGroup);
    expect([...groups.values()].filter((group) => group.length > 1).length).toBeGreaterThan(10);
  });

  it('marks every figure of a rule that it invented', () => {
    const invented = new Set(
      rows.rules.filter(({ source }) => source.startsWith('演示内容')).map(({ code }) => code),
    );
    expect(invented.size).toBeGreaterThan(100);
    const unmarked = [
      ...rows.rules.filter((row) => invented.has(row.code) && !isSample(row, 'mode')),
      ...rows['rule-outputs'].filter((row) => invented.has(row.rule) && !isSample(row, 'credits')),
    ];
    expect(unmarked).toEqual([]);
  });

  it('says where nearly every certificate with a rule counts', () => {
    const convertible = bank.certificates.filter(
      ({ code }) => bank.coursesForCertificate(code).length > 0,
    );
    const nowhere = convertible.filter(({ code }) => bank.placesForCertificate(code).length === 0);
    expect(nowhere.length).toBeLessThanOrEqual(convertible.length * 0.03);
  });

  it('grants only courses that some major teaches', () => {
    const lost = rows['rule-outputs'].filter(
      ({ rule, course }) =>
        bank.rule(rule)?.status === 'current' && bank.majorsForCourse(course).length === 0,
    );
    expect(lost).toEqual([]);
  });

  it('has something on every course, major and node page', () => {
    const bare = [
      ...bank.courses.filter(
        ({ code }) => bank.majorsForCourse(code).length + bank.rulesForCourse(code).length === 0,
      ),
      // Undergraduate course tables are not public; a major that nodes offer has one all the same.
      ...bank.majors.filter(
        ({ code, level }) =>
          bank.majorCourses(code).length === 0 &&
          (level !== '本科' || bank.nodesForMajor(code).length > 0),
      ),
      ...bank.nodes.filter(({ code }) => bank.certificatesForNode(code).length === 0),
    ];
    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});

describe('links of the demonstration, both ways', () => {
  it('certificate and course', () => {
    let links = 0;
    for (const { code } of bank.certificates) {
      for (const { course, credits } of bank.coursesForCertificate(code)) {
        links += 1;
        const back = bank.certificatesForCourse(course.code);
        const line = back.find(({ certificate }) => certificate.code === code);
        expect(line?.credits).toBe(credits);
      }
    }
    const back = bank.courses.map(({ code }) => bank.certificatesForCourse(code).length);
    expect(back.reduce((sum, count) => sum + count, 0)).toBe(links);
  });

  it('rule and certificate, rule and course', () => {
    for (const detail of bank.ruleDetails()) {
      for (const { certificate, course } of detail.alternatives.flat()) {
        if (certificate) expect(bank.rulesForCertificate(certificate.code)).toContain(detail);
        if (course) expect(bank.rulesUsingCourse(course.code)).toContain(detail);
      }
      for (const { course } of detail.gains) {
        expect(bank.rulesForCourse(course.code)).toContain(detail);
      }
      if (detail.rule.node) expect(bank.rulesForNode(detail.rule.node)).toContain(detail);
      if (detail.rule.major) expect(bank.rulesForMajor(detail.rule.major)).toContain(detail);
    }
  });

  it('major and course', () => {
    for (const { code } of bank.majors) {
      for (const { course } of bank.majorCourses(code)) {
        expect(bank.majorsForCourse(course.code).map(({ major }) => major.code)).toContain(code);
      }
    }
  });

  it('node and major, node course and bank course', () => {
    for (const { code } of bank.nodes) {
      for (const { major } of bank.majorsForNode(code)) {
        expect(bank.nodesForMajor(major.code).map(({ node }) => node.code)).toContain(code);
        for (const { row, course } of bank.nodeCourseTable(code, major.code)) {
          if (!course) continue;
          const back = bank.nodeCoursesForCourse(course.code);
          expect(back.map((line) => line.course)).toContain(row);
        }
      }
    }
  });

  it('certificate and node, by place', () => {
    const taken = new Map(
      bank.nodes.map(({ code }) => [
        code,
        new Set(bank.certificatesForNode(code).map(({ certificate }) => certificate.code)),
      ]),
    );
    for (const { code } of bank.certificates) {
      for (const { node } of bank.placesForCertificate(code)) {
        expect(taken.get(node.code)).toContain(code);
      }
    }
  });
});
