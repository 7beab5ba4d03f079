import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  membersByDistrict,
  membersByParticipation,
} from '../../../site/features/about/alliance.ts';
import { layOutTiles } from '../../../site/features/map/district-tiles.ts';
import { buildDay, isPublished } from '../../../site/loader/is-published.ts';
import { standardPath } from '../../../site/loader/routes.ts';
import { bank, content, htmlOf, pageAt } from './built-site.ts';
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

const published = <K extends 'guides' | 'help' | 'news' | 'downloads'>(kind: K) =>
  content.prose[kind].entries.filter(({ data }) => isPublished(data, buildDay()));

test('a guide says what to bring before anything else, and names form, time and place', () => {
  for (const { slug, data } of published('guides')) {
    const html = pageAt(`/guides/${slug}/`);
    const said = textOf(html);
    const [first] = [...html.matchAll(/<h2[^>]*>([\s\S]*?)<\/h2>/g)].map(([, h = '']) => textOf(h));
    expect(first, slug).toMatch(/^要带什么/);
    for (const part of [data, ...(data.variants ?? [])]) {
      expect(part.materials.length * part.steps.length, slug).toBeGreaterThan(0);
      for (const text of [...part.materials, part.time, part.where]) {
        expect(said, slug).toContain(text);
      }
      for (const step of part.steps) expect(said, slug).toContain(`${step.title}${step.text}`);
    }
  }
});

test('every form that a guide asks for can be downloaded from it', () => {
  const forms = new Map(published('downloads').map(({ slug, data }) => [data.title, slug]));
  let asked = 0;
  for (const { slug, data } of published('guides')) {
    const links = hrefs(pageAt(`/guides/${slug}/`));
    for (const { materials } of [data, ...(data.variants ?? [])]) {
      for (const [, form = ''] of materials.join('').matchAll(/《([^》]+)》/g)) {
        asked += 1;
        expect(links, `${slug}: ${form}`).toContain(`/downloads/#${forms.get(form)}`);
      }
    }
  }
  expect(asked).toBeGreaterThan(5);
});

test('the processes that a credit bank has are all there', () => {
  const guides = published('guides');
  const find = (title: string) => guides.find(({ data }) => data.title === title)?.data;
  for (const title of [
    '申请开户',
    '申请认定',
    '存入学习成果',
    '使用学分',
    '申请学习成果认证报告',
  ]) {
    expect(find(title), title).toBeDefined();
  }
  expect(find('双证融通')?.variants).toHaveLength(4);
  expect(
    find('申请认定')
      ?.variants?.map(({ title }) => title)
      .join(),
  ).toContain('复议');
  expect(textOf(pageAt('/guides/open-account/'))).toMatch(/30 天[\s\S]*服务协议/);
});

test('every answer has an address, stands under its topic and is short', () => {
  const html = pageAt('/help/');
  const answers = published('help');
  expect(answers.length).toBeGreaterThanOrEqual(30);
  const sections = html.split('<section class="section">').slice(1);
  for (const { slug, data, body } of answers) {
    const section = sections.find((text) => text.includes(`id="${slug}"`)) ?? '';
    expect(textOf(/<h2[\s\S]*?<\/h2>/.exec(section)?.[0] ?? ''), slug).toBe(data.category);
    expect(body.match(/[。？！]/g)?.length ?? 0, slug).toBeLessThanOrEqual(5);
  }
  const headings = sections.map((text) => textOf(/<h2[\s\S]*?<\/h2>/.exec(text)?.[0] ?? ''));
  expect(headings).toEqual(bankFile.categories.help);
});

test('each document says its type, size, version, date and whole digest', () => {
  const html = pageAt('/downloads/');
  for (const { slug, data } of published('downloads')) {
    const item = html.slice(html.indexOf(`id="${slug}"`)).split('</li><li class="sheet"')[0] ?? '';
    const bytes = readFileSync(`${content.directory}/downloads/${data.file}`);
    const said = textOf(item);
    expect(said).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect(said).toContain(`第 ${data.version} 版`);
    expect(said).toMatch(/\d (B|KB|MB)/);
    expect(said).toContain(data.file.split('.').at(-1)?.toUpperCase());
    expect(item).toContain(`datetime="${data.publishedAt}"`);
  }
});

test('one can read the news from the latest to the first, and by category', () => {
  const news = published('news');
  const newest = news.toSorted((a, b) => (a.data.publishedAt < b.data.publishedAt ? 1 : -1))[0];
  const olderThan = (address: string) =>
    startTags(pageAt(address))
      .find(({ attributes }) => attributes.get('rel') === 'prev')
      ?.attributes.get('href');
  const read = [`/news/${newest?.slug}/`];
  for (const address of read) {
    const older = olderThan(address);
    if (older !== undefined && read.length <= news.length) read.push(older);
  }
  expect(read.toSorted()).toEqual(news.map(({ slug }) => `/news/${slug}/`).toSorted());
  for (const { slug, data } of news) {
    const list = `/news/category/${data.category}/`;
    expect(hrefs(pageAt(`/news/${slug}/`))).toContain(encodeURI(list));
    expect(hrefs(pageAt(list))).toContain(`/news/${slug}/`);
  }
});

test('the page for a wrong address is in Chinese, searches without a script and says what to try', () => {
  const html = htmlOf('404.html');
  const form = startTags(html).find(({ name }) => name === 'form')?.attributes;
  expect(form?.get('action')).toBe('/search/');
  expect(form?.get('method')).toBe('get');
  expect(textOf(html)).toMatch(/没有这个页面[\s\S]*可以这样试/);
});
