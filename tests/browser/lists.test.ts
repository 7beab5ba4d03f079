import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bank } from '../site/pages/built-site.ts';
import { axeFaults, EVERYTHING } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
const WIDE = { viewport: { width: 1280, height: 900 } };
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

const courses = bank.courses;
const countOf = (test: (course: (typeof courses)[number]) => boolean) =>
  courses.filter(test).length;
const [LEVEL = '', OTHER_LEVEL = ''] = [...Map.groupBy(courses, ({ level }) => level)]
  .toSorted(([, a], [, b]) => b.length - a.length)
  .map(([level]) => level);

const box = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: new RegExp(`^${name}\\s*\\d`) });
const caption = (page: Page) => page.locator('table.data caption').innerText();
const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);

/** What the table shows, a row a line, marks and states left out. */
async function rowsOf(page: Page): Promise<string[][]> {
  return page.locator('table.data tbody tr').evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map((cell) => {
        const copy = cell.cloneNode(true) as Element;
        for (const mark of copy.querySelectorAll('.sample, .badge')) mark.remove();
        const parts = [...copy.querySelectorAll('.part')].map((part) => part.textContent);
        return parts.filter(Boolean).join('；');
      }),
    ),
  );
}

/** The file that the page offers, without its header and the columns of marks. */
async function download(page: Page): Promise<{ name: string; lines: string[][] }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载此表' }).click();
  const file = await waiting;
  const text = await readFile(await file.path(), 'utf8');
  const [header = [], ...lines]: string[][] = parse(text, { bom: true });
  const shown = await page.locator('table.data thead th').allInnerTexts();
  expect(header.slice(0, shown.length)).toEqual(shown);
  return {
    name: file.suggestedFilename(),
    lines: lines.map((line) => line.slice(0, shown.length)),
  };
}

/** Everything on this page and on those that follow it. */
async function allRows(page: Page): Promise<string[][]> {
  const rows = await rowsOf(page);
  const next = page.getByRole('link', { name: '下一页' });
  while ((await next.count()) > 0) {
    const before = page.url();
    await next.click();
    await expect.poll(() => page.url()).not.toBe(before);
    rows.push(...(await rowsOf(page)));
  }
  return rows;
}

