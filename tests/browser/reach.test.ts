import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { PAGE_TYPES } from './page-addresses.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
/** Pages with a form, with a table, with long text and with a filter. */
const KINDS = ['/', '/certificates/', '/certificates/NCRE-1/', '/help/', '/verify/'];
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('the first stop of the keyboard leads past the header', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/courses/`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '跳到正文' });
  expect(await skip.boundingBox()).toMatchObject({ y: expect.closeTo(8, 0) });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
  await close();
});

/** What is wrong with how the focused element shows itself; empty when all is well. */
const lookAtFocus = `(() => {
  const element = document.activeElement;
  if (element === document.body) return 'end';
  const name = element.outerHTML.slice(0, 90);
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  if (!ring && !element.matches('svg a')) return 'no ring: ' + name;
  const { left, top, right, bottom } = element.getClientRects()[0];
  if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return 'off the screen: ' + name;
  const [x, y] = [Math.max(1, Math.min((left + right) / 2, innerWidth - 1)), Math.max(1, Math.min((top + bottom) / 2, innerHeight - 1))];
  const above = document.elementFromPoint(x, y);
  const seen = element.contains(above) || above?.contains(element) || above?.closest('label')?.contains(element);
  return seen ? '' : 'covered: ' + name + ' by ' + above?.outerHTML.slice(0, 90);
})()`;

test('wherever the keyboard stops, a ring shows it and nothing covers it', async () => {
  const { page, close } = await openPage(browser, PHONE);
  const faults: string[] = [];
  for (const path of KINDS) {
    await page.goto(product.url + path);
    let stops = 0;
    for (; stops < 150; stops += 1) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate<string>(lookAtFocus);
      if (fault === 'end') break;
      if (fault !== '') faults.push(`${path} ${fault}`);
    }
    expect(stops, path).toBeGreaterThan(12);
  }
  expect(faults).toEqual([]);
  await close();
}, 120_000);

/** What one taps in the header, in forms and between pages, and its height where that is under 44 px. */
const tooSmall = `[...document.querySelectorAll('header a, header button, .display label, .button, main input:not([type=hidden], [type=checkbox], [type=radio]), select, summary, .pages a')]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
  .filter(([, { height, width }]) => height < 43.5 || width < 24)
  .map(([name, { height }]) => name + ' ' + height)`;

test.each([
  ['standard auto', 44],
  ['large auto', 57],
])(
  'what one taps is high enough in %s',
  async (display, least) => {
    const { page, close } = await openPage(browser, {
      ...PHONE,
      hasTouch: true,
      display,
      expectedErrors: /status of 404/,
    });
    const found: string[] = [];
    for (const path of PAGE_TYPES) {
      await page.goto(product.url + path);
      await page.getByRole('button', { name: '大字·深色' }).click();
      const small = await page.evaluate<string[]>(tooSmall.replace('43.5', String(least - 0.5)));
      found.push(...small.map((fault) => `${path} ${fault}`));
    }
    expect(found).toEqual([]);
    await close();
  },
  120_000,
);

/** WCAG 2.2, 1.4.12: what a reader may set, without loss of text. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;
/** Elements that cut their own text, those kept for screen readers alone aside. */
const cutTexts = `[...document.querySelectorAll('body *')].filter((element) => {
  const { overflowX, overflowY, position } = getComputedStyle(element);
  const cuts = [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
  return cuts && !(position === 'absolute' && element.clientWidth <= 1) && !element.matches('svg, thead')
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120))`;

async function spaced(page: Page, path: string): Promise<string[]> {
  await page.goto(product.url + path);
  await page.addStyleTag({ content: SPACED });
  const cut = await page.evaluate<string[]>(cutTexts);
  const scroll = await page.evaluate<number>('document.documentElement.scrollWidth');
  return [...cut, ...(scroll > 360 ? [`${scroll} px wide`] : [])].map(
    (fault) => `${path} ${fault}`,
  );
}

test('text set wider by the reader is neither cut nor pushed off the page', async () => {
  const { page, close } = await openPage(browser, {
    ...PHONE,
    bypassCSP: true,
    expectedErrors: /status of 404/,
  });
  const found: string[] = [];
  for (const path of PAGE_TYPES) found.push(...(await spaced(page, path)));
  expect(found).toEqual([]);
  await close();
}, 120_000);
