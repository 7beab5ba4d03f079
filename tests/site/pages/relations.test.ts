import { expect, test } from 'vitest';
import { coursesAlone } from '../../../site/features/catalogs/conversion-paths.ts';
import { creditedPlaces, creditsAnywhere } from '../../../site/features/catalogs/places.ts';
import { bank, pageAt } from './built-site.ts';
import { startTags, textOf } from './read-html.ts';

const links = new Map<string, Set<string>>();

/** Whether the page at one address links to another. */
function leads(from: string, to: string): boolean {
  const known =
    links.get(from) ??
    new Set(startTags(pageAt(from)).flatMap(({ attributes }) => attributes.get('href') ?? []));
  links.set(from, known);
  return known.has(to);
}

/** `from → to` for each pair that is not linked, in either direction. */
function missing(pairs: Iterable<readonly [string, string]>): string[] {
  return [...pairs].flatMap(([a, b]) => [
    ...(leads(a, b) ? [] : [`${a} → ${b}`]),
    ...(leads(b, a) ? [] : [`${b} → ${a}`]),
  ]);
}

const certificate = (code: string) => `/certificates/${code}/`;
const course = (code: string) => `/courses/${code}/`;
const rule = (code: string) => `/rules/${code}/`;
const node = (code: string) => `/nodes/${code}/`;
const major = (code: string) => `/majors/${code}/`;
const institution = (code: string) => `/institutions/${code}/`;

/** The addresses of a catalog's whole list, 50 entries a page. */
const listPages = (catalog: string, total: number) =>
  Array.from({ length: Math.max(1, Math.ceil(total / 50)) }, (_, index) =>
    index === 0 ? `/${catalog}/` : `/${catalog}/page/${index + 1}/`,
  );

const details = bank.ruleDetails();
const certificatesOf = (detail: (typeof details)[number]) =>
  detail.alternatives.flat().flatMap((need) => need.certificate ?? []);

test('there are rules to try', () => {
  expect(details.length).toBeGreaterThan(0);
});

test('a rule, its certificates and its courses lead to each other', () => {
  const pairs = details.flatMap((detail) => [
    ...certificatesOf(detail).map(
      ({ code }) => [rule(detail.rule.code), certificate(code)] as const,
    ),
    ...detail.gains.map((gain) => [rule(detail.rule.code), course(gain.course.code)] as const),
  ]);
  expect(missing(pairs)).toEqual([]);
});

test('a certificate and each course it converts to today lead to each other', () => {
  const pairs = details
    .filter(({ inForce }) => inForce)
    .flatMap((detail) =>
      certificatesOf(detail).flatMap(({ code }) =>
        detail.gains.map((gain) => [certificate(code), course(gain.course.code)] as const),
      ),
    );
  expect(missing(pairs)).toEqual([]);
});

test('a certificate page says first what one person gets with it in one major', () => {
  const wrong = bank.certificates.filter(({ code }) => {
    const said = textOf(pageAt(certificate(code)));
    if (bank.coursesForCertificate(code).length === 0) {
      return !said.includes('暂无转换规则：可以先存入，待规则发布后再转换');
    }
    const { most } = creditsAnywhere(bank, code);
    const count = coursesAlone(bank, code).size;
    return !(
      said.includes(`对应 ${count} 门标准课程`) &&
      said.includes(`在一个专业里最多可得 ${most} 学分`)
    );
  });
  expect(wrong.map(({ code }) => code)).toEqual([]);
});

/** The number at the head of each cell with this label. */
function figures(html: string, label: string): number[] {
  return [
    ...html.matchAll(new RegExp(`<td[^>]*data-label="${label}"[^>]*>([\\s\\S]*?)</td>`, 'g')),
  ].map(([, cell = '']) => Number.parseInt(textOf(cell), 10));
}

const MOST = '单个专业最多';

test('no page promises more credits for a certificate than its own page', () => {
  const wrong: string[] = [];
  const check = (page: string, html: string) => {
    for (const [row] of html.matchAll(/<tr>[\s\S]*?<\/tr>/g)) {
      const code = /href="\/certificates\/([^"/]+)\/"/.exec(row)?.[1];
      const [figure] = figures(row, MOST);
      if (code === undefined || figure === undefined || Number.isNaN(figure)) continue;
      if (figure > creditsAnywhere(bank, code).most) wrong.push(`${page}: ${code} ${figure}`);
    }
  };
  for (const { code } of bank.nodes) {
    check(code, pageAt(node(code)));
    if (leads(node(code), `${node(code)}certificates/`)) {
      check(code, pageAt(`${node(code)}certificates/`));
    }
  }
  for (const { code } of bank.certificates) {
    const best = Math.max(0, ...figures(pageAt(certificate(code)), MOST));
    if (best !== creditsAnywhere(bank, code).most) wrong.push(`${code}: ${best} at its best node`);
  }
  expect(wrong).toEqual([]);
});

test('the list of certificates gives the figure of each certificate page', () => {
  const html = listPages('certificates', bank.certificates.length).map(pageAt).join('');
  const rows = [...html.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => row);
  const wrong = bank.certificates.filter(({ code }) => {
    const row = rows.find((one) => one.includes(`href="${certificate(code)}"`)) ?? '';
    const [figure = Number.NaN] = figures(row, MOST);
    return bank.coursesForCertificate(code).length > 0
      ? figure !== creditsAnywhere(bank, code).most
      : !row.includes('暂无规则');
  });
  expect(wrong.map(({ code }) => code)).toEqual([]);
});

