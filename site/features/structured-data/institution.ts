import { entityPath } from '../../loader/routes.ts';
import type { Institution } from '../../loader/schemas/institutions.ts';
import { fact, namedThing, type Speaker, type Thing } from './thing.ts';

/** https://schema.org/Organization, or the kind of it that the category tells. */
export interface InstitutionData extends Thing {
  '@type':
    | 'CollegeOrUniversity'
    | 'EducationalOrganization'
    | 'GovernmentOrganization'
    | 'Corporation'
    | 'Organization';
  /** Its own site. */
  sameAs?: string | undefined;
}

/** The first whose words occur in the category. */
const KINDS: [words: RegExp, type: InstitutionData['@type']][] = [
  [/高等|大学|学院|高校|职业学校/, 'CollegeOrUniversity'],
  [/国家机关|政府/, 'GovernmentOrganization'],
  [/企业|公司/, 'Corporation'],
  [/教育|培训|学校|考试/, 'EducationalOrganization'],
];

export function institutionData(row: Institution, speaker: Speaker): InstitutionData {
  const category = fact(row, 'category') ?? '';
  const url = speaker.at(entityPath('institutions', row.code));
  return {
    '@type': KINDS.find(([words]) => words.test(category))?.[1] ?? 'Organization',
    '@id': url,
    ...namedThing(row, url, `${speaker.bank}机构名册中的机构。`),
    sameAs: fact(row, 'website'),
  };
}
