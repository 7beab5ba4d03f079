import { expect, test } from 'vitest';
import { mostCredits } from '../../../site/features/catalogs/most-credits.ts';
import type { RuleDetail } from '../../../site/loader/links/rule-links.ts';

interface Given {
  grants: Record<string, number>;
  cap?: number;
  group?: string;
  node?: string;
  major?: string;
  learners?: string;
  from?: string;
  to?: string;
}

let made = 0;

function rule({ grants, cap, group, node, major, learners, from, to }: Given): RuleDetail {
  made += 1;
  return {
    rule: {
      code: `R${made}`,
      creditCap: cap,
      exclusivityGroup: group,
      node,
      major,
      learnerGroup: learners,
      cohortFrom: from,
      cohortTo: to,
    },
    alternatives: [],
    gains: Object.entries(grants).map(([code, credits]) => ({ course: { code }, credits })),
  } as unknown as RuleDetail;
}

test('no rule, no credits', () => {
  expect(mostCredits([])).toBe(0);
});

test('different courses add up', () => {
  expect(mostCredits([rule({ grants: { a: 3 } }), rule({ grants: { b: 2 } })])).toBe(5);
});

test('a course counts once, by the rule that grants most', () => {
  expect(mostCredits([rule({ grants: { a: 3 } }), rule({ grants: { a: 4 } })])).toBe(4);
});

test('a rule grants no more than its cap, in whole courses', () => {
  expect(mostCredits([rule({ grants: { a: 3, b: 3 }, cap: 6 })])).toBe(6);
  expect(mostCredits([rule({ grants: { a: 3, b: 3 }, cap: 4 })])).toBe(3);
});

test('a course that another rule can grant leaves room under a cap', () => {
  const rules = [rule({ grants: { a: 3, b: 3 }, cap: 3 }), rule({ grants: { a: 2.5 } })];
  expect(mostCredits(rules)).toBe(5.5);
});

test('no more than may be converted, in whole courses', () => {
  const rules = [rule({ grants: { a: 3, b: 4 } })];
  expect(mostCredits(rules, undefined, 5)).toBe(4);
});

test('of an exclusivity group, the best rule counts', () => {
  const rules = [
    rule({ grants: { a: 3 }, group: 'g' }),
    rule({ grants: { b: 5 }, group: 'g' }),
    rule({ grants: { c: 1 } }),
  ];
  expect(mostCredits(rules)).toBe(6);
});

test('within a group, a rule that adds to the rest is better than a larger one that repeats it', () => {
  const rules = [
    rule({ grants: { a: 5 } }),
    rule({ grants: { a: 4 }, group: 'g' }),
    rule({ grants: { b: 2 }, group: 'g' }),
  ];
  expect(mostCredits(rules)).toBe(7);
});

test('rules of two nodes, or of two majors, are not added up', () => {
  const rules = [
    rule({ grants: { a: 3 } }),
    rule({ grants: { b: 2 }, node: 'n1' }),
    rule({ grants: { c: 4 }, node: 'n2' }),
    rule({ grants: { d: 1 }, major: 'm1' }),
  ];
  expect(mostCredits(rules)).toBe(8);
});

test('rules for two groups of learners are not added up', () => {
  const rules = [
    rule({ grants: { a: 3 } }),
    rule({ grants: { b: 2 }, learners: '非英语专业学生' }),
    rule({ grants: { c: 4 }, learners: '英语专业学生' }),
  ];
  expect(mostCredits(rules)).toBe(7);
});

test('rules for intakes that never meet are not added up; those that overlap are', () => {
  const early = rule({ grants: { a: 3 }, to: '2024-08-31' });
  const late = rule({ grants: { b: 2 }, from: '2024-09-01' });
  expect(mostCredits([early, late])).toBe(3);
  const open = rule({ grants: { b: 2 }, from: '2022-09-01' });
  expect(mostCredits([early, open])).toBe(5);
});

test('two exclusivity groups are chosen from together', () => {
  const rules = [
    rule({ grants: { a: 3, b: 1 }, group: 'g' }),
    rule({ grants: { c: 3 }, group: 'g' }),
    rule({ grants: { a: 3 }, group: 'h' }),
  ];
  expect(mostCredits(rules)).toBe(6);
});

test('courses that do not count here are left out', () => {
  expect(mostCredits([rule({ grants: { a: 3, b: 2 } })], new Set(['b']))).toBe(2);
});
