import type { PlacesFile, RulesFile } from '../../../site/features/planner/planner-data.ts';
import { formatState } from '../../../site/features/planner/planner-state.ts';
import type { SeededRandom } from '../content/seeded-random.ts';

/** One question to the planner, as the fragment of its address. */
export interface HoldingSet {
  fragment: string;
  /** The same with a place to plan backwards for. */
  withGoal: string;
}

/**
 * Sets of 1 to 20 holdings, as many of each size: every other one of things that rules name at
 * random, the rest of what rules ask for courses of one place, as one learns for one trade.
 */
export function makeHoldingSets(
  { rules }: RulesFile,
  { places }: PlacesFile,
  count: number,
  random: SeededRandom,
): HoldingSet[] {
  const current = rules.filter((rule) => rule.current);
  return Array.from({ length: count }, (_, index) => {
    const size = 1 + (index % 20);
    const [node, major, , , ...table] = random.pick(places);
    const courses = new Set(table.filter((cell) => typeof cell === 'string'));
    const near = current.filter(({ gains }) => gains.some(({ course }) => courses.has(course)));
    const pool = index % 2 === 1 && near.length > 0 ? near : current;
    const holdings = new Map<string, { kind: 'certificate' | 'course'; ref: string }>();
    for (let tries = 0; holdings.size < size && tries < size * 10; tries++) {
      const { kind, ref } = random.pick(random.pick(random.pick(pool).inputs));
      if (kind !== 'originalCourse') holdings.set(`${kind} ${ref}`, { kind, ref });
    }
    const state = {
      holdings: [...holdings.values()].map((each, id) => ({ ...each, id: String(id) })),
      learner: { enrolledOn: random.chance(0.5) ? '2024-09-01' : undefined, groups: {} },
      places: [],
    };
    return {
      fragment: formatState(state),
      withGoal: formatState({ ...state, goal: `${node}.${major}` }),
    };
  });
}
