/**
 * What the planner works on: rules, places and what a person holds, as plain data. Credits are
 * bank credits with at most one decimal; dates are `YYYY-MM-DD`. Codes are those of the catalogs.
 */
export type OutcomeKind = 'certificate' | 'course' | 'originalCourse';

/** One thing a rule asks for. */
export interface PlannerInput {
  kind: OutcomeKind;
  /** Code of a certificate or standard course; the title of an original course. */
  ref: string;
  minimumGrade?: string | undefined;
  minimumScore?: number | undefined;
}

/** A conversion rule. `node`, `major`, `learnerGroup` and the cohort narrow whom it is for. */
export interface PlannerRule {
  code: string;
  /** Any one of the outer lists is enough; all within an inner list are needed. */
  inputs: readonly (readonly PlannerInput[])[];
  /** Credits granted in the end, ratio included. */
  gains: readonly CourseCredits[];
  creditCap?: number | undefined;
  /** Rules of one group may not use the same outcome twice. */
  exclusivityGroup?: string | undefined;
  node?: string | undefined;
  major?: string | undefined;
  learnerGroup?: string | undefined;
  cohortFrom?: string | undefined;
  cohortTo?: string | undefined;
  /** Whether it has been neither withdrawn nor replaced. Others are kept to say why they grant nothing. */
  current: boolean;
  effectiveFrom?: string | undefined;
  effectiveTo?: string | undefined;
}

export interface CourseCredits {
  course: string;
  credits: number;
}

/** What a certificate itself demands before any rule may use it. */
export interface CertificateTerms {
  validityMonths?: number | undefined;
  minimumScore?: number | undefined;
  issuedFrom?: string | undefined;
  issuedTo?: string | undefined;
}

/** One major at one node. */
export interface PlannerPlace {
  node: string;
  major: string;
  /** Its courses and what each is worth there. */
  courses: readonly CourseCredits[];
  /** The most credits that may be converted, every cap of node and major taken together. */
  cap: number;
  /** Credits to graduate. */
  total: number;
}

/** Something a person has. `id` tells two of a kind apart. */
export interface Holding {
  id: string;
  kind: OutcomeKind;
  /** As `PlannerInput.ref`. */
  ref: string;
  grade?: string | undefined;
  score?: number | undefined;
  issuedOn?: string | undefined;
}

/** What rules ask about the person. What is left out is unknown, not false. */
export interface Learner {
  enrolledOn?: string | undefined;
  /** Learner groups the person has said yes or no to. */
  groups?: Readonly<Record<string, boolean>> | undefined;
}

/** Why a holding does not count by a rule. */
export type Refusal =
  | 'expired'
  | 'issued-outside-window'
  | 'score-too-low'
  | 'grade-too-low'
  | 'wrong-cohort'
  | 'wrong-learner-group'
  | 'rule-not-in-force'
  | 'something-missing'
  | 'course-not-in-major'
  | 'course-covered-already'
  | 'already-used'
  | 'rule-cap-reached'
  | 'cap-reached';

/** What must be known, or judged by a person, before a rule is sure to apply. */
export type Doubt =
  | 'issue-date-unknown'
  | 'score-unknown'
  | 'grade-unknown'
  | 'cohort-unknown'
  | 'learner-group-unknown'
  | 'needs-judgement';
