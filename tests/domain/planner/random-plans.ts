import fc from 'fast-check';
import type {
  CertificateTerms,
  Holding,
  Learner,
  PlannerInput,
  PlannerPlace,
  PlannerRule,
} from '#domain/planner/planner-types.ts';

export const TODAY = '2026-11-22';

/** All that a plan depends on: few of everything, so that things meet often. */
export interface RandomPlan {
  rules: PlannerRule[];
  holdings: Holding[];
  learner: Learner;
  terms: Record<string, CertificateTerms>;
  place: PlannerPlace;
}

const COURSES = ['A', 'B', 'C', 'D'];
// Two of them are the last day, and the day after, of 24 months.
const DATES = ['2019-12-31', '2022-06-01', '2024-11-21', '2024-11-22', '2025-09-01'];
/** `absent` times left out for each time that it is there. */
const maybe = <T>(value: fc.Arbitrary<T>, absent = 1) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: absent }, { arbitrary: value, weight: 1 });
const credits = (least: number, most: number) =>
  fc.integer({ min: least * 2, max: most * 2 }).map((halves) => halves / 2);

const OUTCOMES = [
  { kind: 'certificate', ref: 'X' },
  { kind: 'certificate', ref: 'Y' },
  { kind: 'certificate', ref: 'Z' },
  { kind: 'course', ref: 'K' },
  { kind: 'originalCourse', ref: '高等数学（一）' },
] as const;

const needArbitrary: fc.Arbitrary<PlannerInput> = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    minimumGrade: maybe(fc.constantFrom('良', '优'), 3),
    minimumScore: maybe(fc.constantFrom(60, 80), 3),
  })
  .map(({ outcome, ...conditions }) => ({ ...outcome, ...conditions }));

const ruleArbitrary = fc.record({
  inputs: fc.array(
    fc.uniqueArray(needArbitrary, {
      minLength: 1,
      maxLength: 2,
      selector: ({ kind, ref }) => kind + ref,
    }),
    { minLength: 1, maxLength: 2 },
  ),
  gains: fc
    .uniqueArray(fc.constantFrom(...COURSES, 'ELSEWHERE'), { minLength: 1, maxLength: 3 })
    .chain((courses) =>
      fc.tuple(
        ...courses.map((course) => credits(0.5, 5).map((each) => ({ course, credits: each }))),
      ),
    ),
  creditCap: maybe(credits(1, 8), 1),
  exclusivityGroup: maybe(fc.constantFrom('G', 'H'), 1),
  node: maybe(fc.constantFrom('N1', 'N2'), 4),
  major: maybe(fc.constantFrom('M1', 'M2'), 4),
  learnerGroup: maybe(fc.constantFrom('g', 'h'), 4),
  cohortFrom: maybe(fc.constantFrom(...DATES), 6),
  cohortTo: maybe(fc.constantFrom(...DATES), 6),
  current: fc.integer({ min: 0, max: 19 }).map((one) => one !== 5),
  effectiveFrom: maybe(fc.constantFrom('2020-01-01', TODAY, '2026-11-23'), 6),
  effectiveTo: maybe(fc.constantFrom('2026-11-21', TODAY, '2030-01-01'), 6),
});

const holdingArbitrary = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  grade: maybe(fc.constantFrom('中', '良', '优')),
  score: maybe(fc.constantFrom(59, 60, 90)),
  issuedOn: maybe(fc.constantFrom(...DATES)),
});

export const planArbitrary: fc.Arbitrary<RandomPlan> = fc.record({
  rules: fc
    .array(ruleArbitrary, { minLength: 1, maxLength: 5, size: 'max' })
    .map((rules) => rules.map((rule, index) => ({ code: `R${index}`, ...rule }))),
  holdings: fc
    .array(holdingArbitrary, { minLength: 1, maxLength: 4, size: 'max' })
    .map((list) => list.map(({ outcome, ...rest }, at) => ({ id: `${at}`, ...outcome, ...rest }))),
  learner: fc.record({
    enrolledOn: maybe(fc.constantFrom(...DATES)),
    groups: fc.dictionary(fc.constantFrom('g', 'h'), fc.boolean(), { maxKeys: 2 }),
  }),
  terms: fc.dictionary(
    fc.constantFrom('X', 'Y'),
    fc.record({
      validityMonths: maybe(fc.constantFrom(24, 60), 2),
      minimumScore: maybe(fc.constant(60), 3),
      issuedFrom: maybe(fc.constant('2020-01-01'), 3),
      issuedTo: maybe(fc.constant('2025-01-01'), 3),
    }),
    { maxKeys: 2 },
  ),
  place: fc.record({ cap: credits(0, 14) }).map(({ cap }) => ({
    node: 'N1',
    major: 'M1',
    courses: COURSES.map((course) => ({ course, credits: 4 })),
    cap,
    total: 80,
  })),
});
