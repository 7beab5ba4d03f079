import type { Use } from './find-uses.ts';

/** A use among the others of its part, by index. */
export interface PlannedUse {
  use: Use;
  /** Tenths of credits it may still grant. */
  cap: number;
  /** Uses that cannot stand beside it: of the same rule, or of its group with the same outcome. */
  conflicts: readonly number[];
  /** Index of the last course that it, or a use in conflict with it, could grant. */
  lastTouched: number;
}

export interface PlannedCourse {
  course: string;
  options: readonly { use: number; credits: number }[];
}

/** Courses and uses that have to be decided together. */
export interface Part {
  courses: readonly PlannedCourse[];
  uses: readonly PlannedUse[];
}

/** Falls apart what is independent: no course and no conflict in common. */
export function parts(uses: readonly Use[], open?: ReadonlySet<string>): Part[] {
  if (uses.length === 0) return [];
  const useful = uses.filter(({ rule }) => rule.gains.some(({ course }) => isOpen(course, open)));
  const conflicts = useful.map((one, index) =>
    useful.flatMap((other, at) => (at !== index && inConflict(one, other) ? [at] : [])),
  );
  const root = useful.map((_, index) => index);
  const find = (index: number): number => {
    const up = root[index] ?? index;
    return up === index ? index : find(up);
  };
  const join = (a: number, b: number) => {
    root[find(a)] = find(b);
  };
  const firstOf = new Map<string, number>();
  for (const [index, { rule }] of useful.entries()) {
    for (const other of conflicts[index] ?? []) join(index, other);
    for (const { course } of rule.gains) {
      if (!isOpen(course, open)) continue;
      const first = firstOf.get(course);
      if (first === undefined) firstOf.set(course, index);
      else join(index, first);
    }
  }
  const members = Map.groupBy(useful.keys(), find);
  return [...members.values()].map((indices) => partOf(indices, useful, conflicts, open));
}

function partOf(
  indices: readonly number[],
  useful: readonly Use[],
  conflicts: readonly (readonly number[])[],
  open: ReadonlySet<string> | undefined,
): Part {
  const place = new Map(indices.map((index, at) => [index, at]));
  const options = new Map<string, { use: number; credits: number }[]>();
  for (const [at, index] of indices.entries()) {
    for (const { course, credits } of useful[index]?.rule.gains ?? []) {
      if (!isOpen(course, open)) continue;
      const list = options.get(course) ?? [];
      list.push({ use: at, credits });
      options.set(course, list);
    }
  }
  const courses = [...options].map(([course, list]) => ({ course, options: list }));
  const last = indices.map(() => -1);
  for (const [at, { options: list }] of courses.entries()) {
    for (const { use } of list) last[use] = at;
  }
  const planned = indices.map((index, at) => {
    const use = useful[index] as Use;
    const others = (conflicts[index] ?? []).flatMap((other) => place.get(other) ?? []);
    return {
      use,
      cap:
        use.rule.creditCap === undefined
          ? Number.POSITIVE_INFINITY
          : Math.round(use.rule.creditCap * 10),
      conflicts: others,
      // An uncapped use without rivals hinders nothing: it need not be remembered.
      lastTouched: Math.max(
        use.rule.creditCap === undefined ? -1 : (last[at] ?? -1),
        ...others.map((other) => last[other] ?? -1),
      ),
    };
  });
  return { courses, uses: planned };
}

/** Whether two uses may not stand side by side: of one rule, or of one group with one outcome. */
export function inConflict(one: Use, other: Use): boolean {
  if (one.rule.code === other.rule.code) return true;
  if (one.rule.exclusivityGroup === undefined) return false;
  if (one.rule.exclusivityGroup !== other.rule.exclusivityGroup) return false;
  return one.holdings.some(({ id }) => other.holdings.some((holding) => holding.id === id));
}

function isOpen(course: string, open: ReadonlySet<string> | undefined): boolean {
  return open === undefined || open.has(course);
}
