import { expect, test } from 'vitest';
import { bank } from './built-site.ts';
import { linksOfEntry, notLinked, siteLinks } from './site-links.ts';

const certificate = (code: string) => `/certificates/${code}/`;
const course = (code: string) => `/courses/${code}/`;
const rule = (code: string) => `/rules/${code}/`;
const node = (code: string) => `/nodes/${code}/`;
const major = (code: string) => `/majors/${code}/`;
const program = (code: string) => `/programs/${code}/`;
const institution = (code: string) => `/institutions/${code}/`;
const courseTable = (row: { node: string; major: string }) =>
  `/nodes/${row.node}/majors/${row.major}/`;

const details = bank.ruleDetails();
const certificatesOf = (detail: (typeof details)[number]) =>
  detail.alternatives.flat().flatMap((need) => need.certificate ?? []);

/** Pairs of addresses that lead to each other, and there are some to try. */
function expectLinked(pairs: readonly (readonly [string, string])[]): void {
  expect(pairs.length).toBeGreaterThan(0);
  expect(notLinked(pairs)).toEqual([]);
}

test('a link that is missing in one direction is noticed', () => {
  expect(notLinked([['/', '/404.html']])).toEqual(['/ → /404.html']);
});

test('a rule leads to its certificates, and back', () => {
  expectLinked(
    details.flatMap((detail) =>
      certificatesOf(detail).map(
        ({ code }) => [rule(detail.rule.code), certificate(code)] as const,
      ),
    ),
  );
});

test('a rule leads to the courses that it grants and asks for, and back', () => {
  expectLinked(
    details.flatMap((detail) =>
      [
        ...detail.gains.map((gain) => gain.course.code),
        ...detail.alternatives.flat().flatMap((need) => need.course?.code ?? []),
      ].map((code) => [rule(detail.rule.code), course(code)] as const),
    ),
  );
});

test('a rule for one node or one major leads there, and back', () => {
  const scoped = details.flatMap(({ rule: { code }, ...scope }) => [
    ...(scope.node ? [[rule(code), node(scope.node.code)] as const] : []),
    ...(scope.major ? [[rule(code), major(scope.major.code)] as const] : []),
  ]);
  expectLinked(scoped);
});

test('rules that exclude each other lead to each other', () => {
  const groups = Map.groupBy(bank.rules, (row) => row.exclusivityGroup);
  groups.delete(undefined);
  expectLinked(
    [...groups.values()].flatMap((group) =>
      group.slice(1).map((row, index) => [rule(row.code), rule(group[index]?.code ?? '')] as const),
    ),
  );
});

test('a certificate leads to each course it converts to today, and back', () => {
  expectLinked(
    details
      .filter(({ inForce }) => inForce)
      .flatMap((detail) =>
        certificatesOf(detail).flatMap(({ code }) =>
          detail.gains.map((gain) => [certificate(code), course(gain.course.code)] as const),
        ),
      ),
  );
});

test('a certificate leads to the nodes where it counts, and back', () => {
  expectLinked(
    bank.certificates.flatMap(({ code }) =>
      bank
        .placesForCertificate(code)
        .map((place) => [certificate(code), node(place.node.code)] as const),
    ),
  );
});

test('a node leads to its majors and to the course table of each, and back', () => {
  const offers = bank.tables['node-majors'];
  expectLinked(offers.map((row) => [node(row.node), courseTable(row)] as const));
  expectLinked(offers.map((row) => [major(row.major), courseTable(row)] as const));
  expect(offers.filter((row) => !linksOfEntry(major(row.major)).has(node(row.node)))).toEqual([]);
});

test('a course leads to the majors that contain it, and back', () => {
  const rows = bank.tables['major-courses'];
  expectLinked(rows.map((row) => [major(row.major), course(row.course)] as const));
});

test('a course leads to the nodes that have one like it, and back by their course tables', () => {
  const rows = bank.tables['node-courses'].flatMap(({ course: code, ...row }) =>
    code === undefined ? [] : [{ ...row, code }],
  );
  expect(rows.length).toBeGreaterThan(0);
  const lost = rows.filter(
    (row) =>
      !linksOfEntry(course(row.code)).has(node(row.node)) ||
      !linksOfEntry(courseTable(row)).has(course(row.code)),
  );
  expect(lost).toEqual([]);
});

test('an institution leads to what it issues, provides and runs, and back', () => {
  expectLinked(
    bank.certificates.flatMap(({ code, issuer }) =>
      issuer === undefined ? [] : [[certificate(code), institution(issuer)] as const],
    ),
  );
  expectLinked(
    bank.programs.map(({ code, provider }) => [program(code), institution(provider)] as const),
  );
  expectLinked(bank.nodes.map((row) => [node(row.code), institution(row.institution)] as const));
});

test('an entry that was replaced leads to its successor, and back', () => {
  const catalogs = ['courses', 'majors', 'certificates', 'programs', 'nodes', 'rules'] as const;
  expectLinked(
    catalogs.flatMap((name) =>
      bank[name].flatMap(({ code, supersededBy }) =>
        supersededBy === undefined
          ? []
          : [[`/${name}/${code}/`, `/${name}/${supersededBy}/`] as const],
      ),
    ),
  );
});

test('every entry is in the list of its catalog', () => {
  const lost = (
    ['courses', 'majors', 'certificates', 'programs', 'nodes', 'rules', 'institutions'] as const
  ).flatMap((name) => {
    const listed = new Set<string>();
    for (let page = 1; ; page += 1) {
      const address = page === 1 ? `/${name}/` : `/${name}/page/${page}/`;
      const links = siteLinks.get(address);
      if (links === undefined) break;
      for (const target of links.targets) listed.add(target);
    }
    return bank[name].map(({ code }) => `/${name}/${code}/`).filter((one) => !listed.has(one));
  });
  expect(lost).toEqual([]);
});
