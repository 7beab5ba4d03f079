import { describe, expect, test } from 'vitest';
import { certificateData } from '../../../site/features/structured-data/certificate.ts';
import { courseData } from '../../../site/features/structured-data/course.ts';
import { faqPageData } from '../../../site/features/structured-data/faq-page.ts';
import { institutionData } from '../../../site/features/structured-data/institution.ts';
import { majorData } from '../../../site/features/structured-data/major.ts';
import { nodeData } from '../../../site/features/structured-data/node.ts';
import { programData } from '../../../site/features/structured-data/program.ts';
import { ruleData } from '../../../site/features/structured-data/rule.ts';
import { speakerOf } from '../../../site/features/structured-data/thing.ts';
import { breadcrumbList } from '../../../site/ui/breadcrumb-list.ts';
import { writeStructuredData } from '../../../site/ui/structured-data.ts';
import { bank } from '../pages/built-site.ts';

const site = new URL('https://bank.example.cn');
const speaker = speakerOf({ name: '某某学分银行' }, site);

/** As it is written: properties without a value are gone. */
const written = (data: { '@type': string }) => JSON.parse(writeStructuredData(data));

function first<T extends { sampleFields: string[] }>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('no row');
  return { ...row, sampleFields: [] };
}

test('nothing in a block can end the script that holds it', () => {
  const text = writeStructuredData({ '@type': 'Course', name: '</script><script>1' } as never);
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: '</script><script>1',
  });
});

test('the way to a page begins at home and ends with its own name', () => {
  const list = breadcrumbList([{ label: '专业', href: '/majors/' }], '法学', site);
  expect(list.itemListElement).toEqual([
    { '@type': 'ListItem', position: 1, name: '首页', item: 'https://bank.example.cn/' },
    { '@type': 'ListItem', position: 2, name: '专业', item: 'https://bank.example.cn/majors/' },
    { '@type': 'ListItem', position: 3, name: '法学' },
  ]);
});

