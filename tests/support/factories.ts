import { residentIdCheck } from '#domain/resident-id.ts';

let made = 0;

/** A resident ID number of nobody: sequence 000 is never given out; the check digit is right. */
export function makeIdNumber(): string {
  made += 1;
  const birth = new Date(Date.UTC(1950, 0, 1) + made * 86_400_000).toISOString().slice(0, 10);
  const first17 = `110105${birth.replaceAll('-', '')}000`;
  return `${first17}${residentIdCheck(first17)}`;
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const GIVEN = '测试虚构样例甲乙丙丁戊己庚辛壬癸';

/** A name that no other test person has. */
export function makeName(): string {
  made += 1;
  const pick = (letters: string, at: number) => letters[at % letters.length] as string;
  return `${pick(SURNAMES, made)}${pick(GIVEN, made >> 4)}${pick(GIVEN, made >> 8)}${pick(GIVEN, made)}`;
}

export function makeHolder(
  overrides: Partial<Record<'name' | 'idType' | 'idNumber', string>> = {},
) {
  return { name: makeName(), idType: 'resident-id', idNumber: makeIdNumber(), ...overrides };
}

export function makeCourse(overrides: Record<string, unknown> = {}) {
  return {
    category: 'academic',
    kind: 'course',
    title: '公司概况',
    institution: '示例开放大学',
    code: '10771',
    major: '电子商务',
    level: '本科',
    credits: 3,
    score: '80',
    obtainedOn: '2020-07-06',
    ...overrides,
  };
}

/** A body for `POST /api/v1/reports` about a new person. */
export function makeRequest(
  overrides: Record<string, unknown> = {},
): Record<string, unknown> & { holder: ReturnType<typeof makeHolder> } {
  return {
    type: 'certification',
    office: '浦东分部',
    holder: makeHolder(),
    outcomes: [makeCourse()],
    ...overrides,
  };
}
