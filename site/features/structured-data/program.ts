import { entityPath } from '../../loader/routes.ts';
import type { Institution } from '../../loader/schemas/institutions.ts';
import type { Program } from '../../loader/schemas/programs.ts';
import { fact, namedThing, type Reference, type Speaker, type Thing } from './thing.ts';

/** A leisure program as https://schema.org/Course; it gives no credits, so none are told. */
export interface ProgramData extends Thing {
  '@type': 'Course';
  provider?: Reference | undefined;
  /** ISO 8601 duration. */
  timeRequired?: string | undefined;
  audience?: { '@type': 'Audience'; audienceType: string } | undefined;
}

export function programData(
  row: Program,
  provider: Institution | undefined,
  speaker: Speaker,
): ProgramData {
  const hours = fact(row, 'hours');
  const audience = fact(row, 'audience');
  return {
    '@type': 'Course',
    ...namedThing(
      row,
      speaker.at(entityPath('programs', row.code)),
      '文化休闲教育项目，学习经历只作记录，不转换为学历教育学分。',
    ),
    provider:
      provider === undefined || fact(row, 'provider') === undefined
        ? undefined
        : {
            '@type': 'Organization',
            '@id': speaker.at(entityPath('institutions', provider.code)),
            name: provider.name,
          },
    timeRequired: hours === undefined ? undefined : `PT${hours}H`,
    audience: audience === undefined ? undefined : { '@type': 'Audience', audienceType: audience },
  };
}
