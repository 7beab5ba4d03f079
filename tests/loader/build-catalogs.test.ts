import { describe, expect, it } from 'vitest';
import { buildCatalogs } from '../../site/loader/build-catalogs.ts';
import { readContent } from '../../site/loader/read-content.ts';
import { isSample } from '../../site/loader/row-state.ts';
import type { TableRows } from '../../site/loader/schemas/tables.ts';
import { add, all, type Change, cell } from '../content-fixtures/fault-cases.ts';
import {
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

function build(change: Change = () => {}, today = '2026-06-01') {
  const draft = minimalContent();
  change(draft);
  const directory = writeContent(draft);
  const { tables } = readContent(directory);
  removeContent(directory);
  const rows = Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, table.rows]),
  );
  return buildCatalogs(rows as unknown as TableRows, today);
}

const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
const entity = { status: 'current', source: '测试', updatedAt: '2026-01-01' };
/** Like R1, but for the certificate X2 and in no special major or node. */
const generalRule = all(
  add('rules', { ...entity, code: 'R2', name: '通用', ratio: '100', mode: '学分转换' }),
  add('rule-inputs', { rule: 'R2', group: '1', kind: 'certificate', ref: 'X2', source: '测试' }),
  add('rule-outputs', { rule: 'R2', course: 'C1', credits: '2', source: '测试' }),
);

describe('links between catalogs', () => {
  it('leads from a certificate to its courses, rules and places', () => {
    const bank = build();
    expect(bank.coursesForCertificate('X1')).toMatchObject([
      { course: { code: 'C1' }, credits: 3 },
    ]);
    expect(bank.rulesForCertificate('X1').map(({ rule }) => rule.code)).toEqual(['R1']);
    expect(bank.placesForCertificate('X1')).toMatchObject([
      { node: { code: 'N1' }, major: { code: 'M1' }, credits: 3, lines: [{ row: { code: 'K1' } }] },
    ]);
    expect(bank.coursesForCertificate('X2')).toEqual([]);
  });

  it('leads from a course to certificates, majors and node courses', () => {
    const bank = build();
    expect(bank.certificatesForCourse('C1')).toMatchObject([
      { certificate: { code: 'X1' }, credits: 3 },
    ]);
    expect(bank.majorsForCourse('C1')).toMatchObject([{ major: { code: 'M1' } }]);
    expect(bank.nodeCoursesForCourse('C1')).toMatchObject([
      { node: { code: 'N1' }, course: { name: '计算机基础' } },
    ]);
  });

  it('leads from a major to its courses, their certificates, and nodes', () => {
    const bank = build();
    expect(bank.majorCourses('M1')).toMatchObject([
      { course: { code: 'C1' }, certificates: [{ certificate: { code: 'X1' } }] },
      { course: { code: 'C2' }, certificates: [] },
    ]);
    expect(bank.nodesForMajor('M1')).toMatchObject([
      { node: { code: 'N1' }, row: { credits: 80 } },
    ]);
    expect(bank.rulesForMajor('M1').map(({ rule }) => rule.code)).toEqual(['R1']);
  });

  it('leads from a node to its majors, courses, certificates and rules', () => {
    const bank = build();
    expect(bank.majorsForNode('N1')).toMatchObject([{ major: { code: 'M1' } }]);
    expect(bank.nodeCourseTable('N1', 'M1')).toMatchObject([
      {
        row: { code: 'K1' },
        course: { code: 'C1' },
        certificates: [{ certificate: { code: 'X1' } }],
      },
    ]);
    expect(bank.certificatesForNode('N1')).toMatchObject([{ certificate: { code: 'X1' } }]);
    expect(bank.rulesForNode('N1').map(({ rule }) => rule.code)).toEqual(['R1']);
  });

  it('leads from an institution to what it issues, offers and runs', () => {
    const bank = build();
    expect(codes(bank.certificatesOfInstitution('I1'))).toEqual(['X1', 'X2']);
    expect(codes(bank.programsOfInstitution('I1'))).toEqual(['P1']);
    expect(codes(bank.nodesOfInstitution('I1'))).toEqual(['N1']);
    expect(codes(bank.institutionsInRole('issuer'))).toEqual(['I1']);
    expect(bank.institutionsInRole('reviewer')).toEqual([]);
  });

  it('names districts from the province down', () => {
    const bank = build();
    expect(bank.districtName('310115')).toBe('浦东新区');
    expect(bank.fullDistrictName('310115')).toBe('上海市浦东新区');
    expect(codes(bank.branchesInDistrict('310115'))).toEqual(['B1']);
    expect(bank.districtName('999999')).toBe('999999');
  });

  it('finds what an entry replaced', () => {
    const bank = build(
      all(cell('courses', 1, 'status', 'superseded'), cell('courses', 1, 'supersededBy', 'C1')),
    );
    expect(codes(bank.replacedBy('courses', 'C1'))).toEqual(['C2']);
  });
});

