/**
 * Descriptions of pages for machines, in the words of schema.org, written as JSON-LD 1.1. What is
 * invented for the demonstration is never stated as a fact: such a value is left out, and an entry
 * whose very name is invented says so in its description.
 */
import { isSample } from '../../loader/row-state.ts';

/** https://schema.org/Thing. A property without a value is not written. */
export interface Thing {
  '@type': string;
  '@id'?: string | undefined;
  name?: string | undefined;
  alternateName?: readonly string[] | undefined;
  description?: string | undefined;
  identifier?: string | undefined;
  url?: string | undefined;
}

/** Another thing by its page alone. */
export interface Reference {
  '@type': string;
  '@id': string;
  name?: string | undefined;
}

/** The site that speaks: whose bank it is, and where its pages are. */
export interface Speaker {
  /** Name of the bank. */
  bank: string;
  /** Absolute address of a path: `/courses/KC0001/`. */
  at: (path: string) => string;
}

/** @param site origin of the public site, `Astro.site` */
export function speakerOf(bank: { name: string }, site: URL | undefined): Speaker {
  return { bank: bank.name, at: (path) => new URL(path, site).href };
}

/** The bank as an organisation: https://schema.org/EducationalOrganization. */
export function bankReference({ bank, at }: Speaker): Reference {
  return { '@type': 'EducationalOrganization', '@id': at('/'), name: bank };
}

interface Named {
  name: string;
  code: string;
  aliases: string[];
  sampleFields: string[];
}

/** The value of a field, unless it is invented. */
export function fact<R extends { sampleFields: string[] }, K extends keyof R & string>(
  row: R,
  field: K,
): R[K] | undefined {
  return isSample(row, field) ? undefined : row[field];
}

/** What every catalog entry says of itself. */
export function namedThing(row: Named, url: string, description: string) {
  const aliases = fact(row, 'aliases') ?? [];
  return {
    name: row.name,
    alternateName: aliases.length > 0 ? aliases : undefined,
    description: isSample(row, 'name') ? `演示用的示例，并非真实信息。${description}` : description,
    identifier: fact(row, 'code'),
    url,
  };
}
