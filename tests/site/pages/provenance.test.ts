import { describe, expect, test } from 'vitest';
import { allProse } from '../../../site/loader/read-content.ts';
import type { Entity } from '../../../site/loader/schemas/entity-columns.ts';
import { formatChineseDate } from '../../../verify-api/domain/china-date.ts';
import { bank, content, pageAt } from './built-site.ts';
import { factsOf, textOf } from './read-html.ts';

const SAMPLE = 'class="sample"';

/** The label on the page of each column that has a line of its own there. */
const labels = {
  courses: {
    code: '代码',
    aliases: '别名',
    level: '层次',
    frameworkLevel: '资历等级',
    credits: '银行学分',
    hours: '学时',
    discipline: '学科',
    nature: '课程性质',
    status: '状态',
  },
  majors: {
    code: '代码',
    formerNames: '曾用名',
    category: '门类',
    class: '专业类',
    totalCredits: '总学分',
    conversionCap: '转换上限',
  },
  certificates: {
    code: '代码',
    aliases: '别名',
    issuer: '发证机构',
    family: '证书系列',
    grade: '等级',
    kind: '类别',
    validityMonths: '有效期',
    minimumScore: '最低成绩',
    occupationCode: '职业代码',
    checkUrl: '查验证书',
  },
  programs: {
    code: '代码',
    category: '类别',
    hours: '学时',
    mode: '学习方式',
    audience: '面向人群',
  },
  nodes: {
    code: '代码',
    category: '类别',
    district: '所在区',
    address: '地址',
    phone: '电话',
    email: '邮箱',
    openingHours: '办理时间',
    conversionCap: '转换上限',
    status: '状态',
  },
  rules: {
    code: '代码',
    mode: '转换方式',
    ratio: '转换比例',
    creditCap: '学分上限',
    basis: '依据',
    exclusivityGroup: '互斥组',
  },
  institutions: { code: '代码', roles: '角色', category: '类别', website: '网址' },
} as const;

type Labelled = keyof typeof labels;

describe.each(Object.keys(labels) as Labelled[])('%s', (name) => {
  const rows = bank[name] as Entity[];

  test('示例 stands beside each invented value and beside no other', () => {
    const wrong: string[] = [];
    let marked = 0;
    for (const row of rows) {
      const facts = factsOf(pageAt(`/${name}/${row.code}/`));
      for (const [field, label] of Object.entries(labels[name])) {
        const value = (row as unknown as Record<string, unknown>)[field];
        if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
        const fact = facts.get(label);
        if (fact === undefined) wrong.push(`${row.code}: ${label} is missing`);
        else if (fact.includes(SAMPLE) !== row.sampleFields.includes(field)) {
          wrong.push(`${row.code}: ${label}`);
        } else if (fact.includes(SAMPLE)) marked += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(marked).toBeGreaterThan(0);
  });

  test('each page says where its facts come from and when they were looked at', () => {
    const silent = rows.filter((row) => {
      const said = textOf(pageAt(`/${name}/${row.code}/`));
      return (
        !said.includes(`来源：${row.source}`) || !said.includes(formatChineseDate(row.updatedAt))
      );
    });
    expect(silent.map(({ code }) => code)).toEqual([]);
  });

  test('an entry that no longer counts says so in a line', () => {
    const past = rows.filter((row) => !bank.inForce(row));
    const silent = past.filter(
      (row) => !/class="notice warn"/.test(pageAt(`/${name}/${row.code}/`)),
    );
    expect(silent.map(({ code }) => code)).toEqual([]);
    const loud = rows
      .filter((row) => bank.inForce(row))
      .filter((row) => /class="state-line"/.test(pageAt(`/${name}/${row.code}/`)));
    expect(loud.map(({ code }) => code)).toEqual([]);
  });
});

test('credits that a rule invents are marked on the certificate, course and rule pages', () => {
  const gains = bank
    .ruleDetails()
    .filter(({ inForce }) => inForce)
    .flatMap((detail) => detail.gains.map((gain) => ({ detail, gain })))
    .filter(({ gain }) => gain.row.sampleFields.includes('credits'));
  expect(gains.length).toBeGreaterThan(0);
  const bare = gains.flatMap(({ detail, gain }) =>
    [
      `/rules/${detail.rule.code}/`,
      `/courses/${gain.course.code}/`,
      ...detail.alternatives
        .flat()
        .flatMap((need) => (need.certificate ? [`/certificates/${need.certificate.code}/`] : [])),
    ].filter((address) => {
      const cells = pageAt(address).matchAll(/<td[^>]*data-label="学分"[^>]*>([\s\S]*?)<\/td>/g);
      return ![...cells].some(
        ([, cell = '']) => cell.includes(SAMPLE) && textOf(cell).startsWith(String(gain.credits)),
      );
    }),
  );
  expect(bare).toEqual([]);
});

test('every Markdown page says where it comes from', () => {
  const addresses = {
    news: (slug: string) => `/news/${slug}/`,
    guides: (slug: string) => `/guides/${slug}/`,
    pages: (slug: string) => `/${slug}/`,
    help: () => '/help/',
    downloads: () => '/downloads/',
    nodes: (slug: string) => `/nodes/${slug}/`,
  };
  const silent = allProse(content).filter(
    ({ kind, slug, data }) => !textOf(pageAt(addresses[kind](slug))).includes(data.source),
  );
  expect(silent.map(({ file }) => file)).toEqual([]);
});