describe('with JavaScript', () => {
  test('several facets at once, each value with the count that choosing it would give', async () => {
    const { page, close } = await openPage(browser, WIDE);
    await page.goto(`${product.url}/courses/`);
    await page
      .getByRole('link', { name: new RegExp(`^${LEVEL}`) })
      .first()
      .click();
    await expect
      .poll(() => caption(page))
      .toContain(`共 ${countOf(({ level }) => level === LEVEL)} `);
    await box(page, OTHER_LEVEL).click();
    await box(page, '必修').click();
    const both = countOf(
      ({ level, nature }) => [LEVEL, OTHER_LEVEL].includes(level) && nature === '必修',
    );
    await expect.poll(() => caption(page)).toContain(`共 ${both} `);
    expect(query(page)).toContain(`level=${LEVEL}`);
    expect(query(page)).toContain(`level=${OTHER_LEVEL}`);
    expect(query(page)).toContain('nature=必修');

    for (const nature of ['选修', '实践']) {
      const count = countOf(
        (course) => [LEVEL, OTHER_LEVEL].includes(course.level) && course.nature === nature,
      );
      expect(await box(page, nature).textContent()).toBe(`${nature}${count}`);
    }
    const alone = countOf(({ level, nature }) => level === OTHER_LEVEL && nature === '必修');
    expect(await box(page, OTHER_LEVEL).textContent()).toBe(`${OTHER_LEVEL}${alone}`);
    expect(await box(page, OTHER_LEVEL).getAttribute('aria-checked')).toBe('true');
    expect(await page.getByRole('status').innerText()).toBe(`找到 ${both} 门课程`);

    await page.getByRole('link', { name: `去掉层次：${LEVEL}` }).click();
    await expect.poll(() => caption(page)).toContain(`共 ${alone} `);
    await page.getByRole('link', { name: '清除全部' }).click();
    await expect.poll(() => caption(page)).toContain(`共 ${courses.length} `);
    expect(page.url()).toBe(`${product.url}/courses/`);
    await close();
  });

  test('the address says it all: back and forward, opened anew, without a reload', async () => {
    const { page, close } = await openPage(browser, WIDE);
    await page.goto(`${product.url}/courses/nature/${encodeURI('必修')}/`);
    await page.evaluate('window.stayed = true');
    await box(page, LEVEL)
      .or(page.getByRole('link', { name: new RegExp(`^${LEVEL}`) }))
      .first()
      .click();
    const narrow = await expectCaption(
      page,
      ({ level, nature }) => level === LEVEL && nature === '必修',
    );
    await page.getByRole('link', { name: '学分从多到少' }).click();
    await expect.poll(() => query(page)).toContain('sort=credits');
    expect(await page.locator('th[aria-sort]').innerText()).toBe('学分');
    await page.getByRole('link', { name: '第 2 页' }).click();
    await expect.poll(() => query(page)).toContain('page=2');
    const second = await rowsOf(page);
    const address = page.url();

    await page.goBack();
    await page.goBack();
    await expect.poll(() => query(page)).not.toContain('sort');
    expect(await caption(page)).toBe(narrow);
    await page.goBack();
    await expect
      .poll(() => caption(page))
      .toContain(`共 ${countOf(({ nature }) => nature === '必修')} `);
    expect(new URL(page.url()).search).toBe('');
    await page.goForward();
    await expect.poll(() => caption(page)).toBe(narrow);
    expect(await page.evaluate('window.stayed')).toBe(true);

    await page.goto(address);
    await expect.poll(() => rowsOf(page)).toEqual(second);
    expect(await page.title()).toContain(`标准课程：${LEVEL}、必修`);
    await close();
  });

  async function expectCaption(page: Page, wanted: (course: (typeof courses)[number]) => boolean) {
    await expect.poll(() => caption(page)).toContain(`共 ${countOf(wanted)} `);
    return caption(page);
  }

  test('the keyboard alone ticks, sorts and pages, and never loses its place', async () => {
    const { page, close } = await openPage(browser, WIDE);
    await page.goto(`${product.url}/courses/`);
    const focused = () =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText.trim() ?? '');
    const tabTo = async (wanted: RegExp) => {
      for (let presses = 0; presses < 60 && !wanted.test(await focused()); presses++) {
        await page.keyboard.press('Tab');
      }
      expect(await focused()).toMatch(wanted);
    };
    await page.getByRole('searchbox', { name: '在此表中查找' }).focus();
    await tabTo(new RegExp(`^${LEVEL}`));
    await expect.poll(() => box(page, LEVEL).count()).toBe(1);
    await page.keyboard.press('Space');
    await expectCaption(page, ({ level }) => level === LEVEL);
    expect(await focused()).toMatch(new RegExp(`^${LEVEL}`));
    await page.keyboard.press('Enter');
    await expectCaption(page, () => true);

    await page.locator('table.data').scrollIntoViewIfNeeded();
    await tabTo(/^学分$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('th[aria-sort=descending]').innerText()).toBe('学分');
    expect(await focused()).toBe('学分');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('th[aria-sort=ascending]').innerText()).toBe('学分');
    expect(query(page)).toBe('?sort=-credits');

    await tabTo(/^2$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => query(page)).toContain('page=2');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-result'))).toBe(
      true,
    );
    await close();
  });

  test('a text finds names, codes and aliases while one types', async () => {
    const { page, close } = await openPage(browser, PHONE);
    await page.goto(`${product.url}/certificates/`);
    const field = page.getByRole('searchbox', { name: '在此表中查找' });
    await field.pressSequentially('NCRE一级');
    await expect.poll(() => caption(page)).toContain('共 1 张证书');
    expect((await rowsOf(page))[0]?.[0]).toBe('全国计算机等级考试一级');
    expect(query(page)).toBe('?q=NCRE一级');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.goBack();
    await expect.poll(() => caption(page)).toContain(`共 ${bank.certificates.length} `);
    expect(await field.inputValue()).toBe('');
    await close();
  });

  test('with nothing found, each way out says how much it leads to', async () => {
    const { page, close } = await openPage(browser, PHONE);
    const level = encodeURIComponent(LEVEL);
    await page.goto(`${product.url}/courses/?level=${level}&q=${encodeURIComponent('没有这门课')}`);
    const out = page.getByRole('link', { name: '不限“没有这门课”' });
    await out.waitFor();
    const count = countOf((course) => course.level === LEVEL);
    expect(await page.locator('.empty').innerText()).toContain(`：${count} 门课程`);
    await out.click();
    await expect.poll(() => caption(page)).toContain(`共 ${count} `);
    await close();
  });

  test('the file holds exactly what is shown, on all pages, in its order', async () => {
    const { page, close } = await openPage(browser, { ...WIDE, acceptDownloads: true });
    await page.goto(`${product.url}/courses/?level=${encodeURIComponent(LEVEL)}&sort=-credits`);
    await page.getByRole('link', { name: '去掉层次' }).waitFor();
    const { name, lines } = await download(page);
    expect(name).toBe(`标准课程：${LEVEL}.csv`);
    expect(lines.length).toBe(countOf(({ level }) => level === LEVEL));
    expect(lines).toEqual(await allRows(page));
    await close();
  });

  test('when the file of the list cannot be had, the links lead to the pages as built', async () => {
    const { page, close } = await openPage(browser, { ...WIDE, expectedErrors: /ERR_FAILED/ });
    await page.route('**/list.json', (route) => route.abort());
    await page.goto(`${product.url}/courses/?level=x`);
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('筛选用的数据没有取到');
    await page
      .getByRole('link', { name: new RegExp(`^${LEVEL}`) })
      .first()
      .click();
    await page.waitForURL(`**/courses/level/${encodeURI(LEVEL)}/`);
    expect(await caption(page)).toContain(`共 ${countOf(({ level }) => level === LEVEL)} `);
    await close();
  });

  test('nothing is fetched before it is used, and one small script is all there is', async () => {
    const { page, close } = await openPage(browser, WIDE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${product.url}/courses/`, { waitUntil: 'networkidle' });
    expect(asked.filter((path) => path.endsWith('.json'))).toEqual([]);
    await page.getByRole('searchbox', { name: '在此表中查找' }).focus();
    await expect.poll(() => asked).toContain('/courses/list.json');
    await close();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing with the filters open, in %s',
    async (colorScheme) => {
      const { page, close } = await openPage(browser, { ...PHONE, colorScheme, bypassCSP: true });
      await page.goto(`${product.url}/certificates/`);
      await page.getByText('筛选', { exact: true }).click();
      await box(page, '有转换规则').click();
      await page.locator('.facet details summary').first().click();
      await page.getByText('排序：').click();
      expect(await axeFaults(page, EVERYTHING)).toEqual([]);
      const small = await page
        .locator('.facet a, .chosen a, .orders a')
        .evaluateAll((links) =>
          links
            .filter((link) => link.checkVisibility() && link.getBoundingClientRect().height < 44)
            .map((link) => link.textContent),
        );
      expect(small).toEqual([]);
      await close();
    },
  );
});

describe('without JavaScript', () => {
  test('one facet, an order and pages are links, and so is the file', async () => {
    const { page, close } = await openPage(browser, {
      ...PHONE,
      javaScriptEnabled: false,
      acceptDownloads: true,
    });
    await page.goto(`${product.url}/courses/`);
    expect(await page.getByRole('searchbox', { name: '在此表中查找' }).isVisible()).toBe(false);
    await page.getByText('筛选', { exact: true }).click();
    await page.getByRole('link', { name: new RegExp(`^${LEVEL}`) }).click();
    expect(await page.locator('h1').innerText()).toBe(`标准课程：${LEVEL}`);
    expect(await page.locator('.orders').isVisible()).toBe(false);
    const rows = await allRows(page);
    expect(rows.length).toBe(countOf(({ level }) => level === LEVEL));
    await page.goto(`${product.url}/courses/level/${encodeURI(LEVEL)}/`);
    const { name, lines } = await download(page);
    expect(name).toBe(`标准课程：${LEVEL}.csv`);
    expect(lines).toEqual(rows);

    await page.getByRole('link', { name: '去掉层次' }).click();
    await page.getByText('排序：').click();
    await page.getByRole('link', { name: '学分从多到少' }).click();
    const credits = (await rowsOf(page)).map((row) => Number(row[3]));
    expect(credits).toEqual(credits.toSorted((a, b) => b - a));
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    await close();
  });

  test('a facet of many values has a page with all of them', async () => {
    const { page, close } = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
    await page.goto(`${product.url}/certificates/`);
    await page.getByText('筛选', { exact: true }).click();
    await page.getByRole('link', { name: /全部 \d+ 个发证机构/ }).click();
    const issuer = page.locator('main').getByRole('link', { name: '教育部考试中心', exact: true });
    await issuer.click();
    expect(await page.locator('h1').innerText()).toBe('职业培训证书：教育部考试中心');
    const [{ code = '' } = {}] = bank.institutions.filter(({ name }) => name === '教育部考试中心');
    expect(await caption(page)).toContain(`共 ${bank.certificatesOfInstitution(code).length} `);
    await close();
  });
});

test('a list on paper is a table alone, with its heading on each sheet and its address at the foot', async () => {
  const { page, close } = await openPage(browser, WIDE);
  await page.goto(`${product.url}/courses/?level=${encodeURIComponent(LEVEL)}`);
  await page.getByRole('link', { name: '去掉层次' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const selector of [
    '.filters',
    '.in-list',
    '.orders',
    '.pages',
    '.site-head nav',
    '[download]',
  ]) {
    expect(await page.locator(selector).first().isVisible(), selector).toBe(false);
  }
  expect(await page.locator('thead').evaluate((head) => getComputedStyle(head).display)).toBe(
    'table-header-group',
  );
  expect(await page.locator('tfoot').innerText()).toContain(`/courses/?level=${LEVEL}`);
  expect(await page.locator('tfoot').innerText()).toMatch(/\d{4}年\d{1,2}月\d{1,2}日/);
  expect(await page.locator('.chosen').innerText()).toContain(`层次：${LEVEL}`);
  await close();
});
