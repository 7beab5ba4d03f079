import { compareGrades } from './compare-grades.ts';
import type {
  CertificateTerms,
  Doubt,
  Holding,
  Learner,
  PlannerInput,
  PlannerRule,
  Refusal,
} from './planner-types.ts';

/** What keeps something from counting, and what is not known. Both empty: it counts. */
export interface Terms {
  refusals: Refusal[];
  doubts: Doubt[];
}

/**
 * Whether a holding meets one need of a rule, the certificate's own terms included.
 * @param today `YYYY-MM-DD`
 */
export function checkHolding(
  holding: Holding,
  need: PlannerInput,
  terms: CertificateTerms,
  today: string,
): Terms {
  const found: Terms = { refusals: [], doubts: [] };
  checkIssueDate(holding, terms, today, found);
  checkScore(holding, Math.max(need.minimumScore ?? 0, terms.minimumScore ?? 0), found);
  if (need.minimumGrade !== undefined) checkGrade(holding, need.minimumGrade, found);
  // Whether a course elsewhere is the course meant is for people to say.
  if (need.kind === 'originalCourse') found.doubts.push('needs-judgement');
  return found;
}

function checkIssueDate(
  { issuedOn }: Holding,
  { validityMonths, issuedFrom, issuedTo }: CertificateTerms,
  today: string,
  found: Terms,
): void {
  if (validityMonths === undefined && issuedFrom === undefined && issuedTo === undefined) return;
  if (issuedOn === undefined) {
    found.doubts.push('issue-date-unknown');
    return;
  }
  if ((issuedFrom && issuedOn < issuedFrom) || (issuedTo && issuedOn > issuedTo)) {
    found.refusals.push('issued-outside-window');
  }
  if (validityMonths !== undefined && addMonths(issuedOn, validityMonths) < today) {
    found.refusals.push('expired');
  }
}

function checkScore({ score }: Holding, minimum: number, found: Terms): void {
  if (minimum === 0) return;
  if (score === undefined) found.doubts.push('score-unknown');
  else if (score < minimum) found.refusals.push('score-too-low');
}

function checkGrade({ grade }: Holding, minimum: string, found: Terms): void {
  const order = grade === undefined ? undefined : compareGrades(grade, minimum);
  if (order === undefined) found.doubts.push('grade-unknown');
  else if (order < 0) found.refusals.push('grade-too-low');
}

/** Whether a rule counts on a day, `YYYY-MM-DD`: current, and within its dates. */
export function isInForce(rule: PlannerRule, today: string): boolean {
  const { current, effectiveFrom = today, effectiveTo = today } = rule;
  return current && effectiveFrom <= today && today <= effectiveTo;
}

/** Whether a rule is for this person at all, on that day. */
export function checkLearner(rule: PlannerRule, learner: Learner, today: string): Terms {
  const found: Terms = { refusals: [], doubts: [] };
  const { cohortFrom, cohortTo, learnerGroup } = rule;
  if (!isInForce(rule, today)) found.refusals.push('rule-not-in-force');
  if (cohortFrom !== undefined || cohortTo !== undefined) {
    const { enrolledOn } = learner;
    if (enrolledOn === undefined) found.doubts.push('cohort-unknown');
    else if ((cohortFrom && enrolledOn < cohortFrom) || (cohortTo && enrolledOn > cohortTo)) {
      found.refusals.push('wrong-cohort');
    }
  }
  if (learnerGroup !== undefined) {
    const belongs = learner.groups?.[learnerGroup];
    if (belongs === undefined) found.doubts.push('learner-group-unknown');
    else if (!belongs) found.refusals.push('wrong-learner-group');
  }
  return found;
}

/** The same day so many months later, or the last of that month: 2024-01-31 + 1 → 2024-02-29. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}
