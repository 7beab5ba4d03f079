import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { readSpreadsheet } from '#spreadsheet/read-spreadsheet.ts';
import { axeFaults, EVERYTHING } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { faultsOfHtml } from '../support/validate-html.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { press } from './staff-visitor.ts';

let product: RunningProduct;
let browser: Browser;
let key: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  key = (await readFile(path.join(product.dataDir, 'keys/bootstrap-api-key'), 'utf8')).trim();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function downloadOf(page: Page, link: string): Promise<string[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  const bytes = await readFile(await download.path());
  const { rows } = await readSpreadsheet(bytes, (text) => text === '核验结果', 1e8);
  return rows as string[][];
}

/** 500 rows, the demonstration's reports in turn. */
function fiveHundred(): string[][] {
  const { valid, revoked, superseded } = product.demo;
  const rows = Array.from({ length: 125 }, (_, at) => [
    [`=1+${at}`, valid.number, valid.code],
    [`员工 ${at}`, revoked.number, revoked.code],
    [`员工 ${at}`, superseded.number, ''],
    [`员工 ${at}`, valid.number, revoked.code],
  ]);
  return rows.flat();
}

const words = ['真实有效', '已撤销', '已换发', '验证码不符'];

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`500 reports are pasted, verified and given back, ${how} scripts`, async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled, acceptDownloads: true });
    await page.goto(`${product.url}/verify/`);
    await page.getByRole('link', { name: '批量核验' }).click();
    await page.getByLabel('接口密钥').fill(key);
    const text = fiveHundred().map((row) => row.join('\t'));
    await page.getByLabel('报告编号和验证码').fill(`工号\t报告编号\t验证码\n${text.join('\n')}`);
    await press(page, '核验');
    await page.getByRole('heading', { name: '核验完毕：共 500 份' }).waitFor();
    expect(await page.locator('[data-many-result]').innerText()).toContain(
      '真实有效 125，已撤销 125，已换发 125，验证码不符 125。',
    );
    for (const link of ['下载结果（Excel）', 'CSV']) {
      const [header = [], ...rows] = await downloadOf(page, link);
      expect(header.slice(0, 5)).toEqual(['工号', '报告编号', '验证码', '核验结果', '说明']);
      expect(rows.map((row) => row[3])).toEqual(rows.map((_, at) => words[at % 4]));
      // A spreadsheet would reckon it: as text it stays what it was.
      expect(rows[0]?.[0]).toBe(link === 'CSV' ? "'=1+0" : '=1+0');
      expect(rows[0]?.[header.indexOf('核验回执')]).toMatch(/^eyJ/);
    }
    expect(page.url()).toBe(`${product.url}/verify/many/`);
    expect(product.said()).not.toContain(key);
    await close();
  }, 300_000);
}

test('a file, a wrong key, nothing at all and too much of it are answered in words', async () => {
  const { page, close } = await openPage(browser, {
    acceptDownloads: true,
    javaScriptEnabled: false,
    expectedErrors: /status of (401|413|422)/,
  });
  const { valid } = product.demo;
  const refusal = () => page.getByRole('alert').innerText();
  await page.goto(`${product.url}/verify/many/`);
  await page.getByLabel('接口密钥').fill('a-wrong-key');
  await page.getByLabel('报告编号和验证码').fill(valid.number);
  await press(page, '核验');
  expect(await refusal()).toContain('接口密钥不对');
  await page.getByLabel('接口密钥').fill(key);
  await press(page, '核验');
  expect(await refusal()).toContain('请粘贴报告编号，或者选择文件');
  await page.getByLabel('接口密钥').fill(key);
  const pdf = { name: '名单.xlsx', mimeType: 'text/csv', buffer: Buffer.from('%PDF-1.7 …') };
  await page.getByLabel('或选择文件').setInputFiles(pdf);
  await press(page, '核验');
  expect(await refusal()).toContain('这是「PDF 文档」，不是表格');
  await page.getByLabel('接口密钥').fill(key);
  const buffer = await writeExcelFile([
    ['姓名', '报告编号'],
    ['王小明', valid.number],
    ['李小红', Number(valid.number)],
  ]).toBuffer();
  await page.getByLabel('或选择文件').setInputFiles({ ...pdf, buffer });
  await press(page, '核验');
  const rows = await downloadOf(page, '下载结果（Excel）');
  expect(rows.flatMap((row) => row.slice(2, 3))).toEqual(['核验结果', '真实有效', '编号有误']);
  await close();
}, 120_000);

test('the page and its answer are sound in every width', async () => {
  const { page, close } = await openPage(browser, { bypassCSP: true, reducedMotion: 'reduce' });
  await page.goto(`${product.url}/verify/many/`);
  const look = async () => {
    for (const width of [1280, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const scroll = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect(scroll, String(width)).toBeLessThanOrEqual(width);
    }
    expect(await axeFaults(page, EVERYTHING)).toEqual([]);
  };
  await look();
  await page.getByLabel('接口密钥').fill(key);
  await page.getByLabel('报告编号和验证码').fill(`${product.demo.valid.number}\n不是编号`);
  await press(page, '核验');
  await page.getByRole('heading', { name: '核验完毕' }).waitFor();
  await look();
  const body = new FormData();
  body.set('key', key);
  body.set('rows', product.demo.valid.number);
  const url = `${product.url}/verify/many/`;
  for (const answer of [await fetch(url), await fetch(url, { method: 'POST', body })]) {
    expect(answer.status).toBe(200);
    expect(await faultsOfHtml(await answer.text())).toEqual([]);
  }
  await close();
}, 120_000);
