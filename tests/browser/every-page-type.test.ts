import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const PAGES = [
  '/',
  '/certificates/',
  '/certificates/NCRE-1/',
  '/courses/',
  '/courses/KC0001/',
  '/majors/',
  '/majors/530701/',
  '/programs/',
  '/nodes/',
  '/nodes/WD01/',
  '/rules/',
  '/rules/GZ0001/',
  '/institutions/',
  '/branches/',
  '/guides/',
  '/help/',
  '/news/',
  '/downloads/',
  '/framework/',
  '/how-it-works/',
  '/about/',
  '/data/',
  '/verify/',
  '/search/?q=电子商务',
  '/search/?q=没有这样的东西',
];

let product: RunningProduct;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Rules of WCAG 2.2 AA that axe can judge and that this page breaks, with the place of each. */
const audit = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`;

test('the audit finds a picture that says nothing and a text too pale to read', async () => {
  const { page, close } = await openPage(browser, { expectedErrors: /ERR_|404/ });
  await page.goto(`${product.url}/data/catalog.json`);
  await page.setContent(
    '<!doctype html><html lang="zh-CN"><title>t</title><main><h1>t</h1><img src="/x"><p style="color:#ccc">这一行淡得看不清</p></main>',
  );
  await page.addScriptTag({ content: axe });
  const broken = ((await page.evaluate(audit)) as string[]).join();
  expect(broken).toContain('image-alt');
  expect(broken).toContain('color-contrast');
  await close();
});

test.each(['light', 'dark'] as const)('no page breaks a rule of axe in %s', async (colorScheme) => {
  const { page, close } = await openPage(browser, {
    colorScheme,
    viewport: { width: 360, height: 740 },
    bypassCSP: true,
  });
  const found: string[] = [];
  for (const path of PAGES) {
    const response = await page.goto(product.url + path);
    expect(response?.status(), path).toBe(200);
    await page.addScriptTag({ content: axe });
    const broken = (await page.evaluate(audit)) as string[];
    found.push(...broken.map((rule) => `${path} ${rule}`));
  }
  expect(found).toEqual([]);
  await close();
});

test.each([360, 768, 1280])('no page scrolls sideways at %i px', async (width) => {
  const { page, close } = await openPage(browser, { viewport: { width, height: 800 } });
  const wide: string[] = [];
  for (const path of PAGES) {
    await page.goto(product.url + path);
    const scroll = await page.evaluate('document.documentElement.scrollWidth');
    if (Number(scroll) > width) wide.push(`${path} ${scroll}`);
  }
  expect(wide).toEqual([]);
  await close();
});
