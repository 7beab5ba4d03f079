import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults, EVERYTHING } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { faultsOfHtml } from '../support/validate-html.ts';
import { PAGE_TYPES, reportAnswers } from './page-addresses.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** The rules that look at colours, and all the others: a size changes no colour, a colour no size. */
const COLOURS = `runOnly: ['color-contrast', 'link-in-text-block']`;
const SHAPES = `${EVERYTHING}, rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } }`;

/** Visits every type of page, the answers of the verification page among them. */
async function visitAll(page: Page, look: (path: string) => Promise<void>) {
  for (const path of PAGE_TYPES) {
    const response = await page.goto(product.url + path);
    expect(response?.status(), path).toBe(path === '/nothing/' ? 404 : 200);
    await look(path);
  }
  for (const { name, open } of reportAnswers(product)) {
    await open(page);
    await look(name);
  }
}

function openWith(display: string, width: number) {
  return openPage(browser, {
    viewport: { width, height: 800 },
    display,
    bypassCSP: true,
    reducedMotion: 'reduce',
    expectedErrors: /status of 404/,
  });
}

test('the audit finds a picture that says nothing and a text too pale to read', async () => {
  const { page, close } = await openPage(browser, { expectedErrors: /ERR_|404/ });
  await page.setContent(
    '<!doctype html><html lang="zh-CN"><title>t</title><main><h1>t</h1><img src="/x"><p style="color:#ccc">这一行淡得看不清</p></main>',
  );
  expect((await axeFaults(page, EVERYTHING)).join()).toContain('image-alt');
  expect((await axeFaults(page, COLOURS)).join()).toContain('color-contrast');
  expect((await axeFaults(page, SHAPES)).join()).toContain('image-alt');
  await close();
});

describe.each([360, 1280])('at %i px', (width) => {
  test.each([
    ['standard light', EVERYTHING],
    ['standard dark', COLOURS],
    ['large light', SHAPES],
  ])(
    'no page breaks a rule of axe in %s',
    async (display, rules) => {
      const { page, close } = await openWith(display, width);
      const found: string[] = [];
      await visitAll(page, async (path) => {
        const faults = await axeFaults(page, rules);
        found.push(...faults.map((fault) => `${path} ${fault}`));
      });
      expect(found).toEqual([]);
      await close();
    },
    120_000,
  );
});

test.each(['standard auto', 'large auto'])(
  'no page scrolls sideways in %s, from 320 px (1280 at 400 %) up',
  async (display) => {
    const { page, close } = await openWith(display, 320);
    const wide: string[] = [];
    await visitAll(page, async (path) => {
      for (const width of [320, 360, 480, 640, 768, 1024, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const scroll = await page.evaluate('document.documentElement.scrollWidth');
        if (Number(scroll) > width) wide.push(`${path} ${scroll} > ${width}`);
      }
    });
    expect(wide).toEqual([]);
    await close();
  },
  300_000,
);

test('pages made on demand are valid HTML, whatever was asked', async () => {
  const { number, code } = product.demo.valid;
  const forms = [{ number }, { number, code }, { number, code: '0' }, { number: '1' }, {}];
  const answers = [
    ...['', '?q=电子商务', '?q=<没有>', `?q=${'长'.repeat(300)}`, `?q=${number}`].map((query) =>
      fetch(`${product.url}/search/${query}`),
    ),
    ...forms.map((form) =>
      fetch(`${product.url}/verify/`, { method: 'POST', body: new URLSearchParams(form) }),
    ),
    ...forms.map((form) =>
      fetch(`${product.url}/verify/en/`, { method: 'POST', body: new URLSearchParams(form) }),
    ),
    ...['/verify/receipt/', '/verify/en/receipt/'].flatMap((path) =>
      ['', '没有回执', 'a.b.c'].map((receipt) =>
        fetch(product.url + path, { method: 'POST', body: new URLSearchParams({ receipt }) }),
      ),
    ),
    fetch(`${product.url}/courses/`, { method: 'PUT' }),
    fetch(`${product.url}/verify/pdf/`, { method: 'POST', body: new URLSearchParams({ number }) }),
  ];
  for (const answer of await Promise.all(answers)) {
    const html = await answer.text();
    expect(html, answer.url).toMatch(/^<!doctype html>/i);
    expect(await faultsOfHtml(html), `${answer.url} ${answer.status}`).toEqual([]);
  }
});
