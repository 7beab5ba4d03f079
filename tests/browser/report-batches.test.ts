import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSpreadsheet } from '#spreadsheet/read-spreadsheet.ts';
import { startMain } from '../../scripts/bench/service/main-process.ts';
import { freePort } from '../../scripts/bench/service/start-postgres.ts';
import { courseRow, csvOf } from '../support/batch-files.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import {
  demoVisitor,
  firstSignIn,
  heading,
  press,
  type StaffVisitor,
  signIn,
} from './staff-visitor.ts';

let product: RunningProduct;
let browser: Browser;
let issuer: StaffVisitor;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  issuer = await demoVisitor(product, 'issuer');
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function downloadOf(page: Page, link: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const sheetOf = async (bytes: Buffer) =>
  (await readSpreadsheet(bytes, (text) => text === '姓名', 1e8)).rows;

async function sendFile(page: Page, name: string, content: string | Buffer) {
  const buffer = Buffer.from(content as string);
  await page.getByLabel('名单文件').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await press(page, '上传并检查');
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`a list is corrected, confirmed, issued and downloaded, ${how} scripts`, async () => {
    const { page, close } = await openPage(browser, {
      javaScriptEnabled,
      acceptDownloads: true,
      expectedErrors: /status of 422/,
    });
    if (issuer.secret === '') await firstSignIn(page, product.url, issuer);
    else await signIn(page, product.url, issuer);
    await page.getByRole('link', { name: '批量签发' }).first().click();
    await page.getByRole('link', { name: '上传名单' }).click();
    await page.getByRole('link', { name: '学习成果认证报告' }).click();

    const template = await downloadOf(page, 'Excel 模板');
    expect(template.name).toBe('批量签发模板-学习成果认证报告.xlsx');
    const [head = [], sample = []] = await sheetOf(template.bytes);
    expect(head.slice(0, 2)).toEqual(['报告序号', '姓名*']);
    expect(sample[0]).toBe('示例');

    const faulty = [courseRow({ 姓名: '甲测试' }), courseRow({ 姓名: '乙测试', 学分: '三' })];
    await sendFile(page, '名单.csv', csvOf(faulty));
    expect(await page.getByRole('alert').innerText()).toContain('名单里有 1 处要改');
    expect(await page.locator('.faulty').innerText()).toBe(
      '第 3 行「学分」列（K3）：应为数字，不写单位',
    );
    const faults = await downloadOf(page, '下载错误清单');
    expect((await sheetOf(faults.bytes))[1]).toEqual(['K3', expect.stringContaining('学分')]);

    const rows = [courseRow({ 姓名: '甲测试' }), courseRow({ 姓名: '乙测试' })];
    await sendFile(page, '名单.csv', csvOf(rows));
    expect(await heading(page)).toBe('批量签发：名单.csv');
    expect(await page.locator('main').innerText()).toContain('检查通过：2 份报告');
    await page.getByRole('link', { name: '签发这 2 份报告' }).click();
    await press(page, '开始签发');
    // The page comes again by itself until it has ended.
    await page.getByText('已经完成。共 2 份，已签发 2 份。').waitFor();

    const result = await sheetOf((await downloadOf(page, '结果表')).bytes);
    expect(result.map((row) => row.slice(0, 3))).toEqual([
      ['行号', '结果', '姓名'],
      ['2', '已签发', '甲测试'],
      ['3', '已签发', '乙测试'],
    ]);
    const zip = await downloadOf(page, '全部报告（ZIP）');
    const files = unzipSync(new Uint8Array(zip.bytes));
    expect(Object.keys(files)).toEqual(
      result
        .slice(1)
        .map(([line, , , , number]) => `${String(number).replaceAll(' ', '')}-${line}.pdf`),
    );
    for (const pdf of Object.values(files)) {
      expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-');
    }
    const number = String(result[1]?.[4]);
    await page.goto(`${product.url}/verify/`);
    await page.getByRole('textbox', { name: '报告编号' }).fill(number);
    await press(page, '核验报告');
    await page.getByText('真实有效').first().waitFor();
    await close();
  }, 300_000);
}

test('a file that is too large or no table is refused on the page itself', async () => {
  const { page, close } = await openPage(browser, { expectedErrors: /status of (413|422)/ });
  await signIn(page, product.url, issuer);
  await page.goto(`${product.url}/staff/batches/new/?type=certification`);
  // 30 MB, not text of the page's own making: written to a file, as Playwright takes no more at once.
  const large = path.join(product.dataDir, '大.csv');
  await writeFile(large, Buffer.alloc(30 * 1024 * 1024, 'a'));
  await page.getByLabel('名单文件').setInputFiles(large);
  await press(page, '上传并检查');
  expect(await page.getByRole('alert').innerText()).toContain('超过 20 MiB');
  await sendFile(page, '名单.xlsx', Buffer.from('%PDF-1.7 …'));
  expect(await page.getByRole('alert').innerText()).toContain('这是「PDF 文档」，不是表格');
  await close();
}, 120_000);

test('a service that is killed in the middle goes on when it is started again, without doubles', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-killed-'));
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const environment = { DATA_DIR: dataDir, PORT: port, SITE_URL: url };
  let main = await startMain(environment);
  const { page, close } = await openPage(browser, { expectedErrors: /Failed to (load|fetch)/ });
  const visitor = await demoVisitor({ ...product, dataDir }, 'issuer');
  await firstSignIn(page, url, visitor);
  await page.goto(`${url}/staff/batches/new/?type=certification`);
  const rows = Array.from({ length: 80 }, () => courseRow());
  await sendFile(page, '名单.csv', csvOf(rows));
  await page.getByRole('link', { name: '签发这 80 份报告' }).click();
  await press(page, '开始签发');
  await page.getByText(/已签发 [1-9]\d* 份/).waitFor({ timeout: 120_000 });
  await main.end('SIGKILL');
  await page.getByText('暂时连不上服务').waitFor({ timeout: 60_000 });
  main = await startMain(environment);
  // The page finds the service again by itself.
  await page.getByText('已经完成。共 80 份，已签发 80 份。').waitFor({ timeout: 240_000 });
  const key = await readFile(path.join(dataDir, 'keys/bootstrap-api-key'), 'utf8');
  const headers = { Authorization: `Bearer ${key.trim()}` };
  for (const [, , idNumber] of rows) {
    const answer = await fetch(`${url}/api/v1/reports?q=${idNumber}`, { headers });
    expect(((await answer.json()) as { reports: unknown[] }).reports, idNumber).toHaveLength(1);
  }
  await close();
  await main.end('SIGINT');
  await rm(dataDir, { recursive: true });
}, 600_000);
