import { expect, test } from 'vitest';
import { seededRandom } from '../../../scripts/bench/content/seeded-random.ts';
import { makeHoldingSets } from '../../../scripts/bench/planner/make-holding-sets.ts';
import type { PlacesFile, RulesFile } from '../../../site/features/planner/planner-data.ts';
import { parseState } from '../../../site/features/planner/planner-state.ts';

const rules: RulesFile = {
  rules: Array.from({ length: 60 }, (_, index) => ({
    code: `R${index}`,
    inputs: [[{ kind: 'certificate', ref: `X${index}` }]],
    gains: [{ course: `K${index % 6}`, credits: 2 }],
    current: index > 0,
  })),
  certificates: {},
  courses: {},
};
const places: PlacesFile = {
  nodes: {},
  majors: {},
  courses: {},
  places: [['N1', 'M1', 80, 32, 'K1', 2, 'K2', 2]],
};

const make = (seed: number) => makeHoldingSets(rules, places, 40, seededRandom(seed));

test('sets have 1 to 20 holdings, all readable, none of a rule withdrawn', () => {
  const states = make(1).map(({ fragment }) => parseState(fragment));
  expect(states.every(({ unread }) => unread === undefined)).toBe(true);
  expect(new Set(states.map(({ holdings }) => holdings.length))).toEqual(
    new Set(Array.from({ length: 20 }, (_, index) => index + 1)),
  );
  expect(states.flatMap(({ holdings }) => holdings).some(({ ref }) => ref === 'X0')).toBe(false);
});

test('every other set is of one place', () => {
  const [, near] = make(1).map(({ withGoal }) => parseState(withGoal));
  expect(near?.goal).toBe('N1.M1');
  expect(near?.holdings.every(({ ref }) => [1, 2].includes(Number(ref.slice(1)) % 6))).toBe(true);
});

test('the same seed gives the same sets', () => {
  expect(make(3)).toEqual(make(3));
  expect(make(3)).not.toEqual(make(4));
});
