import { expect, test } from 'vitest';
import {
  bestOf,
  holderCredits,
  jointWords,
  rulesAlone,
  rulesTogether,
} from '../../../site/features/catalogs/holder-credits.ts';
import type { RuleDetail, RuleNeed } from '../../../site/loader/links/rule-links.ts';

function need(code: string): RuleNeed {
  return {
    certificate: { code, name: code },
    name: code,
    row: { kind: 'certificate', ref: code },
  } as unknown as RuleNeed;
}

let made = 0;

/** Each inner list of `needs` is one way to meet the rule. */
function rule(needs: string[][], grants: Record<string, number>): RuleDetail {
  made += 1;
  return {
    rule: { code: `R${made}` },
    alternatives: needs.map((group) => group.map(need)),
    gains: Object.entries(grants).map(([code, credits]) => ({
      course: { code },
      credits,
      row: { sampleFields: [] },
    })),
  } as unknown as RuleDetail;
}

const own = rule([['A'], ['C']], { x: 3 });
const joint = rule([['A', 'B']], { y: 2 });

test('a rule that asks for a second certificate is apart from those that do not', () => {
  expect(rulesAlone([own, joint], 'A')).toEqual([own]);
  const others = rulesTogether([own, joint], 'A').map((entry) =>
    entry.others.map(({ name }) => name),
  );
  expect(others).toEqual([['B']]);
});

test('a certificate alone gives only what needs nothing else', () => {
  const credits = holderCredits([own, joint], 'A');
  expect(credits.most).toBe(3);
  expect(jointWords(credits)).toEqual(['另持有「B」可再得 2 学分']);
});

test('a certificate that gives nothing alone is said to give something together', () => {
  expect(jointWords(holderCredits([joint], 'A'))).toEqual(['另持有「B」可得 2 学分']);
});

test('a rule that can also be met by the certificate alone needs nothing else', () => {
  const credits = holderCredits([rule([['A', 'B'], ['A']], { x: 3 })], 'A');
  expect(credits).toMatchObject({ most: 3, joint: [] });
});

test('a second certificate that gives what the first gives already is not told', () => {
  expect(holderCredits([own, rule([['A', 'B']], { x: 2 })], 'A').joint).toEqual([]);
});

test('what is outside the courses, or above the cap, does not count', () => {
  expect(holderCredits([own, joint], 'A', new Set(['y']))).toMatchObject({
    most: 0,
    joint: [{ total: 2 }],
  });
  expect(holderCredits([own, joint], 'A', undefined, 5)).toMatchObject({
    most: 3,
    joint: [{ total: 5 }],
  });
  // A course is converted whole or not at all.
  expect(holderCredits([own, joint], 'A', undefined, 4)).toMatchObject({ most: 3, joint: [] });
});

test('places are never added up, and what is more at a lesser place is not told', () => {
  const here = holderCredits([own], 'A');
  const there = holderCredits([joint], 'A');
  expect(bestOf([here, there])).toMatchObject({ most: 3, joint: [] });
  expect(bestOf([there])).toMatchObject({ most: 0, joint: [{ total: 2 }] });
  expect(bestOf([])).toMatchObject({ most: 0, joint: [] });
});
