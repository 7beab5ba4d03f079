import { entityPath } from '../../loader/routes.ts';
import type { Institution } from '../../loader/schemas/institutions.ts';
import type { Node } from '../../loader/schemas/nodes.ts';
import { fact, namedThing, type Reference, type Speaker, type Thing } from './thing.ts';

/** https://schema.org/CollegeOrUniversity */
export interface NodeData extends Thing {
  '@type': 'CollegeOrUniversity';
  address?: string | undefined;
  telephone?: string | undefined;
  email?: string | undefined;
  parentOrganization?: Reference | undefined;
}

export function nodeData(
  row: Node,
  institution: Institution | undefined,
  speaker: Speaker,
): NodeData {
  const url = speaker.at(entityPath('nodes', row.code));
  return {
    '@type': 'CollegeOrUniversity',
    '@id': url,
    ...namedThing(row, url, `${speaker.bank}的高校网点，办理学分转换。`),
    address: fact(row, 'address'),
    telephone: fact(row, 'phone'),
    email: fact(row, 'email'),
    parentOrganization:
      institution === undefined || fact(row, 'institution') === undefined
        ? undefined
        : {
            '@type': 'EducationalOrganization',
            '@id': speaker.at(entityPath('institutions', institution.code)),
            name: institution.name,
          },
  };
}
