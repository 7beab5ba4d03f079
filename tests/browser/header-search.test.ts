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

/** What a phone of 640 px has left above its keyboard. */
const KEYBOARD = { viewport: { width: 360, height: 300 } };
const PAGE = '/majors/530701/';
const link = (page: Page) => page.locator('header').getByRole('link', { name: /^搜索/ });
const dialog = (page: Page) => page.getByRole('dialog', { name: '搜索' });
const field = (page: Page) => dialog(page).getByRole('combobox');
const options = (page: Page) => dialog(page).getByRole('option');

async function ask(page: Page, text: string): Promise<void> {
  await page.goto(product.url + PAGE);
  await link(page).click();
  await field(page).pressSequentially(text);
  await options(page).first().waitFor();
}

test('the link opens the box on the page, which suggests as one types and leads to what it found', async () => {
  const { page, close } = await openPage(browser);
  await ask(page, '二工大');
  await expect.poll(() => options(page).first().innerText()).toContain('上海第二工业大学');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/(nodes|institutions)\//);
  await page.goBack();
  await page.waitForURL(product.url + PAGE);
  await expect.poll(() => field(page).inputValue()).toBe('二工大');
  await expect.poll(() => options(page).count()).toBeGreaterThan(0);
  await close();
});

test('Escape closes the suggestions, then the box, and the focus is on the link again', async () => {
  const { page, close } = await openPage(browser);
  await ask(page, '会计');
  await page.keyboard.press('Escape');
  expect(await options(page).count()).toBe(0);
  expect(await field(page).inputValue()).toBe('会计');
  await page.keyboard.press('Escape');
  expect(await dialog(page).count()).toBe(0);
  expect(await link(page).and(page.locator(':focus')).count()).toBe(1);
  await close();
});

test('Enter sends what was typed, if nothing is chosen', async () => {
  const { page, close } = await openPage(browser, KEYBOARD);
  await ask(page, '会计');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\/\?q=%E4%BC%9A%E8%AE%A1$/);
  await close();
});

test('the key / opens it, but not where one is typing', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(product.url + PAGE);
  await page.keyboard.press('/');
  await page.keyboard.press('/');
  expect(await field(page).inputValue()).toBe('/');
  await dialog(page).getByRole('button', { name: '关闭' }).click();
  expect(await dialog(page).count()).toBe(0);
  await close();
});

test('where the page has a box of its own, the key / goes there', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${product.url}/help/`);
  await page.keyboard.press('/');
  expect(await page.locator('main form[role=search] input:focus').count()).toBe(1);
  expect(await dialog(page).count()).toBe(0);
  await close();
});

test('the planner has both, the one for holdings and the one of the header', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${product.url}/planner/`);
  await link(page).click();
  await field(page).pressSequentially('复旦');
  await options(page).first().waitFor();
  await expect.poll(() => options(page).first().innerText()).toContain('复旦大学');
  await close();
});

test.each(['standard light', 'standard dark', 'large light', 'large dark'])(
  'above the keyboard of a phone its suggestions are seen and reached, and axe finds nothing: %s',
  async (display) => {
    const { page, close } = await openPage(browser, { ...KEYBOARD, display, bypassCSP: true });
    await ask(page, '电子');
    const list = dialog(page).getByRole('listbox');
    const box = await list.boundingBox();
    expect(box?.height).toBeGreaterThan(100);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(KEYBOARD.viewport.height);
    const inner = await page.evaluate('document.querySelector("[role=listbox]").scrollHeight');
    expect(inner).toBeGreaterThan(box?.height ?? 0);
    // Up from the field is the last one.
    await page.keyboard.press('ArrowUp');
    const last = await options(page).last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(KEYBOARD.viewport.height);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await axeFaults(page)).toEqual([]);
    await close();
  },
);

test('opening it moves nothing on the page', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(product.url + PAGE);
  const place = () => page.getByRole('heading', { level: 1 }).boundingBox();
  const before = await place();
  await link(page).click();
  await field(page).pressSequentially('电子');
  await options(page).first().waitFor();
  expect(await place()).toEqual(before);
  await close();
});

test('nothing of it is loaded before, and the form is sent where it cannot be', async () => {
  const { page, close } = await openPage(browser, { expectedErrors: /ERR_FAILED/ });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(product.url + PAGE, { waitUntil: 'networkidle' });
  expect(asked.filter((path) => /search/.test(path))).toEqual([]);
  await page.route('**/search-box*', (route) => route.abort());
  await page.route('**/search/', (route) => route.abort());
  await link(page).click();
  await page.keyboard.type('dzsw');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/?q=dzsw');
  await close();
});

test('without JavaScript the link leads to the search page', async () => {
  const { page, close } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(product.url + PAGE);
  await link(page).click();
  await page.waitForURL(`${product.url}/search/`);
  await close();
});
