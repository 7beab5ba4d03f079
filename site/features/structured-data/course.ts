import { entityPath } from '../../loader/routes.ts';
import type { Course } from '../../loader/schemas/courses.ts';
import {
  bankReference,
  fact,
  namedThing,
  type Reference,
  type Speaker,
  type Thing,
} from './thing.ts';

/** https://schema.org/Course */
export interface CourseData extends Thing {
  '@type': 'Course';
  provider: Reference;
  courseCode?: string | undefined;
  educationalLevel?: string | undefined;
  numberOfCredits?: number | undefined;
  teaches?: readonly string[] | undefined;
  /** ISO 8601 duration. */
  timeRequired?: string | undefined;
}

export function courseData(row: Course, speaker: Speaker): CourseData {
  const { identifier, ...named } = namedThing(
    row,
    speaker.at(entityPath('courses', row.code)),
    `${speaker.bank}的标准课程，学习成果可以按规则转换为它的学分。`,
  );
  const hours = fact(row, 'hours');
  const outcomes = fact(row, 'learningOutcomes') ?? [];
  return {
    '@type': 'Course',
    ...named,
    courseCode: identifier,
    provider: bankReference(speaker),
    educationalLevel: fact(row, 'level'),
    numberOfCredits: fact(row, 'credits'),
    teaches: outcomes.length > 0 ? outcomes : undefined,
    timeRequired: hours === undefined ? undefined : `PT${hours}H`,
  };
}
