import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const PAPER = 'rgb(246, 241, 230)';
const NIGHT = 'rgb(23, 21, 18)';
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const PHONE = { viewport: { width: 360, height: 740 } };
const button = (page: Page) => page.getByRole('button', { name: '大字·深色' });

const ground = (page: Page) =>
  page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
const textSize = (page: Page) =>
  page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)');
/** The colour of the browser's own bars: that of the only meta tag whose condition holds. */
const barColour = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('[name=theme-color]')].filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content)`,
  );

test('by keyboard alone one comes from the header to large text and to dark, and both are kept', async () => {
  const { page, close } = await openPage(browser, {
    ...PHONE,
    colorScheme: 'light',
    expectedErrors: /status of 404/,
  });
  await page.goto(`${product.url}/certificates/`);
  const walked: string[] = [];
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    walked.push(await page.evaluate<string>('document.activeElement.textContent.trim()'));
    if (walked.at(-1) === '大字·深色') break;
  }
  expect(walked[0]).toBe('跳到正文');
  expect(walked.slice(-2)).toEqual(['搜索', '大字·深色']);
  expect(await button(page).getAttribute('aria-expanded')).toBe('false');

  await page.keyboard.press('Enter');
  expect(await button(page).getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Tab');
  expect(await page.getByRole('radio', { name: '标准字号' }).isChecked()).toBe(true);
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('radio', { name: '大字版' }).isChecked()).toBe(true);
  expect(await textSize(page)).toBeGreaterThanOrEqual(21);
  await page.keyboard.press('Tab');
  expect(await page.getByRole('radio', { name: '跟随系统' }).isChecked()).toBe(true);
  expect(await barColour(page)).toEqual(['#f6f1e6']);
  await page.keyboard.press('ArrowLeft');
  expect(await page.getByRole('radio', { name: '深色', exact: true }).isChecked()).toBe(true);
  expect(await ground(page)).toBe(NIGHT);
  expect(await barColour(page)).toEqual(['#171512']);

  for (const path of ['/', '/search/?q=电子商务', '/nothing/', '/verify/']) {
    await page.goto(product.url + path);
    expect(await ground(page), path).toBe(NIGHT);
    expect(await textSize(page), path).toBeGreaterThanOrEqual(21);
  }
  await button(page).click();
  expect(await page.getByRole('radio', { name: '大字版' }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: '跟随系统' }).check();
  await page.getByRole('radio', { name: '标准字号' }).check();
  await page.reload();
  expect(await ground(page)).toBe(PAPER);
  expect(await textSize(page)).toBe(17);
  await close();
});

test('a setting is there before anything is drawn', async () => {
  const { page, close } = await openPage(browser, { ...PHONE, display: 'large dark' });
  await page.addInitScript(`
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.atFirst = { ...document.documentElement.dataset };
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  `);
  await page.goto(`${product.url}/courses/`);
  expect(await page.evaluate('window.atFirst')).toEqual({ size: 'large', theme: 'dark' });
  await close();
});

test.each(['light', 'dark'] as const)(
  'light is light where the system is %s, and paper is always light',
  async (colorScheme) => {
    const { page, close } = await openPage(browser, { colorScheme, display: 'standard light' });
    await page.goto(`${product.url}/`);
    expect(await ground(page)).toBe(PAPER);
    expect(await barColour(page)).toEqual(['#f6f1e6']);
    await page.evaluate(`localStorage.display = 'large dark'`);
    await page.reload();
    expect(await ground(page)).toBe(NIGHT);
    await page.emulateMedia({ media: 'print' });
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    expect(await textSize(page)).toBeLessThan(17);
    await close();
  },
);

test('without JavaScript there is no dead button, and dark still follows the system', async () => {
  const { page, close } = await openPage(browser, {
    ...PHONE,
    javaScriptEnabled: false,
    colorScheme: 'dark',
  });
  await page.goto(`${product.url}/`);
  expect(await page.locator('button.head-tool').isVisible()).toBe(false);
  expect(await page.locator('button.head-tool').count()).toBe(1);
  expect(await page.locator('.display').count()).toBe(0);
  const shot = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(shot.equals(await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } }))).toBe(
    false,
  );
  await close();
});

test('where the browser keeps nothing, the settings hold for the page', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await page.addInitScript(`
    Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } });
  `);
  await page.goto(`${product.url}/`);
  await button(page).click();
  await page.getByRole('radio', { name: '大字版' }).check();
  expect(await textSize(page)).toBeGreaterThanOrEqual(21);
  await close();
});

test('what another tab chooses is chosen here too', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/`);
  const other = await page.context().newPage();
  await other.goto(`${product.url}/about/`);
  await button(other).click();
  await other.getByRole('radio', { name: '大字版' }).check();
  await expect.poll(() => textSize(page)).toBeGreaterThanOrEqual(21);
  await close();
});
