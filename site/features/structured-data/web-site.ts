import type { Bank } from '#domain/bank.ts';
import type { Speaker, Thing } from './thing.ts';

/** https://schema.org/WebSite */
export interface WebSiteData extends Thing {
  '@type': 'WebSite';
  inLanguage: 'zh-CN';
  publisher: BankData;
  /** How to search it: https://schema.org/SearchAction */
  potentialAction: {
    '@type': 'SearchAction';
    target: { '@type': 'EntryPoint'; urlTemplate: string };
    'query-input': string;
  };
}

/** https://schema.org/EducationalOrganization */
interface BankData extends Thing {
  '@type': 'EducationalOrganization';
  logo: string;
  areaServed: string;
}

/** A demonstration's telephone, address and e-mail reach nobody: machines are not told of them. */
export function webSiteData(bank: Bank, { at }: Speaker): WebSiteData {
  return {
    '@type': 'WebSite',
    name: bank.name,
    alternateName: [bank.shortName],
    description: bank.purpose,
    url: at('/'),
    inLanguage: 'zh-CN',
    publisher: {
      '@type': 'EducationalOrganization',
      '@id': at('/'),
      name: bank.name,
      alternateName: [bank.englishName],
      url: at('/'),
      logo: at('/seal.svg'),
      areaServed: bank.province,
    },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${at('/search/')}?q={query}` },
      'query-input': 'required name=query',
    },
  };
}