test('a certificate page says what to bring, and leads to the form', () => {
  const silent = bank
    .ruleDetails()
    .filter(({ inForce }) => inForce)
    .flatMap((detail) => certificatesOf(detail).map(({ code }) => ({ code, detail })))
    .filter(
      ({
        code,
        detail: {
          rule: { evidence },
        },
      }) => {
        const said = textOf(pageAt(certificate(code)));
        return !(
          said.includes('下一步') &&
          evidence.every((item) => said.includes(item)) &&
          (!evidence.includes('《学分转换申请表》') ||
            leads(certificate(code), '/downloads/#conversion-application'))
        );
      },
    );
  expect(silent.map(({ code }) => code)).toEqual([]);
});

test('a major is counted once where several nodes offer it', () => {
  const said = textOf(pageAt(certificate('NCRE-1')));
  const [, nodes, majors] = /(\d+) 个高校网点可以抵用，涉及 (\d+) 个专业/.exec(said) ?? [];
  const open = creditedPlaces(bank, 'NCRE-1').filter((place) => place.open);
  expect(Number(majors)).toBe(new Set(open.map((place) => place.major.code)).size);
  expect(Number(nodes)).toBe(new Set(open.map((place) => place.node.code)).size);
  expect(Number(majors)).toBeLessThanOrEqual(bank.majors.length);
});

test('no node promises more of a major than the major allows', () => {
  const over = bank.tables['node-majors'].filter(
    (row) => row.conversionCap > (bank.major(row.major)?.conversionCap ?? 0),
  );
  expect(over).toEqual([]);
});

test('a node and its majors lead to each other, and to their course table', () => {
  const offers = bank.tables['node-majors'];
  const table = (row: (typeof offers)[number]) => `/nodes/${row.node}/majors/${row.major}/`;
  expect(missing(offers.map((row) => [node(row.node), table(row)] as const))).toEqual([]);
  expect(missing(offers.map((row) => [major(row.major), table(row)] as const))).toEqual([]);
  expect(offers.filter((row) => !leads(major(row.major), node(row.node)))).toEqual([]);
});

test('a course and the majors that contain it lead to each other', () => {
  const rows = bank.tables['major-courses'];
  expect(missing(rows.map((row) => [major(row.major), course(row.course)] as const))).toEqual([]);
});

test('a course of a node and the bank course it corresponds to lead to each other', () => {
  const lost = bank.tables['node-courses'].filter(
    (row) =>
      row.course !== undefined &&
      !(
        leads(`/nodes/${row.node}/majors/${row.major}/`, course(row.course)) &&
        leads(course(row.course), node(row.node))
      ),
  );
  expect(lost).toEqual([]);
});

test('a certificate and the nodes where it counts lead to each other', () => {
  const pairs = bank.certificates.flatMap(({ code }) =>
    bank.placesForCertificate(code).map((place) => ({ code, node: place.node.code })),
  );
  expect(pairs.length).toBeGreaterThan(0);
  const lost = pairs.filter((pair) => {
    const [here, all] = [node(pair.node), `${node(pair.node)}certificates/`];
    const listed = leads(here, all)
      ? leads(all, certificate(pair.code))
      : leads(here, certificate(pair.code));
    return !(leads(certificate(pair.code), here) && listed);
  });
  expect(lost).toEqual([]);
});

test('an institution and what it issues, provides and runs lead to each other', () => {
  const pairs = [
    ...bank.certificates.flatMap(({ code, issuer }) =>
      issuer === undefined ? [] : [[certificate(code), institution(issuer)] as const],
    ),
    ...bank.programs.map(
      ({ code, provider }) => [`/programs/${code}/`, institution(provider)] as const,
    ),
    ...bank.nodes.map((row) => [node(row.code), institution(row.institution)] as const),
  ];
  expect(missing(pairs)).toEqual([]);
});

test('an entry that was replaced leads to its successor, and back', () => {
  const catalogs = ['courses', 'majors', 'certificates', 'programs', 'nodes', 'rules'] as const;
  const pairs = catalogs.flatMap((name) =>
    bank[name].flatMap(({ code, supersededBy }) =>
      supersededBy === undefined
        ? []
        : [[`/${name}/${code}/`, `/${name}/${supersededBy}/`] as const],
    ),
  );
  expect(pairs.length).toBeGreaterThan(0);
  expect(missing(pairs)).toEqual([]);
});

test('a rule page says the rule in one sentence', () => {
  const silent = details.filter(
    (detail) => !textOf(pageAt(rule(detail.rule.code))).includes(bank.ruleSentence(detail.rule)),
  );
  expect(silent.map((detail) => detail.rule.code)).toEqual([]);
});

test('every entry is in the list of its catalog', () => {
  const lost = (
    ['courses', 'majors', 'certificates', 'programs', 'nodes', 'rules', 'institutions'] as const
  ).flatMap((name) => {
    const pages = listPages(name, bank[name].length);
    return bank[name]
      .map(({ code }) => `/${name}/${code}/`)
      .filter((address) => !pages.some((page) => leads(page, address)));
  });
  expect(lost).toEqual([]);
});
