import { expect, test } from 'vitest';
import { coursesAlone } from '../../../site/features/catalogs/conversion-paths.ts';
import { entryState } from '../../../site/features/catalogs/entry-state.ts';
import { creditedPlaces, creditsAnywhere } from '../../../site/features/catalogs/places.ts';
import { bank, pageAt } from './built-site.ts';
import { textOf } from './read-html.ts';
import { linksOfEntry, siteLinks } from './site-links.ts';

const certificate = (code: string) => `/certificates/${code}/`;
const node = (code: string) => `/nodes/${code}/`;

/** The addresses of a catalog's whole list, 50 entries a page. */
const listPages = (catalog: string, total: number) =>
  Array.from({ length: Math.max(1, Math.ceil(total / 50)) }, (_, index) =>
    index === 0 ? `/${catalog}/` : `/${catalog}/page/${index + 1}/`,
  );

/** An entry's page, and the pages of its own for one of its sections. */
function pagesOf(address: string, section: string): string[] {
  const own = [...linksOfEntry(address)].filter((page) => page.startsWith(`${address}${section}/`));
  return [address, ...own.filter((page) => siteLinks.has(page))];
}

const details = bank.ruleDetails();
const certificatesOf = (detail: (typeof details)[number]) =>
  detail.alternatives.flat().flatMap((need) => need.certificate ?? []);

test('a certificate page says first what one person gets with it in one major', () => {
  const wrong = bank.certificates.filter(({ code }) => {
    const said = textOf(pageAt(certificate(code)));
    if (bank.coursesForCertificate(code).length === 0) {
      return !said.includes('暂无转换规则：可以先存入，待规则发布后再转换');
    }
    const { most } = creditsAnywhere(bank, code);
    const count = coursesAlone(bank, code).size;
    const worth = most > 0 ? `在一个专业里最多可得 ${most} 学分` : '目前没有网点的专业可以抵用';
    return !(said.includes(`对应 ${count} 门标准课程`) && said.includes(worth));
  });
  expect(wrong.map(({ code }) => code)).toEqual([]);
});

/** The number at the head of each cell with this label. */
function figures(html: string, label: string): number[] {
  return [
    ...html.matchAll(new RegExp(`<td[^>]*data-label="${label}"[^>]*>([\\s\\S]*?)</td>`, 'g')),
  ].map(([, cell = '']) => Number.parseFloat(textOf(cell)));
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
    for (const page of pagesOf(node(code), 'certificates')) check(page, pageAt(page));
  }
  for (const { code } of bank.certificates) {
    const pages = pagesOf(certificate(code), 'places').map(pageAt);
    const best = Math.max(0, ...pages.flatMap((html) => figures(html, MOST)));
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
            pageAt(certificate(code)).includes('"/downloads/#conversion-application"'))
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

test('a major page counts only the nodes that take people, and marks the others', () => {
  const closed = bank.nodes.filter((row) => !bank.inForce(row));
  expect(closed.length).toBeGreaterThan(0);
  for (const row of closed) {
    const { word } = entryState(row, '网点', bank.today);
    for (const { major } of bank.majorsForNode(row.code)) {
      const said = textOf(pageAt(`/majors/${major.code}/`));
      const open = bank.openNodesForMajor(major.code).length;
      expect(said).toContain(open > 0 ? `${open} 个高校网点开设` : '暂无高校网点开设');
      if (bank.nodesForMajor(major.code).length <= 12) expect(said).toContain(word);
    }
  }
});

test('no node promises more of a major than the major allows', () => {
  const over = bank.tables['node-majors'].filter(
    (row) => row.conversionCap > (bank.major(row.major)?.conversionCap ?? 0),
  );
  expect(over).toEqual([]);
});

test('a rule page says the rule in one sentence', () => {
  const silent = details.filter(
    (detail) =>
      !textOf(pageAt(`/rules/${detail.rule.code}/`)).includes(bank.ruleSentence(detail.rule)),
  );
  expect(silent.map((detail) => detail.rule.code)).toEqual([]);
});
