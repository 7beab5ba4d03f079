import type { RuleDetail } from '../../loader/links/rule-links.ts';
import { isSample } from '../../loader/row-state.ts';

/** One person studies one major at one node. */
interface Scope {
  node?: string | undefined;
  major?: string | undefined;
}

/**
 * The most credits that one person can get by these rules: each course once, each rule within its
 * cap, one rule of an exclusivity group, all of them open in one major at one node.
 * @param courses count these courses alone
 */
export function mostCredits(
  details: readonly RuleDetail[],
  courses?: ReadonlySet<string> | undefined,
): number {
  const totals = scopesOf(details).map((scope) =>
    bestChoice(
      details.filter((detail) => isOpen(detail, scope)),
      courses,
    ),
  );
  return Math.max(0, ...totals);
}

function scopesOf(details: readonly RuleDetail[]): Scope[] {
  const nodes = new Set(details.map(({ rule }) => rule.node));
  const majors = new Set(details.map(({ rule }) => rule.major));
  return [...nodes].flatMap((node) => [...majors].map((major) => ({ node, major })));
}

function isOpen({ rule }: RuleDetail, { node, major }: Scope): boolean {
  return (
    (rule.node === undefined || rule.node === node) &&
    (rule.major === undefined || rule.major === major)
  );
}

function bestChoice(
  details: readonly RuleDetail[],
  courses: ReadonlySet<string> | undefined,
): number {
  const free = details.filter(({ rule }) => rule.exclusivityGroup === undefined);
  const groups = Map.groupBy(
    details.filter(({ rule }) => rule.exclusivityGroup !== undefined),
    ({ rule }) => rule.exclusivityGroup,
  );
  // Group by group, keep the rule that adds most to what is already there.
  const chosen = [...free];
  for (const group of groups.values()) {
    const best = group
      .map((detail) => ({ detail, total: sum([...chosen, detail], courses) }))
      .toSorted((a, b) => b.total - a.total)[0];
    if (best) chosen.push(best.detail);
  }
  return sum(chosen, courses);
}

function sum(details: readonly RuleDetail[], courses: ReadonlySet<string> | undefined): number {
  const best = new Map<string, { detail: RuleDetail; credits: number }>();
  for (const detail of details) {
    for (const { course, credits } of detail.gains) {
      if (courses && !courses.has(course.code)) continue;
      if (credits > (best.get(course.code)?.credits ?? 0))
        best.set(course.code, { detail, credits });
    }
  }
  let total = 0;
  for (const [{ rule }, gains] of Map.groupBy(best.values(), (entry) => entry.detail)) {
    const granted = gains.reduce((all, { credits }) => all + credits, 0);
    total += Math.min(granted, rule.creditCap ?? granted);
  }
  return total;
}

/** Whether a sum of these rules' credits rests on an invented figure. */
export function restsOnSamples(details: readonly RuleDetail[]): boolean {
  return details.some(({ gains }) => gains.some((gain) => isSample(gain.row, 'credits')));
}