describe('scope and time of a rule', () => {
  it('counts a rule of one node there and not elsewhere', () => {
    const elsewhere = all(
      add('nodes', {
        ...entity,
        code: 'N2',
        name: '别校',
        institution: 'I1',
        category: '普通高校',
        district: '310115',
        conversionCap: '40',
      }),
      add('node-majors', {
        node: 'N2',
        major: 'M1',
        credits: '80',
        conversionCap: '32',
        source: '测试',
      }),
      add('node-courses', {
        node: 'N2',
        major: 'M1',
        code: 'K2',
        name: '计算机',
        course: 'C1',
        credits: '3',
        source: '测试',
      }),
      generalRule,
    );
    const bank = build(elsewhere);
    expect(codes(bank.certificatesForNode('N1').map(({ certificate }) => certificate))).toEqual([
      'X1',
      'X2',
    ]);
    expect(codes(bank.certificatesForNode('N2').map(({ certificate }) => certificate))).toEqual([
      'X2',
    ]);
    expect(bank.rulesForNode('N2').map(({ rule }) => rule.code)).toEqual(['R2']);
    expect(codes(bank.placesForCertificate('X1').map(({ node }) => node))).toEqual(['N1']);
  });

  it('grants the most credits that any rule gives, highest first', () => {
    const lessForTheSame = add('rule-inputs', {
      rule: 'R2',
      group: '2',
      kind: 'certificate',
      ref: 'X1',
      source: '测试',
    });
    const bank = build(all(generalRule, lessForTheSame));
    expect(bank.coursesForCertificate('X1')).toMatchObject([{ credits: 3, rules: [{}, {}] }]);
    expect(
      bank
        .certificatesForCourse('C1')
        .map(({ certificate, credits }) => [certificate.code, credits]),
    ).toEqual([
      ['X1', 3],
      ['X2', 2],
    ]);
  });

  it.each([
    ['before it begins', cell('rules', 0, 'effectiveFrom', '2026-06-02'), '2026-06-01'],
    ['after it ends', cell('rules', 0, 'effectiveTo', '2026-05-31'), '2026-06-01'],
    ['while suspended', cell('rules', 0, 'status', 'suspended'), '2026-06-01'],
  ])('grants nothing %s, but still shows the rule', (_name, change, today) => {
    const bank = build(change, today);
    expect(bank.coursesForCertificate('X1')).toEqual([]);
    expect(bank.placesForCertificate('X1')).toEqual([]);
    expect(bank.rulesForCertificate('X1')).toMatchObject([
      { rule: { code: 'R1' }, inForce: false },
    ]);
  });

  it('counts the first and the last day', () => {
    const day = all(
      cell('rules', 0, 'effectiveFrom', '2026-06-01'),
      cell('rules', 0, 'effectiveTo', '2026-06-01'),
    );
    expect(build(day).coursesForCertificate('X1')).toHaveLength(1);
  });

  it('holds the credits of a rule to its cap', () => {
    const two = all(
      cell('rules', 0, 'creditCap', '5'),
      add('rule-outputs', { rule: 'R1', course: 'C2', credits: '4', source: '测试' }),
    );
    expect(build(two).ruleDetail('R1')).toMatchObject({
      credits: 5,
      gains: [{ credits: 3 }, { credits: 4 }],
    });
  });

  it('keeps needs of one group together and groups apart', () => {
    const both = add('rule-inputs', {
      rule: 'R1',
      group: '1',
      kind: 'course',
      ref: 'C2',
      source: '测试',
    });
    const detail = build(both).ruleDetail('R1');
    expect(detail?.alternatives.map((group) => group.map(({ name }) => name))).toEqual([
      ['计算机一级', '大学英语'],
      ['计算机文化'],
    ]);
  });

  it('leaves out references that lead nowhere', () => {
    const bank = build(
      all(cell('rule-outputs', 0, 'course', 'C9'), cell('node-majors', 0, 'major', 'M9')),
    );
    expect(bank.coursesForCertificate('X1')).toEqual([]);
    expect(bank.majorsForNode('N1')).toEqual([]);
  });
});

it('tells invented values from facts', () => {
  const [course] = build(cell('courses', 0, 'sampleFields', 'credits|hours')).courses;
  if (!course) throw new Error('no course');
  expect(isSample(course, 'credits')).toBe(true);
  expect(isSample(course, 'name')).toBe(false);
  expect(isSample({}, 'body' as never)).toBe(false);
});
