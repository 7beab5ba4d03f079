import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const address = (query: string) => `${product.url}/search/?q=${encodeURIComponent(query)}`;

test('a word of the help is found below the catalogs, and its page holds it', async () => {
  const { page, close } = await openPage(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(address('复议'));
  const section = page.getByRole('region', { name: '新闻、指南和帮助中的结果' });
  const results = section.getByRole('listitem');
  await expect.poll(() => results.count()).toBeGreaterThan(0);
  expect(await results.count()).toBeLessThanOrEqual(10);
  expect(await results.first().locator('mark').first().innerText()).toBe('复议');
  const help = results.filter({ hasText: '帮助' }).first().getByRole('link');
  const title = await help.innerText();
  await help.click();
  await page.waitForURL('**/help/#*');
  const answer = page.locator(':target');
  expect(await answer.innerText()).toContain('复议');
  expect(await answer.innerText()).toContain(title);
  await close();
});

test('a word that stands nowhere is said to be in none of them, whatever it looks like', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(address('<b>天文望远镜</b>'));
  await expect
    .poll(() => page.locator('#prose').innerText())
    .toContain('新闻、指南和帮助里没有“<b>天文望远镜</b>”。');
  expect(await page.locator('#prose li').count()).toBe(0);
  await close();
});

test('other pages, and the search page without a query, load nothing of it', async () => {
  const { page, close } = await openPage(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const path of ['/', '/help/', '/search/']) {
    await page.goto(`${product.url}${path}`, { waitUntil: 'networkidle' });
  }
  expect(asked.filter((path) => path.startsWith('/pagefind/'))).toEqual([]);
  await page.goto(address('核验'), { waitUntil: 'networkidle' });
  expect(asked).toContain('/pagefind/pagefind.js');
  await close();
});

test('the section stays hidden when the index cannot be loaded', async () => {
  const { page, close } = await openPage(browser, { expectedErrors: /ERR_FAILED/ });
  await page.route('**/pagefind/**', (route) => route.abort());
  const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
  await page.goto(address('复议'));
  await warned;
  expect(await page.locator('#prose').isVisible()).toBe(false);
  await close();
});

test('it works on the page itself when workers do not', async () => {
  const { page, close } = await openPage(browser);
  await page.addInitScript('delete globalThis.Worker');
  await page.goto(address('免修免考'));
  await expect.poll(() => page.locator('#prose mark').count()).toBeGreaterThan(0);
  await close();
});

test('without JavaScript a line says where to look', async () => {
  const { page, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(address('复议'));
  expect(await page.locator('#prose').isVisible()).toBe(false);
  const line = page.locator('noscript p');
  expect(await line.isVisible()).toBe(true);
  expect(await line.getByRole('link').evaluateAll((links) => links.map(String))).toEqual([
    `${product.url}/news/`,
    `${product.url}/help/`,
  ]);
  await close();
});
