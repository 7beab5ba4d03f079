import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const HAN = /\p{Script=Han}/u;
/** Of the holder of the valid demonstration report. */
const ID_NUMBER = '11010519491231002X';
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const verdict = (page: Page) => page.locator('#verdict').innerText();

/** Fills the form of either language and sends it. */
async function verify(
  page: Page,
  path: string,
  { number, code }: { number: string; code: string },
) {
  await page.goto(product.url + path);
  await page.locator('#number').fill(number);
  await page.locator('#code').fill(code);
  await page.locator('#verify-form [type=submit]').click();
  await page.locator('#verdict').waitFor();
}

/** What is shown and is not marked as Chinese, on a page in English. */
function unmarkedChinese(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (/\\p{Script=Han}/u.test(data) && parentElement.checkVisibility() && parentElement.closest('[lang]').lang !== 'zh-CN') found.push(data);
    }
    return found;
  })()`);
}

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  test('English is one tap away, and nothing of the answer is lost', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled });
    await verify(page, '/verify/', product.demo.revoked);
    expect(await verdict(page)).toContain('已撤销');
    const paper = await page.locator('.leaf tbody').allInnerTexts();
    await page.getByText('English', { exact: true }).click();
    await page.locator('html[lang=en] #verdict').waitFor();
    expect(page.url()).toBe(`${product.url}/verify/en/`);
    expect(await verdict(page)).toContain('Revoked');
    expect(await page.locator('.verdict').innerText()).toContain('the materials were untrue');
    expect(await page.locator('.leaf tbody').allInnerTexts()).toEqual(paper);
    if (javaScriptEnabled) expect(await unmarkedChinese(page)).toEqual([]);
    await page.getByText('中文', { exact: true }).click();
    await page.locator('html[lang=zh-CN] #verdict').waitFor();
    expect(await verdict(page)).toContain('已撤销');
    await close();
  });

  test('all outcomes are told in English', async () => {
    const { page, close } = await openPage(browser, {
      javaScriptEnabled,
      expectedErrors: /status of (403|404|422)/,
    });
    const { valid, superseded } = product.demo;
    const wrong = valid.code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const [asked, word] of [
      [valid, 'Genuine and valid'],
      [{ ...valid, code: '' }, 'Genuine and valid'],
      [superseded, 'Replaced'],
      [{ ...valid, code: wrong }, 'Wrong verification code'],
      [{ number: '31250000000000000046', code: '' }, /No such number|Mistyped/],
    ] as const) {
      if (javaScriptEnabled && word instanceof RegExp) continue;
      await verify(page, '/verify/en/', asked);
      expect(await verdict(page)).toMatch(word);
      expect(await page.locator('.verdict').innerText()).not.toMatch(HAN);
    }
    await close();
  });

  test('an ID number is answered by yes or no, and stands in no address', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled });
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    await verify(page, '/verify/', product.demo.valid);
    for (const [idNumber, said] of [
      [ID_NUMBER, '证件号码一致'],
      ['11010519491231003X', '证件号码不一致'],
      ['abc', '至少有一位数字'],
    ] as const) {
      await page.locator('#id-number').fill(idNumber);
      await page.getByRole('button', { name: '核对证件号码' }).click();
      await page.getByText(said).waitFor();
      expect(await verdict(page)).toContain('真实有效');
    }
    expect(urls.join()).not.toContain(ID_NUMBER);
    expect(product.said()).not.toContain(ID_NUMBER);
    await close();
  });

  test('a receipt is kept as a file and checked by anyone later', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled, acceptDownloads: true });
    await verify(page, '/verify/', product.demo.revoked);
    const files: string[] = [];
    for (const name of ['下载（文本）', '下载（JSON）']) {
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      files.push(await (await download).path());
    }
    const receipt = await page.locator('#receipt-text').innerText();
    for (const file of files) {
      expect(await readFile(file, 'utf8')).toContain(receipt);
      await page.goto(`${product.url}/verify/receipt/`);
      await page.locator('#file').setInputFiles({
        name: 'receipt.txt',
        mimeType: 'text/plain',
        buffer: await readFile(file),
      });
      await page.getByRole('button', { name: '检查回执' }).click();
      expect(await verdict(page)).toContain('回执属实');
      const main = await page.locator('main').innerText();
      for (const said of ['已撤销', '材料不实', '不是今天的']) expect(main).toContain(said);
    }
    await page
      .locator('#receipt')
      .fill(receipt.replace(/\.\w/, (start) => (start === '.f' ? '.g' : '.f')));
    await page.getByRole('button', { name: '检查回执' }).click();
    expect(await verdict(page)).toMatch(/回执无效|没有找到回执/);
    await page.getByText('English', { exact: true }).click();
    await page.locator('#receipt').fill(receipt.slice(0, -4));
    await page.getByRole('button', { name: 'Check the receipt' }).click();
    expect(await verdict(page)).toContain('No receipt found');
    await close();
  });
});

test('what one has typed and been told of a person goes along into the other language', async () => {
  const { page, close } = await openPage(browser);
  await verify(page, '/verify/', product.demo.valid);
  await page.locator('#id-number').fill(ID_NUMBER);
  await page.getByRole('button', { name: '核对证件号码' }).click();
  await page.getByText('证件号码一致').waitFor();
  let asked = 0;
  page.on('request', (request) => (asked += request.method() === 'POST' ? 1 : 0));
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('The ID number agrees').waitFor();
  expect(await page.locator('#number').inputValue()).not.toBe('');
  expect(asked).toBe(0);
  await page.locator('#number').fill('12345678901234567890');
  await page.locator('#verify-form [type=submit]').click();
  expect(await page.locator('#number-note').innerText()).toContain('mistyped');
  await close();
});

test('from the receipt one goes on to the state of today', async () => {
  const { page, close } = await openPage(browser);
  await verify(page, '/verify/', product.demo.revoked);
  const receipt = await page.locator('#receipt-text').innerText();
  await page.goto(`${product.url}/verify/receipt/`);
  await page.locator('#receipt').fill(receipt);
  await page.getByRole('button', { name: '检查回执' }).click();
  await page.getByRole('link', { name: '核验这份报告今天的状态' }).click();
  await page.getByRole('heading', { name: '已撤销' }).waitFor();
  expect(await page.locator('main').innerText()).toContain('仅凭编号');
  await close();
});

test.each(['/verify/', '/verify/en/'])('an answer on %s prints on one sheet', async (path) => {
  const { page, close } = await openPage(browser);
  await verify(page, path, product.demo.valid);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await close();
});

test('with the number alone the page shows where the code stands', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await openPage(browser, { javaScriptEnabled });
    await verify(page, '/verify/', { ...product.demo.valid, code: '' });
    expect(await page.getByRole('img', { name: /下面是验证码/ }).isVisible()).toBe(true);
    await close();
  }
});

test.each([
  ['erased', '个人信息已按规定删除'],
  ['unreadable', '内容暂时无法显示'],
])(
  'a report whose content is withheld (%s) is told, in both languages, and is not green',
  async (withheld, said) => {
    const { page, close } = await openPage(browser);
    await page.route('**/api/v1/verifications', async (route) => {
      const answer = (await (await route.fetch()).json()) as Record<string, unknown>;
      const { report: _, ...state } = answer;
      const typeLabel = { zh: '学习成果认证报告', en: 'Certification report' };
      const kept = { issuedOn: '2026-11-22', validUntil: null, holder: null, withheld, typeLabel };
      await route.fulfill({ json: { ...state, level: 'summary', type: 'certification', ...kept } });
    });
    await verify(page, '/verify/', product.demo.valid);
    expect(await page.locator('.verdict').getAttribute('class')).toBe('verdict plain');
    expect(await page.locator('.verdict').innerText()).toContain(said);
    expect(await page.locator('#receipt-text').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'English' }).click();
    await page.locator('html[lang=en] #verdict').waitFor();
    expect(await unmarkedChinese(page)).toEqual([]);
    await close();
  },
);