describe('what is invented is not stated as a fact', () => {
  const course = { ...first(bank.courses), hours: 54, credits: 3, learningOutcomes: ['甲', '乙'] };

  test('of a course', () => {
    expect(written(courseData(course, speaker))).toMatchObject({
      '@type': 'Course',
      courseCode: course.code,
      educationalLevel: course.level,
      numberOfCredits: 3,
      timeRequired: 'PT54H',
      teaches: ['甲', '乙'],
      url: `https://bank.example.cn/courses/${course.code}/`,
    });
    const sampleFields = ['code', 'aliases', 'level', 'credits', 'hours', 'learningOutcomes'];
    const bare = written(courseData({ ...course, sampleFields }, speaker));
    expect(Object.keys(bare).toSorted()).toEqual(
      ['@context', '@type', 'description', 'name', 'provider', 'url'].toSorted(),
    );
    expect(bare.description).not.toContain('示例');
  });

  test('nor is a whole entry whose name is', () => {
    const invented = written(courseData({ ...course, sampleFields: ['name'] }, speaker));
    expect(invented.description).toMatch(/^演示用的示例，并非真实信息。/);
  });

  test('of a certificate', () => {
    const row = { ...first(bank.certificates), validityMonths: 36, grade: '三级' };
    const issuer = first(bank.institutions);
    const whole = written(certificateData({ ...row, issuer: issuer.code }, issuer, true, speaker));
    expect(whole).toMatchObject({
      credentialCategory: row.kind,
      educationalLevel: '三级',
      validFor: 'P36M',
      creator: { '@id': `https://bank.example.cn/institutions/${issuer.code}/` },
      recognizedBy: { name: '某某学分银行' },
    });
    const sampleFields = ['kind', 'grade', 'validityMonths', 'issuer'];
    const bare = written(certificateData({ ...row, sampleFields }, issuer, false, speaker));
    for (const name of ['credentialCategory', 'educationalLevel', 'validFor', 'creator']) {
      expect(bare, name).not.toHaveProperty(name);
    }
    expect(bare).not.toHaveProperty('recognizedBy');
  });

  test('of a major', () => {
    const row = { ...first(bank.majors), totalCredits: 80 };
    const node = first(bank.nodes);
    const offer = { node, major: row, row: { sampleFields: [] as string[] } } as never;
    const lines = written(majorData(row, [offer], speaker));
    expect(lines).toMatchObject({ numberOfCredits: 80, provider: [{ name: node.name }] });
    const doubtful = { node, major: row, row: { sampleFields: ['major'] } } as never;
    const bare = written(
      majorData({ ...row, sampleFields: ['totalCredits', 'level'] }, [doubtful], speaker),
    );
    for (const name of ['numberOfCredits', 'provider', 'educationalCredentialAwarded']) {
      expect(bare, name).not.toHaveProperty(name);
    }
    const many = written(majorData(row, [offer, offer, offer, offer], speaker));
    expect(many).not.toHaveProperty('provider');
  });

  test('of a program, which gives no credits', () => {
    const row = { ...first(bank.programs), hours: 24, audience: '成年市民' };
    const provider = first(bank.institutions);
    expect(written(programData(row, provider, speaker))).toMatchObject({
      timeRequired: 'PT24H',
      audience: { '@type': 'Audience', audienceType: '成年市民' },
      provider: { name: provider.name },
    });
    const sampleFields = ['hours', 'audience', 'provider'];
    const bare = written(programData({ ...row, sampleFields }, provider, speaker));
    for (const name of ['timeRequired', 'audience', 'provider', 'numberOfCredits']) {
      expect(bare, name).not.toHaveProperty(name);
    }
  });

  test('of a node', () => {
    const row = { ...first(bank.nodes), phone: '021-1', email: 'a@example.org', address: '某路' };
    const institution = first(bank.institutions);
    expect(written(nodeData(row, institution, speaker))).toMatchObject({
      '@type': 'CollegeOrUniversity',
      address: '某路',
      telephone: '021-1',
      email: 'a@example.org',
      parentOrganization: { name: institution.name },
    });
    const sampleFields = ['phone', 'email', 'address', 'institution'];
    const bare = written(nodeData({ ...row, sampleFields }, institution, speaker));
    for (const name of ['address', 'telephone', 'email', 'parentOrganization']) {
      expect(bare, name).not.toHaveProperty(name);
    }
  });

  test('of a rule: its sentence is told only when all it says is true', () => {
    const [detail] = bank.ruleDetails();
    if (detail === undefined) throw new Error('no rule');
    const plain = <T extends { row: object }>(part: T) => ({
      ...part,
      row: { ...part.row, sampleFields: [] },
    });
    const rule = { ...detail.rule, sampleFields: ['code', 'evidence', 'effectiveFrom'] };
    const sure = {
      ...detail,
      rule: { ...rule, effectiveFrom: '2024-09-01', effectiveTo: '2026-08-31' },
      alternatives: detail.alternatives.map((group) => group.map(plain)),
      gains: detail.gains.map(plain),
    };
    expect(written(ruleData(sure, '持有甲，可得乙。', speaker))).toMatchObject({
      text: '持有甲，可得乙。',
      temporalCoverage: '../2026-08-31',
    });
    const gains = sure.gains.map((gain) => ({
      ...gain,
      row: { ...gain.row, sampleFields: ['credits'] },
    }));
    expect(written(ruleData({ ...sure, gains }, '持有甲，可得乙。', speaker))).not.toHaveProperty(
      'text',
    );
  });
});

test.each([
  ['普通高等学校', 'CollegeOrUniversity'],
  ['开放大学', 'CollegeOrUniversity'],
  ['国家机关', 'GovernmentOrganization'],
  ['企业', 'Corporation'],
  ['考试机构', 'EducationalOrganization'],
  ['社区与文化教育机构', 'EducationalOrganization'],
  ['行业协会', 'Organization'],
])('an institution of the category %s is a %s', (category, type) => {
  const row = { ...first(bank.institutions), category };
  expect(institutionData(row, speaker)['@type']).toBe(type);
  const invented = institutionData({ ...row, sampleFields: ['category'] }, speaker);
  expect(invented['@type']).toBe('Organization');
});

test('an answer is told in plain words', () => {
  const html = '<p>带<a href="/x/">身份证</a>&#x26;照片。</p>\n<ul><li>一</li></ul>';
  const { mainEntity } = faqPageData([{ slug: 'what', question: '带什么？', html }], speaker);
  expect(mainEntity).toEqual([
    {
      '@type': 'Question',
      name: '带什么？',
      url: 'https://bank.example.cn/help/#what',
      acceptedAnswer: { '@type': 'Answer', text: '带 身份证 &照片。 一' },
    },
  ]);
});
