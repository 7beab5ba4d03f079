import { PDFDocument } from 'pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

const PHONE = { viewport: { width: 360, height: 740 } };
const status = (page: Page) => page.locator('[data-status]').innerText();

async function openWith(page: Page, fragment: string): Promise<void> {
  await page.goto(`${product.url}/planner/#${fragment}`);
  await page.locator('article').first().waitFor();
}

async function hold(page: Page, text: string): Promise<void> {
  await page.locator('#holding').pressSequentially(text);
  await page.locator('.suggestions [role=option]').first().click();
}

test('says where a certificate is worth most, and by which rule', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/planner/`);
  await hold(page, '电子商务师三级');
  await page.locator('article').first().waitFor();
  expect(await status(page)).toMatch(/共有 \d+ 个网点专业可以用上/);
  const best = page.locator('article').first();
  expect(await best.innerText()).toContain('符合');
  expect(await best.locator('td a[href^="/rules/"]').count()).toBeGreaterThan(0);
  expect(page.url()).toContain('#h=');
  await page.reload();
  await page.locator('article').first().waitFor();
  expect(await page.locator('.holdings').innerText()).toContain('电子商务师');
  await close();
});

test('sends nothing of what is entered to a server', async () => {
  const { page, close } = await openPage(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  await openWith(page, 'h=c~DSS-3&e=2024-09-01');
  await hold(page, '会计初级');
  expect(asked.filter((text) => /DSS-3|2024-09-01|KJ-C/.test(text))).toEqual([]);
  await close();
});

test('keeps what is sure apart from what it must ask, and follows the answer', async () => {
  const { page, close } = await openPage(browser);
  await openWith(page, 'h=c~CET-4');
  expect(await page.locator('article').first().innerText()).toContain('要看您属于哪类学员');
  const before = await status(page);
  for (const question of await page.locator('[data-group]').all())
    await question.selectOption('yes');
  await page.locator('[data-detail=score]').fill('500');
  await page.locator('[data-detail=score]').blur();
  expect(await status(page)).not.toBe(before);
  await page.locator('[data-detail=score]').fill('100');
  await page.locator('[data-detail=score]').blur();
  expect(await page.locator('[data-worth]').textContent()).toContain('成绩低于规则要求');
  await close();
});

test('compares places and says what a place still wants', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await openWith(page, 'h=c~DSS-3');
  await page.locator('[data-compare-place]').nth(0).check();
  await page.locator('[data-compare-place]').nth(1).check();
  expect(await page.locator('[data-compare] tbody tr').count()).toBe(2);
  await page.locator('[data-goal-place]').first().click();
  expect(await page.locator('[data-ways]').innerText()).toContain('门课程可以用成果转换');
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBe(360);
  await close();
});

test('works on without a network once it is loaded', async () => {
  const { page, close } = await openPage(browser);
  await openWith(page, 'h=c~DSS-3');
  await page.context().setOffline(true);
  await page.locator('[data-remove]').first().click();
  expect(await status(page)).toBe('先添加一张证书或一门课程。');
  await close();
});

test('finds and adds without a network too, once it is loaded', async () => {
  const { page, close } = await openPage(browser);
  const titles = page.waitForResponse((response) => response.url().endsWith('/search/titles.txt'));
  await page.goto(`${product.url}/planner/`);
  await (await titles).finished();
  await page.locator('[data-goal] option').nth(1).waitFor({ state: 'attached' });
  await page.context().setOffline(true);
  await hold(page, '电子商务师三级');
  await page.locator('article').first().waitFor();
  expect(await page.locator('[data-worth]').innerText()).toContain('符合');
  await close();
});

test('gives each holding one of three words, and says why a rule refuses it', async () => {
  const { page, close } = await openPage(browser, PHONE);
  const without = await page.request
    .get(`${product.url}/planner/names.json`)
    .then((response) => response.json());
  const [ruleless] = Object.keys(without.certificates);
  await openWith(page, `h=c~DSS-3&h=c~X08&h=c~${ruleless}&h=c~CET-6~~100`);
  const rows = await page.locator('[data-worth] tbody tr').allInnerTexts();
  expect(rows[0]).toContain('符合');
  expect(rows[1]).toContain('可能');
  expect(rows[1]).toContain('要看等级');
  expect(rows[2]).toContain('可能');
  expect(rows[2]).toContain('还没有适用的规则');
  expect(rows[3]).toContain('不符合');
  expect(rows[3]).toContain('成绩低于规则要求');
  for (const row of await page.locator('[data-worth] li').all()) {
    expect(await row.locator('a[href^="/rules/"]').count()).toBe(1);
  }
  await close();
});

test('asks for grade, score and date only where a rule asks', async () => {
  const { page, close } = await openPage(browser);
  await openWith(page, 'h=c~DSS-3&h=c~CET-4&h=c~X08&h=c~X02');
  const asked = await page
    .locator('.holdings li')
    .evaluateAll((items) =>
      items.map((item) =>
        [...item.querySelectorAll<HTMLElement>('[data-detail]')].map((f) => f.dataset['detail']),
      ),
    );
  expect(asked).toEqual([[], ['score'], ['grade'], ['grade', 'issuedOn']]);
  await page.locator('[data-detail=issuedOn]').fill('2015-01-01');
  expect(await page.locator('[data-worth] tr').last().innerText()).toContain('证书已过有效期');
  await close();
});

test('leads to who decides: the regulations of each node', async () => {
  const { page, close } = await openPage(browser);
  await openWith(page, 'h=c~DSS-3');
  const article = page.locator('article').first();
  expect(await article.innerText()).toContain('审核决定');
  await article.getByRole('link', { name: '它的转换规定' }).click();
  expect(await page.locator('#regulations').innerText()).toContain('转换规定');
  await page.goBack();
  await page.locator('article').first().waitFor();
  expect(await page.locator('.holdings').innerText()).toContain('电子商务师');
  await close();
});

test('compares four at most', async () => {
  const { page, close } = await openPage(browser);
  await openWith(page, 'h=c~DSS-3');
  for (const index of [0, 1, 2, 3, 4]) {
    await page.locator('[data-compare-place]').nth(index).click();
  }
  expect(await page.locator('[data-compare] tbody tr').count()).toBe(4);
  expect(await page.locator('[data-compare-place]:checked').count()).toBe(4);
  expect(await status(page)).toContain('最多比较 4 个');
  await close();
});

test.each([
  ['nothing that it knows', 'x=1&h=zz~~&e=never', '链接里有 3 处没有读懂'],
  ['markup', 'h=c~<img src=x onerror=alert(1)>&w=<b>.<i>', '目录里没有这个代码'],
  ['names of a program', 'h=c~constructor&h=k~__proto__&h=c~toString', '目录里没有这个代码'],
  ['a code that is no more', 'h=c~GONE-1', '目录里没有这个代码'],
  ['more than there is room for', `h=${'c~DSS-3&h='.repeat(50)}c~CET-4`, '没有读懂'],
  ['broken signs', 'h=c~%E4%BD&h=c~%', '目录里没有这个代码'],
])('answers an address with %s', async (_, fragment, answer) => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/planner/#${fragment}`);
  await page.locator('[data-goal] option').nth(1).waitFor({ state: 'attached' });
  expect(await page.locator('[data-holdings]').innerText()).toContain(answer);
  expect(await page.locator('[data-holdings] img, [data-answers] i').count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  await close();
});

