import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PAGED_CATALOGS } from '../../../site/loader/routes.ts';
import { bank, htmlFiles, movedPages, SITE, siteFiles } from './built-site.ts';
import { readHead } from './read-head.ts';

type Data = Record<string, unknown> & { '@type': string };

/** Required of each type that a page may describe, here or inside another. */
const REQUIRED: Record<string, readonly string[]> = {
  Answer: ['text'],
  Audience: ['audienceType'],
  BreadcrumbList: ['itemListElement'],
  CollegeOrUniversity: ['@id', 'name'],
  Corporation: ['@id', 'name'],
  Course: ['name', 'description', 'url'],
  CreativeWork: ['description'],
  DataCatalog: ['name', 'description', 'url', 'dataset'],
  DataDownload: ['encodingFormat', 'contentUrl'],
  Dataset: ['name', 'description', 'distribution'],
  EducationalOccupationalCredential: ['name', 'description', 'url'],
  EducationalOccupationalProgram: ['name', 'description', 'url'],
  EducationalOrganization: ['@id', 'name'],
  EntryPoint: ['urlTemplate'],
  FAQPage: ['mainEntity'],
  GovernmentOrganization: ['@id', 'name'],
  ListItem: ['position', 'name'],
  NewsArticle: ['headline', 'description', 'datePublished', 'dateModified', 'author', 'image'],
  Organization: ['@id', 'name'],
  Question: ['name', 'acceptedAnswer'],
  SearchAction: ['target', 'query-input'],
  WebSite: ['name', 'url', 'potentialAction'],
};

/** Properties that hold the address of a page or file. */
const ADDRESSES = ['@id', 'url', 'item', 'image', 'logo', 'contentUrl'];

function* thingsIn(value: unknown): Generator<Data> {
  if (Array.isArray(value)) for (const item of value) yield* thingsIn(item);
  else if (typeof value === 'object' && value !== null) {
    if ('@type' in value) yield value as Data;
    for (const part of Object.values(value)) yield* thingsIn(part);
  }
}

interface Page {
  blocks: readonly Data[];
  /** What the blocks add to the page as sent, in bytes. */
  cost: number;
}

const JSON_LD = /<script type="application\/ld\+json">[\s\S]*?<\/script>/g;

function readPage(file: string): Page {
  const html = readFileSync(path.join(SITE, file), 'utf8');
  const blocks = readHead(html).structuredData.map((text) => JSON.parse(text) as Data);
  const cost = gzipSync(html).length - gzipSync(html.replace(JSON_LD, '')).length;
  return { blocks, cost };
}

const pages: ReadonlyMap<string, Page> = new Map(
  htmlFiles.map((file) => [`/${file.replace(/index\.html$/, '')}`, readPage(file)]),
);
const home = pages.get('/')?.blocks.find((block) => block['@type'] === 'WebSite');
const origin = new URL(String(home?.['url'])).origin;

/** One line for each thing on any page that something is wrong with. */
function faults(faultOf: (thing: Data) => string | false | undefined): string[] {
  return [...pages].flatMap(([address, { blocks }]) =>
    [...thingsIn(blocks)].flatMap((thing) => {
      const fault = faultOf(thing);
      return fault ? [`${address} ${thing['@type']}: ${fault}`] : [];
    }),
  );
}

test('each block names schema.org as its vocabulary', () => {
  const wrong = [...pages].filter(([, { blocks }]) =>
    blocks.some((block) => block['@context'] !== 'https://schema.org'),
  );
  expect(wrong.map(([address]) => address)).toEqual([]);
});

test('each thing is of a known type and has what its type requires', () => {
  expect(
    faults((thing) => {
      const required = REQUIRED[thing['@type']];
      if (required === undefined) return 'an unknown type';
      return required.find((name) => thing[name] === undefined || thing[name] === '');
    }),
  ).toEqual([]);
});

test('each address on this site is absolute and leads somewhere', () => {
  expect(
    faults((thing) => {
      for (const name of ADDRESSES) {
        const value = thing[name];
        if (value === undefined) continue;
        const { origin: place, pathname } = new URL(String(value));
        if (place !== origin) return `${name} ${value} is not on this site`;
        const file = decodeURI(pathname).slice(1);
        if (!siteFiles.has(file) && !siteFiles.has(`${file}index.html`)) {
          return `${name} ${value} is not there`;
        }
      }
      return undefined;
    }),
  ).toEqual([]);
});

test('no value is empty, and dates and durations are ISO 8601', () => {
  const isDuration = /^P(\d+M|T\d+H)$/;
  expect(
    faults((thing) =>
      Object.entries(thing)
        .filter(
          ([name, value]) =>
            value === '' ||
            value === null ||
            (Array.isArray(value) && value.length === 0) ||
            (/^date/.test(name) && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) ||
            (/^(validFor|timeRequired)$/.test(name) && !isDuration.test(String(value))),
        )
        .map(([name]) => name)
        .join(),
    ),
  ).toEqual([]);
});

const TYPES = {
  courses: /^Course$/,
  majors: /^EducationalOccupationalProgram$/,
  certificates: /^EducationalOccupationalCredential$/,
  programs: /^Course$/,
  nodes: /^CollegeOrUniversity$/,
  rules: /^CreativeWork$/,
  institutions: /Organization$|^CollegeOrUniversity$|^Corporation$/,
} as const;

test.each(PAGED_CATALOGS)('the page of each of the %s says what it is about', (catalog) => {
  const silent = (bank[catalog] as { code: string; name: string }[]).filter(({ code, name }) => {
    const [data] = pages.get(`/${catalog}/${code}/`)?.blocks ?? [];
    return !(data && TYPES[catalog].test(data['@type']) && data['name'] === name);
  });
  expect(silent.map(({ code }) => code)).toEqual([]);
});

test('news, help, data and the home page say what they are', () => {
  const typesAt = (address: string) => pages.get(address)?.blocks.map((block) => block['@type']);
  const news = [...pages.keys()].filter(
    (address) => /^\/news\/[^/]+\/$/.test(address) && !movedPages.has(address),
  );
  expect(news.length).toBeGreaterThan(0);
  for (const address of news) expect(typesAt(address), address).toContain('NewsArticle');
  expect(typesAt('/help/')).toContain('FAQPage');
  expect(typesAt('/data/')).toContain('DataCatalog');
  expect(typesAt('/')).toEqual(['WebSite']);
});

test('each page but the home page says the way to it, from the home page on', () => {
  const wrong = [...pages].filter(([address, { blocks }]) => {
    if (address === '/') return false;
    const lists = blocks.filter((block) => block['@type'] === 'BreadcrumbList');
    const [first, ...others] = (lists[0]?.['itemListElement'] ?? []) as Data[];
    return !(
      lists.length === 1 &&
      first?.['item'] === `${origin}/` &&
      others.length > 0 &&
      others.every(({ position }, index) => position === index + 2)
    );
  });
  expect(wrong.map(([address]) => address)).toEqual([]);
});

test('on the page of an entry all this weighs at most 350 bytes', () => {
  const heavy = [...pages]
    .filter(([address]) => /^\/[a-z]+\/[^/]+\/$/.test(address))
    .filter(([address]) => PAGED_CATALOGS.some((catalog) => address.startsWith(`/${catalog}/`)))
    .filter(([, { cost }]) => cost > 350)
    .map(([address, { cost }]) => `${address} ${cost}`);
  expect(heavy).toEqual([]);
});
