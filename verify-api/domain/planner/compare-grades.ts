/** Ladders of grades, lowest first. What stands on none of them, people must compare. */
const LADDERS: readonly (readonly string[])[] = [
  ['不合格', '合格', '良好', '优秀'],
  ['不及格', '及格', '中', '良', '优'],
  ['初级', '中级', '高级', '正高级'],
  ['初级工', '中级工', '高级工', '技师', '高级技师'],
  ['D', 'C', 'B', 'A'],
];

/** Level five is the lowest of 职业技能等级, level one the highest. */
const SKILL_LEVELS = /^([一二三四五])级(?:[/／].*)?$/;

/**
 * Below, equal or above zero as `grade` is lower than, the same as or higher than `minimum`;
 * undefined when they cannot be compared. 一级 to 五级 are compared only in the writing of skill
 * levels (三级/高级工): in other examinations level two stands above level one.
 */
export function compareGrades(grade: string, minimum: string): number | undefined {
  const a = tidy(grade);
  const b = tidy(minimum);
  if (a === b) return 0;
  const workers = [skillLevel(a), skillLevel(b)] as const;
  if (workers[0] !== undefined && workers[1] !== undefined) return workers[0] - workers[1];
  for (const ladder of LADDERS) {
    const [low, high] = [ladder.indexOf(a), ladder.indexOf(b)];
    if (low >= 0 && high >= 0) return low - high;
  }
  return undefined;
}

/** The grades of the ladder on which this one stands, lowest first; empty when it is on none. */
export function ladderOf(grade: string): readonly string[] {
  return LADDERS.find((ladder) => ladder.includes(tidy(grade))) ?? [];
}

function tidy(grade: string): string {
  return grade.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
}

function skillLevel(grade: string): number | undefined {
  if (!/工|技师/.test(grade)) return undefined;
  const match = SKILL_LEVELS.exec(grade);
  return match ? '五四三二一'.indexOf(match[1] ?? '') : LADDERS[3]?.indexOf(grade);
}
