import { describe, expect, test } from 'vitest';
import {
  membersByDistrict,
  membersByParticipation,
} from '../../../site/features/about/alliance.ts';
import { layOutTiles } from '../../../site/features/map/district-tiles.ts';
import { standardPath } from '../../../site/loader/routes.ts';
import { bank, content, pageAt } from './built-site.ts';
import { startTags, textOf } from './read-html.ts';

const bankFile = content.bank;
if (!bankFile) throw new Error('bank.yaml cannot be read');
const { provinceCode, partners, outcomeTaxonomy } = bankFile;

const hrefs = (html: string) =>
  startTags(html).flatMap(({ attributes }) => attributes.get('href') ?? []);

/** Squares of the map that lead somewhere: address → what a screen reader says. */
function squares(html: string): Map<string, string> {
  const [, map = ''] = /<figure class="tile-map">([\s\S]*?)<\/figure>/.exec(html) ?? [];
  return new Map(
    startTags(map)
      .filter(({ name }) => name === 'a')
      .map(({ attributes }) => [attributes.get('href') ?? '', attributes.get('aria-label') ?? '']),
  );
}

describe('about', () => {
  const html = pageAt('/about/');
  const members = bank.institutionsInRole('alliance').filter((row) => bank.inForce(row));

  test('names each member of the alliance under its kind of participation', () => {
    expect(members.length).toBeGreaterThan(0);
    const groups = membersByParticipation(bank);
    expect(groups.flatMap((group) => group.members)).toHaveLength(members.length);
    for (const { key, members: list } of groups) {
      const [, , links = ''] =
        new RegExp(
          `<h3 class="kind">${key}(<|\\b)[\\s\\S]*?<ul class="members">([\\s\\S]*?)</ul>`,
        ).exec(html) ?? [];
      expect(hrefs(links).toSorted(), key).toEqual(
        list.map(({ code }) => `/institutions/${code}/`).toSorted(),
      );
    }
  });

  test('has a square for each district with members, which says how many and leads to them', () => {
    const found = squares(html);
    const places = membersByDistrict(bank, provinceCode);
    const map = layOutTiles(
      bank.districts,
      provinceCode,
      (code) => places.find(({ key }) => key === code)?.members.length ?? 0,
    );
    expect(map.tiles.length).toBe(16);
    const wanted = map.tiles
      .filter(({ count }) => count > 0)
      .map(({ code, label, count }) => [`#members-${code}`, `${label} ${count} 家`] as const);
    expect(wanted.length).toBeGreaterThan(0);
    expect(found).toEqual(new Map(wanted));
  });

  test('lists every member by district, on the map or not', () => {
    for (const { key, members: list } of membersByDistrict(bank, provinceCode)) {
      const [, line = ''] = new RegExp(`id="members-${key}">([\\s\\S]*?)</div>`).exec(html) ?? [];
      expect(textOf(line), key).toContain(list.map(({ name }) => name).join('、'));
    }
  });

  test('says who does what, where to ask, what happened when, and who the partners are', () => {
    const page = content.prose.pages.entries.find(({ slug }) => slug === 'about');
    const { departments = [], enquiries = [], milestones = [] } = page?.data ?? {};
    const said = textOf(html);
    expect(departments.length * enquiries.length * milestones.length * partners.length).not.toBe(0);
    for (const { name, duties } of departments) expect(said).toContain(`${name}${duties}`);
    for (const { question, desk } of enquiries) expect(said).toContain(`${question}${desk}`);
    for (const { date, text } of milestones) {
      expect(html).toContain(`datetime="${date}"`);
      expect(said).toContain(text);
    }
    for (const { name } of partners) expect(said).toContain(name);
  });
});

test('framework says what to hand in for each kind of outcome', () => {
  const html = pageAt('/framework/');
  const kinds = outcomeTaxonomy.flatMap((group) => Object.values(group.kinds));
  expect(kinds.length).toBeGreaterThan(0);
  for (const { zh, evidence = [] } of kinds) {
    expect(evidence.length, zh).toBeGreaterThan(0);
    const rows = [...html.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => textOf(row));
    const row = rows.find((text) => text.startsWith(zh) && evidence.every((e) => text.includes(e)));
    expect(row, zh).toBeDefined();
  }
});

test('a certificate and the standards of its occupation lead to each other', () => {
  const standards = hrefs(pageAt('/framework/standards/'));
  const pairs = bank.certificates.flatMap(({ code, occupationCode }) =>
    occupationCode === undefined
      ? []
      : bank.standardsForOccupation(occupationCode).map((standard) => ({ code, standard })),
  );
  expect(pairs.length).toBeGreaterThan(0);
  const lost = pairs.filter(
    ({ code, standard }) =>
      !standards.includes(`/certificates/${code}/`) ||
      !hrefs(pageAt(`/certificates/${code}/`)).includes(standardPath(standard.code)),
  );
  expect(lost).toEqual([]);
});

test('every standard is listed with its code and edition', () => {
  const said = textOf(pageAt('/framework/standards/'));
  const silent = bank.standards.filter(
    (row) => !said.includes(`${row.name}${row.occupationCode}，${row.edition} 年版`),
  );
  expect(silent).toEqual([]);
  expect(bank.standards.length).toBeGreaterThanOrEqual(60);
});

test('branches are found by district, with address and hours', () => {
  const html = pageAt('/branches/');
  const said = textOf(html);
  const found = squares(html);
  for (const row of bank.branches.filter((branch) => bank.inForce(branch))) {
    expect(found.has(`#district-${row.district}`), row.name).toBe(true);
    expect(said).toContain(row.address);
    expect(said).toContain(row.openingHours);
  }
});
