import type { NodeMajorLine } from '../../loader/links/major-links.ts';
import { entityPath } from '../../loader/routes.ts';
import { isSample } from '../../loader/row-state.ts';
import type { Major } from '../../loader/schemas/majors.ts';
import { fact, namedThing, type Reference, type Speaker, type Thing } from './thing.ts';

/** More providers than this are for the page to tell. */
const PROVIDERS = 3;

/** https://schema.org/EducationalOccupationalProgram */
export interface MajorData extends Thing {
  '@type': 'EducationalOccupationalProgram';
  educationalCredentialAwarded?: string | undefined;
  numberOfCredits?: number | undefined;
  provider?: readonly Reference[] | undefined;
}

/** @param offers the nodes that offer the major today */
export function majorData(
  row: Major,
  offers: readonly NodeMajorLine[],
  speaker: Speaker,
): MajorData {
  const providers = offers
    .filter((offer) => !isSample(offer.row, 'node') && !isSample(offer.row, 'major'))
    .map(({ node }) => ({
      '@type': 'CollegeOrUniversity',
      '@id': speaker.at(entityPath('nodes', node.code)),
      name: node.name,
    }));
  return {
    '@type': 'EducationalOccupationalProgram',
    ...namedThing(
      row,
      speaker.at(entityPath('majors', row.code)),
      `${row.level}专业，部分课程可以用学习成果转换。`,
    ),
    educationalCredentialAwarded: fact(row, 'level'),
    numberOfCredits: fact(row, 'totalCredits'),
    provider: providers.length > 0 && providers.length <= PROVIDERS ? providers : undefined,
  };
}
