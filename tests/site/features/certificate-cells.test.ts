import { expect, test } from 'vitest';
import { certificateCells } from '../../../site/features/catalogs/certificate-cells.ts';
import {
  certificateAnswer,
  courseTables,
} from '../../../site/features/catalogs/certificate-courses.ts';
import type { ConversionPath } from '../../../site/features/catalogs/conversion-paths.ts';
import { linkForms } from '../../../site/features/downloads/form-links.ts';
import { bank } from '../pages/built-site.ts';

const texts = (course: string, scope: { major: string; node?: string }) =>
  certificateCells(bank, course, scope).map(({ text }) => text);

test('certificates that must be held together are not told as a choice', () => {
  expect(texts('KC0022', { major: '530701', node: 'WD10' })).toEqual([
    '全国计算机等级考试一级 ＋',
    '呼叫中心服务员（四级/中级工）（同时具备）',
  ]);
});

test('what one node alone takes is told on the page of the major', () => {
  const notes = certificateCells(bank, 'KC0022', { major: '530701' }).map(({ note }) => note);
  expect(notes).toEqual([undefined, '限上海市徐汇区业余大学']);
  const there = certificateCells(bank, 'KC0022', { major: '530701', node: 'WD10' });
  expect(there.map(({ note }) => note)).toEqual([undefined, undefined]);
});

test('each of several certificates stands alone where any one is enough', () => {
  const each = texts('KC0099', { major: '510203' });
  expect(each.length).toBeGreaterThan(2);
  expect(each.filter((text) => /＋|同时具备/.test(String(text)))).toEqual([]);
  expect(each.at(-1)).toMatch(/^另有 \d+ 种办法$/);
});

function path(
  course: string,
  rule: { code: string; group?: string; gains?: number; others?: number; credits?: number },
) {
  return {
    detail: {
      rule: { code: rule.code, exclusivityGroup: rule.group },
      gains: Array.from({ length: rule.gains ?? 1 }),
    },
    needs: Array.from({ length: 1 + (rule.others ?? 0) }),
    gain: { course: courseOf(course), credits: rule.credits ?? 3 },
  } as unknown as ConversionPath;
}

const courses = new Map<string, object>();
function courseOf(code: string): object {
  const known = courses.get(code) ?? { code };
  courses.set(code, known);
  return known;
}

const captions = (paths: ConversionPath[]) => courseTables(paths).map(({ caption }) => caption);

test('courses of one exclusivity group are told to exclude each other', () => {
  const paths = [
    path('a', { code: '1', group: 'g' }),
    path('b', { code: '2', group: 'g' }),
    path('a', { code: '3', group: 'g' }),
  ];
  expect(captions(paths)).toEqual([
    '以下 2 门课程只能换其中一门。同一门课程列出几条规则的，符合其中一条即可，学分只计一次',
  ]);
  expect(courseTables(paths)[0]?.paths.map(({ detail }) => detail.rule.code)).toEqual([
    '1',
    '3',
    '2',
  ]);
});

test('a rule of the group that gives two courses is not told to give one of them', () => {
  const paths = [
    path('a', { code: '1', group: 'g', gains: 2 }),
    path('b', { code: '1', group: 'g', gains: 2 }),
  ];
  expect(captions(paths)).toEqual(['以下几条规则，同一张证书只能选用一条']);
});

test('a course that can also be had outside the group, and one that needs more, stand apart', () => {
  const paths = [
    path('a', { code: '1', group: 'g' }),
    path('a', { code: '2' }),
    path('b', { code: '3', group: 'g' }),
    path('c', { code: '4', others: 1 }),
  ];
  const tables = courseTables(paths);
  expect(tables.map((table) => table.paths.map(({ detail }) => detail.rule.code))).toEqual([
    ['1', '2', '3'],
    ['4'],
  ]);
  expect(tables[1]?.caption).toBe('同时具备「条件」栏里写的其他成果，还可以转换');
});

test('what brings the most credits comes first', () => {
  const [group, free] = courseTables([
    path('a', { code: '1', group: 'g' }),
    path('b', { code: '2', group: 'g' }),
    path('c', { code: '3', credits: 1 }),
  ]);
  expect(group?.onlyOneOf).toBe(2);
  expect(free?.caption).toBe('凭这张证书还可以转换的课程，共 1 门');
});

test('the answer says what one person gets, and apart what a second certificate adds', () => {
  const tables = courseTables([
    path('a', { code: '1', group: 'g' }),
    path('b', { code: '2', group: 'g' }),
  ]);
  const second = { key: 'B', needs: [{ name: '乙', row: { kind: 'certificate' } }], total: 5 };
  const credits = { most: 3, joint: [], sample: false };
  expect(certificateAnswer(2, tables, credits).join('')).toBe(
    '对应 2 门标准课程（只能换其中一门），在一个专业里最多可得 3 学分',
  );
  expect(certificateAnswer(2, tables, { ...credits, joint: [second] as never }).join('')).toBe(
    '对应 2 门标准课程（只能换其中一门），在一个专业里最多可得 3 学分；另持有「乙」可再得 2 学分',
  );
  expect(certificateAnswer(2, tables, { ...credits, most: 0 }).join('')).toContain(
    '目前没有网点的专业可以抵用',
  );
  expect(certificateAnswer(0, [], credits).join('')).toContain('暂无转换规则');
});

test('the name of a form leads to its file, and only where there is one', () => {
  const downloads = [{ slug: 'conversion-application', data: { title: '学分转换申请表' } }];
  expect(linkForms('《学分转换申请表》一份', downloads)).toEqual([
    { text: '《学分转换申请表》', href: '/downloads/#conversion-application' },
    { text: '一份' },
  ]);
  expect(linkForms('《学习成果认定申请表》', downloads)).toEqual([
    { text: '《学习成果认定申请表》' },
  ]);
  expect(linkForms('证书原件', downloads)).toEqual([{ text: '证书原件' }]);
});