test('says so when the place of an old address is gone, and keeps what is entered on a jump', async () => {
  const { page, close } = await openPage(browser);
  await openWith(page, 'h=c~DSS-3&w=WD99.000000&p=WD99.000000');
  expect(await page.locator('[data-ways]').innerText()).toContain('请另选一个');
  await page.evaluate(() => {
    location.hash = '#main';
  });
  await page.waitForFunction(() => location.hash.includes('DSS-3'));
  expect(await page.locator('article').count()).toBeGreaterThan(0);
  await close();
});

test.each(['certificates/DSS-3', 'courses/KC0001', 'majors/530701', 'nodes/WD01/majors/530701'])(
  'is reached from /%s/ with it filled in',
  async (address) => {
    const { page, close } = await openPage(browser, PHONE);
    await page.goto(`${product.url}/${address}/`);
    await page.locator('main a[href^="/planner/#"]').click();
    await page.locator('[data-goal] option').nth(1).waitFor({ state: 'attached' });
    const filled = await page.locator('.holdings li, [data-ways] h3').count();
    expect(filled).toBe(1);
    await close();
  },
);

test.each([
  ['three', 'h=c~DSS-3&h=c~CET-4~~430&h=c~X08~高级&w=WD01.530701'],
  [
    'twenty',
    `${[
      ...['DSS-1', 'DSS-2', 'DSS-3', 'CET-4~~430', 'CET-6~~430', 'X08~高级', 'X02', 'X01', 'X03'],
      ...['X04', 'X07', 'X12', 'NCRE-1', 'NCRE-65', 'NCRE-24', 'HCIA', 'KJ-C', 'RHCSA', 'CCNA'],
      'HCIP',
    ]
      .map((code) => `h=c~${code}`)
      .join('&')}&w=WD01.530701&p=WD01.530701&p=WD02.530701&p=WD03.530701&p=WD04.530701`,
  ],
])('prints %s holdings on one page, with names instead of fields', async (_, fragment) => {
  const { page, close } = await openPage(browser);
  await openWith(page, fragment);
  const pdf = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
  expect(pdf.getPageCount()).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  expect(await page.locator('[data-paper]').innerText()).toContain('电子商务师');
  expect(await page.locator('input:visible, select:visible, button:visible').count()).toBe(0);
  await close();
});

test.each([undefined, 'dark', 'large'])(
  'breaks no rule of axe with answers on it, %s',
  async (display) => {
    const { page, close } = await openPage(browser, { ...PHONE, ...(display && { display }) });
    await openWith(page, 'h=c~DSS-3&h=c~CET-4&h=c~X02&h=c~CET-6~~100&w=WD01.530701');
    await page.locator('[data-compare-place]').nth(0).check();
    await page.locator('[data-compare-place]').nth(1).check();
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await close();
  },
);

test('with the keyboard open, suggestions and what was added stay in sight', async () => {
  const { page, close } = await openPage(browser, { viewport: { width: 360, height: 360 } });
  await page.goto(`${product.url}/planner/`);
  await page.locator('#holding').focus();
  // As a phone does when its keyboard opens.
  const reveal = () => page.locator('#holding').evaluate((field) => field.scrollIntoView());
  await reveal();
  await page.locator('#holding').pressSequentially('电子商务师三级');
  const option = page.locator('.suggestions [role=option]').first();
  await option.waitFor();
  const sight = async (selector: string) => {
    const box = await page.locator(selector).first().boundingBox();
    return box !== null && box.y >= 0 && box.y + Math.min(box.height, 40) <= 360;
  };
  await expect.poll(() => sight('.suggestions [role=option]')).toBe(true);
  await option.click();
  await page.locator('article').first().waitFor();
  await expect.poll(() => sight('.holdings li')).toBe(true);
  await close();
});

test('without JavaScript it says where to look', async () => {
  const { page, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${product.url}/planner/`);
  expect(await page.locator('noscript').innerText()).toContain('找到您的证书');
  expect(await page.locator('[data-live]').isVisible()).toBe(false);
  await close();
});
