import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

let product: RunningProduct;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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
  expect(await page.locator('[data-answers]').textContent()).toContain('成绩低于规则要求');
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

test('breaks no rule of axe with answers on it', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await openWith(page, 'h=c~DSS-3&h=c~CET-4&w=WD01.530701');
  await page.locator('[data-compare-place]').nth(0).check();
  await page.locator('[data-compare-place]').nth(1).check();
  await page.evaluate(axe);
  const found = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
  );
  expect(found).toEqual([]);
  await close();
});

test('without JavaScript it says where to look', async () => {
  const { page, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${product.url}/planner/`);
  expect(await page.locator('noscript').innerText()).toContain('找到您的证书');
  expect(await page.locator('[data-live]').isVisible()).toBe(false);
  await close();
});
