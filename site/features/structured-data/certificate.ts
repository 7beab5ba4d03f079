import { entityPath } from '../../loader/routes.ts';
import type { Certificate } from '../../loader/schemas/certificates.ts';
import type { Institution } from '../../loader/schemas/institutions.ts';
import {
  bankReference,
  fact,
  namedThing,
  type Reference,
  type Speaker,
  type Thing,
} from './thing.ts';

/** https://schema.org/EducationalOccupationalCredential, a kind of CreativeWork */
export interface CertificateData extends Thing {
  '@type': 'EducationalOccupationalCredential';
  credentialCategory?: string | undefined;
  educationalLevel?: string | undefined;
  /** Who issues it. */
  creator?: Reference | undefined;
  recognizedBy?: Reference | undefined;
  /** ISO 8601 duration. */
  validFor?: string | undefined;
}

/**
 * @param issuer as the catalog names it
 * @param recognized whether a rule in force takes the certificate
 */
export function certificateData(
  row: Certificate,
  issuer: Institution | undefined,
  recognized: boolean,
  speaker: Speaker,
): CertificateData {
  const months = fact(row, 'validityMonths');
  return {
    '@type': 'EducationalOccupationalCredential',
    ...namedThing(
      row,
      speaker.at(entityPath('certificates', row.code)),
      recognized
        ? '可以按转换规则换取标准课程的学分。'
        : '可以先存入学分银行，待有了适用的规则再转换。',
    ),
    credentialCategory: fact(row, 'kind'),
    educationalLevel: fact(row, 'grade'),
    creator:
      issuer === undefined || fact(row, 'issuer') === undefined
        ? undefined
        : {
            '@type': 'Organization',
            '@id': speaker.at(entityPath('institutions', issuer.code)),
            name: issuer.name,
          },
    recognizedBy: recognized ? bankReference(speaker) : undefined,
    validFor: months === undefined ? undefined : `P${months}M`,
  };
}
