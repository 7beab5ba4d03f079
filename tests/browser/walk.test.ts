import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeReportNumber } from '#domain/report-number.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

async function heading(page: Page): Promise<string> {
  return (await page.locator('h1').innerText()).trim();
}

/** The one line that says what the report is worth. */
function result(page: Page) {
  return page.locator('[data-result] h1, [data-result] h2').first();
}

async function fill(page: Page, number: string, code: string) {
  await page.getByRole('textbox', { name: '报告编号' }).fill(number);
  await page.getByRole('textbox', { name: '验证码' }).fill(code);
  await page.getByRole('button', { name: '核验报告' }).click();
}

describe.each([true, false])('a visitor on a phone, JavaScript %s', (javaScriptEnabled) => {
  test('goes from home to a certificate, its course, a node that takes it, and verifies', async () => {
    const { page, close } = await openPage(browser, { ...PHONE, javaScriptEnabled });
    await page.goto(`${product.url}/`);
    await page.getByRole('link', { name: '职业培训证书' }).first().click();
    expect(await heading(page)).toBe('职业培训证书');
    await page
      .getByRole('searchbox')
      .or(page.getByRole('link', { name: '搜索' }))
      .first()
      .click();
    await page.goto(`${product.url}/search/?q=${encodeURIComponent('计算机等级考试一级')}`);
    await page.getByRole('link', { name: '全国计算机等级考试一级', exact: true }).click();
    expect(await heading(page)).toBe('全国计算机等级考试一级');
    expect(await page.locator('main').innerText()).toMatch(/最多可得\s*\d+\s*学分/);
    await page.locator('main').getByRole('link', { name: '计算机应用基础' }).first().click();
    expect(page.url()).toContain('/courses/');
    await page.locator('main a[href^="/nodes/"]').first().click();
    expect(page.url()).toMatch(/\/nodes\/[^/]+\//);
    await page.getByRole('link', { name: '核验报告' }).first().click();
    await fill(page, product.demo.valid.number, product.demo.valid.code);
    await expect.poll(() => result(page).innerText()).toContain('真实有效');
    expect(page.url()).toBe(`${product.url}/verify/`);
    await close();
  });

  test.each([
    ['valid', '真实有效'],
    ['revoked', '已撤销'],
    ['superseded', '已换发'],
  ] as const)('is told that the %s report is %s', async (which, word) => {
    const { page, close } = await openPage(browser, { ...PHONE, javaScriptEnabled });
    await page.goto(`${product.url}/verify/`);
    await fill(page, product.demo[which].number, product.demo[which].code);
    await expect.poll(() => result(page).innerText()).toContain(word);
    await close();
  });

  test('is told of a wrong code, an unknown number and a typo', async () => {
    const { page, close } = await openPage(browser, {
      ...PHONE,
      javaScriptEnabled,
      expectedErrors: /status of (403|404|422)/,
    });
    const { number, code } = product.demo.valid;
    const unknown = makeReportNumber('31', 2025, '00000000000000');
    const swapped = `${number.slice(0, 18)}${number[19]}${number[18]}`;
    const typo =
      number[18] === number[19]
        ? `${number.slice(0, 19)}${(Number(number[19]) + 1) % 10}`
        : swapped;
    for (const [n, c, word] of [
      [number, code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), '验证码不符'],
      [unknown, code, '查无此编号'],
      [typo, code, '抄错了一位'],
    ] as const) {
      await page.goto(`${product.url}/verify/`);
      await fill(page, n, c);
      await expect.poll(() => page.locator('main').innerText()).toContain(word);
    }
    await close();
  });
});

test('the QR opens the report, and neither number nor code reaches a server log or stays in the address', async () => {
  const { page, close } = await openPage(browser, PHONE);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(product.demo.valid.verifyUrl);
  await expect.poll(() => result(page).innerText()).toContain('真实有效');
  expect(page.url()).toBe(`${product.url}/verify/`);
  expect(asked.filter((url) => new URL(url).pathname.match(/\d{20}/))).toEqual([]);
  expect(product.said()).not.toContain(`GET /verify/ ${product.demo.valid.number}`);
  await close();
});

test('no verdict stands beside the number of another report', async () => {
  const { page, close } = await openPage(browser, PHONE);
  const { number, code } = product.demo.valid;
  await page.goto(product.demo.valid.verifyUrl);
  await expect.poll(() => result(page).innerText()).toContain('真实有效');
  await fill(page, `${number.slice(0, 19)}${(Number(number[19]) + 1) % 10}`, code);
  await expect.poll(() => page.locator('main').innerText()).toContain('抄错了一位');
  expect(await page.locator('main').innerText()).not.toContain('真实有效');
  await close();
});

test('when the service cannot be reached, the page says that it could not check', async () => {
  const { page, close } = await openPage(browser, { expectedErrors: /ERR_FAILED|503/ });
  await page.route('**/api/v1/verifications', (route) => route.abort());
  await page.goto(`${product.url}/verify/`);
  await fill(page, product.demo.valid.number, product.demo.valid.code);
  await expect.poll(() => result(page).innerText()).toContain('暂时无法核验');
  await close();
});

test('the original PDF downloads without JavaScript', async () => {
  const { page, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${product.url}/verify/`);
  await fill(page, product.demo.valid.number, product.demo.valid.code);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /下载原件/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  await close();
});
