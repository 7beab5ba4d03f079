import { COURSE_NATURES, LEVELS } from '../../../site/loader/schemas/courses.ts';
import type { TableName } from '../../../site/loader/schemas/tables.ts';
import type { Names } from './names.ts';
import { type SeededRandom, shuffled } from './seeded-random.ts';

export type Cells = Record<string, string | number | undefined>;
export type Tables = Record<TableName, Cells[]>;

/** Of a hundred entries with a page of their own; near the proportions of the demonstration. */
const SHARES = {
  courses: 28,
  certificates: 20,
  rules: 18,
  majors: 14,
  programs: 10,
  institutions: 7,
  nodes: 3,
};
export type Counts = Record<keyof typeof SHARES, number>;

export function countsFor(entries: number): Counts {
  const counts = Object.entries(SHARES).map(([name, share]) => [
    name,
    Math.max(2, Math.round((entries * share) / 100)),
  ]);
  return Object.fromEntries(counts) as Counts;
}

const GRADES = ['五级/初级工', '四级/中级工', '三级/高级工', '二级/技师', '一级/高级技师'];
const SOURCE = '名称取自公开目录；其余为测量性能而设，不是事实';

/** The columns that every entry has. One in fifty is no longer in use. */
export function entity(code: string, name: string, cells: Cells, random: SeededRandom): Cells {
  return {
    code,
    name,
    status: random.chance(0.02) ? 'retired' : 'current',
    effectiveFrom: random.chance(0.5) ? '2024-09-01' : undefined,
    ...cells,
    source: SOURCE,
    sampleFields: Object.keys(cells).slice(0, 2).join('|'),
    updatedAt: `2026-${two(random.between(1, 9))}-${two(random.between(1, 28))}`,
  };
}

export const relation = (cells: Cells): Cells => ({ ...cells, source: SOURCE });

const two = (value: number) => String(value).padStart(2, '0');
export const coded = (prefix: string, index: number) =>
  `${prefix}${String(index + 1).padStart(5, '0')}`;
/** The list from its start again and again; from the second round on, names say which. */
export const nth = <T extends { name: string }>(list: readonly T[], index: number): T => {
  const item = list[index % list.length] as T;
  const round = Math.floor(index / list.length);
  return round === 0 ? item : { ...item, name: `${item.name}（${round + 1}）` };
};
export const listOf = (length: number, make: (index: number) => Cells) =>
  Array.from({ length }, (_, i) => make(i));

/** A course, and how often majors have it in their tables. */
export interface WeightedCourses {
  rows: Cells[];
  weights: number[];
}

export function makeCourses(names: Names, count: number, random: SeededRandom): WeightedCourses {
  const order = shuffled(names.courses, random);
  const weights: number[] = [];
  const rows = listOf(count, (index) => {
    const { name, weight } = nth(order, index);
    weights.push(weight);
    const credits = random.between(2, 12) / 2;
    const cells = {
      level: random.pick(LEVELS),
      frameworkLevel: random.between(3, 6),
      credits,
      hours: credits * 18,
      discipline: random.pick(['信息技术', '外国语言', '管理', '工程', '艺术', '医药', '农林']),
      nature: random.pick(COURSE_NATURES),
      learningOutcomes: `能说明${name}的基本概念|能运用${name}完成一项工作|能评价所得的结果`,
      aliases: random.chance(0.1) ? `${name}基础` : undefined,
    };
    return entity(coded('KC', index), name, cells, random);
  });
  return { rows, weights };
}

export function makeMajors(names: Names, count: number, random: SeededRandom): Cells[] {
  const order = shuffled(names.majors, random);
  return listOf(count, (index) => {
    const { code, name, category, class: family, level } = nth(order, index);
    const round = Math.floor(index / order.length);
    const totalCredits = level === '本科' ? 160 : 80;
    const cells = { category, class: family, level, totalCredits };
    const rest = { conversionCap: totalCredits * 0.4 };
    return entity(round === 0 ? code : `${code}-${round + 1}`, name, { ...cells, ...rest }, random);
  });
}

export function makeCertificates(
  names: Names,
  count: number,
  issuers: readonly Cells[],
  random: SeededRandom,
): Cells[] {
  const alone = shuffled(names.certificates, random);
  const families = shuffled(names.occupations, random);
  const single = Math.min(Math.ceil(count / 10), alone.length);
  return listOf(count, (index) => {
    const issuer = String(random.favourite(issuers)['code']);
    const code = coded('ZS', index);
    if (index < single) {
      const { name, kind } = nth(alone, index);
      return entity(code, name, { kind, issuer }, random);
    }
    const occupation = nth(families, Math.floor((index - single) / GRADES.length));
    const grade = GRADES[(index - single) % GRADES.length] ?? '';
    const cells = {
      kind: '职业技能等级',
      issuer,
      family: occupation.name,
      grade,
      occupationCode: occupation.code,
      validityMonths: random.chance(0.1) ? 36 : undefined,
    };
    return entity(code, `${occupation.name}（${grade.replace('/', '·')}）`, cells, random);
  });
}

/** National standards of occupations, which no bank makes more of by being larger. */
export function makeStandards(names: Names, random: SeededRandom): Cells[] {
  return names.occupations.slice(0, 500).map(({ code, name }) => {
    const category = random.pick(['专业技术人员', '生产制造及有关人员', '社会生活服务人员']);
    const cells = { occupationCode: code, category, edition: 2021, levels: GRADES.join('|') };
    return entity(`${code}-2021`, name, cells, random);
  });
}
