import { expect, test } from 'vitest';
import {
  formatState,
  MOST_HOLDINGS,
  MOST_PLACES,
  type PlannerState,
  parseState,
} from '../../../../site/features/planner/planner-state.ts';

const STATE: PlannerState = {
  holdings: [
    { id: '0', kind: 'certificate', ref: 'CET-4', score: 430.5, issuedOn: '2024-06-01' },
    { id: '1', kind: 'course', ref: 'KC0001' },
    { id: '2', kind: 'originalCourse', ref: '高等数学~一 100%&#', grade: '良' },
  ],
  learner: { enrolledOn: '2024-09-01', groups: { 非英语专业学生: true, 网络教育学生: false } },
  places: ['WD01.530701', 'WD02.530302'],
  goal: 'WD01.530701',
};

test('what is entered comes back from the address', () => {
  expect(parseState(`#${formatState(STATE)}`)).toEqual(STATE);
});

test('an empty address is an empty plan', () => {
  expect(parseState('')).toEqual({
    holdings: [],
    learner: { enrolledOn: undefined, groups: {} },
    places: [],
    goal: undefined,
  });
});

test.each([
  ['an unknown kind', 'h=x~CET-4'],
  ['no code', 'h=c~'],
  ['a code too long', `h=c~${'1'.repeat(201)}`],
])('%s is left out', (_, fragment) => {
  expect(parseState(fragment).holdings).toEqual([]);
});

test('dates that are none and scores that are no numbers are left out', () => {
  const { holdings, learner } = parseState('h=c~CET-4~~abc~2024-13-01&e=2024-02-30');
  expect(holdings).toEqual([{ id: '0', kind: 'certificate', ref: 'CET-4' }]);
  expect(learner.enrolledOn).toBeUndefined();
});

test('has limits', () => {
  const many = Array.from({ length: 100 }, (_, index) => `h=c~X${index}&p=N${index}.M`).join('&');
  const { holdings, places } = parseState(many);
  expect(holdings).toHaveLength(MOST_HOLDINGS);
  expect(places).toHaveLength(MOST_PLACES);
});
