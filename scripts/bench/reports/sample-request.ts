import { residentIdCheck } from '#domain/resident-id.ts';

const DAY_MS = 86_400_000;
const DAYS = 15_000;

/**
 * A body for `POST /api/v1/reports` about a person of whom there is only one among fifteen million:
 * sequence 000 of an ID number is never given out.
 */
export function sampleRequest(at: number, outcomes = 4): Record<string, unknown> {
  const born = new Date(Date.UTC(1960, 0, 1) + (at % DAYS) * DAY_MS);
  const area = 110_000 + Math.floor(at / DAYS);
  const first17 = `${area}${born.toISOString().slice(0, 10).replaceAll('-', '')}000`;
  return {
    type: 'certification',
    office: '浦东分部',
    holder: {
      name: `样例${'甲乙丙丁戊己庚辛壬癸'.charAt(at % 10)}${'子丑寅卯辰巳午未申酉'.charAt((at >> 4) % 10)}`,
      idType: 'resident-id',
      idNumber: `${first17}${residentIdCheck(first17)}`,
    },
    outcomes: Array.from({ length: outcomes }, (_, index) => ({
      category: 'academic',
      kind: 'course',
      title: `公司概况（${index + 1}）`,
      institution: '示例开放大学',
      code: `1077${index}`,
      major: '电子商务',
      level: '本科',
      credits: 3,
      score: '80',
      obtainedOn: '2020-07-06',
    })),
  };
}
