import { COURSE_NATURES } from '../../../site/loader/schemas/courses.ts';
import { type Cells, relation, type WeightedCourses } from './entities.ts';
import type { SeededRandom } from './seeded-random.ts';

const COURSES_PER_MAJOR = 16;
const MAJORS_PER_NODE = 4;

/** Draws courses as often as real course tables hold them. */
export function courseDrawer({ rows, weights }: WeightedCourses, random: SeededRandom) {
  let sum = 0;
  const sums = weights.map((weight) => (sum += weight));
  return (): Cells => {
    const target = random.next() * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return rows[low] as Cells;
  };
}

/** Up to `count` different things. */
function different(count: number, draw: () => Cells): Cells[] {
  const found = new Set<Cells>();
  for (let tries = 0; found.size < count && tries < count * 5; tries++) found.add(draw());
  return [...found];
}

export function makeMajorCourses(
  majors: readonly Cells[],
  drawCourse: () => Cells,
  random: SeededRandom,
): Cells[] {
  return majors.flatMap(({ code }) =>
    different(COURSES_PER_MAJOR, drawCourse).map((course) =>
      relation({
        major: code,
        course: course['code'],
        nature: random.pick(COURSE_NATURES),
        credits: course['credits'],
        term: random.between(1, 6),
      }),
    ),
  );
}

export function makeNodeMajors(
  nodes: readonly Cells[],
  majors: readonly Cells[],
  random: SeededRandom,
): Cells[] {
  return nodes.flatMap((node) =>
    different(MAJORS_PER_NODE, () => random.favourite(majors)).map((major) => {
      const credits = Number(major['totalCredits']);
      const byNode = (credits * Number(node['conversionCap'])) / 100;
      const conversionCap = Math.floor(Math.min(byNode, Number(major['conversionCap'])));
      return relation({ node: node['code'], major: major['code'], credits, conversionCap });
    }),
  );
}

/** A node teaches the courses of the major under names and codes of its own. */
export function makeNodeCourses(
  nodeMajors: readonly Cells[],
  majorCourses: readonly Cells[],
  courses: readonly Cells[],
  random: SeededRandom,
): Cells[] {
  const tableOf = Map.groupBy(majorCourses, ({ major }) => major);
  const nameOf = new Map(courses.map(({ code, name }) => [code, name]));
  return nodeMajors.flatMap(({ node, major }) =>
    (tableOf.get(major) ?? []).map(({ course, credits }, index) =>
      relation({
        node,
        major,
        code: `K${index + 1}`,
        name: `${nameOf.get(course)}${random.chance(0.3) ? '（一）' : ''}`,
        course: random.chance(0.85) ? course : undefined,
        credits,
      }),
    ),
  );
}

/** A short name for every tenth course: its first two characters and its code. */
export function makeSynonyms(courses: readonly Cells[]): Cells[] {
  return courses
    .filter((_, index) => index % 10 === 0)
    .map(({ code, name }) => ({
      term: `${String(name).slice(0, 2)}${code}`,
      meaning: name,
      source: '测量用，非真实说法',
    }));
}
