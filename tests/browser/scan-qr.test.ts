import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { qrFilm, qrPhoto, type Shot } from './qr-pictures.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
let product: RunningProduct;
let browser: Browser;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'jixue-film-'));
  product = await startProduct();
  const film = path.join(directory, 'camera.y4m');
  const shot = { width: 640, height: 480, module: 5, degrees: 8, light: 0.7 };
  await writeFile(film, qrFilm(product.demo.revoked.verifyUrl, shot));
  browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(directory, { recursive: true });
});

/** Chooses a photo, and returns the addresses asked for from then on with what was sent. */
async function choose(page: Page, buffer: Buffer, mimeType = 'image/jpeg') {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '用照片识别' }).click();
  await (await chooser).setFiles({ name: 'photo.jpg', mimeType, buffer });
  return sent;
}

const shots: [string, Shot][] = [
  ['straight', { width: 1200, height: 900, module: 8 }],
  ['turned by 37 degrees', { width: 1200, height: 900, module: 6, degrees: 37 }],
  ['upside down', { width: 1200, height: 900, module: 6, degrees: 180 }],
  ['small on a large photo', { width: 4000, height: 3000, module: 4 }],
  ['dim', { width: 1200, height: 900, module: 6, degrees: 5, light: 0.2 }],
];

test.each(shots)('a photo of a report verifies it: %s', async (_, shot) => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/verify/`);
  const sent = await choose(page, qrPhoto(product.demo.valid.verifyUrl, shot));
  await page.getByRole('heading', { name: '真实有效' }).waitFor();
  // The photo stays where it is, and all that is loaded is ours.
  expect(sent.every((request) => request.startsWith(product.url))).toBe(true);
  expect(Math.max(...sent.map((request) => request.length))).toBeLessThan(300);
  await close();
});

test.each([
  [
    'https://verify.example.com/verify/#n=32264817392055164350&c=7K3M9QXD4T2AW8RE',
    'verify.example.com',
  ],
  ['https://localhost.example.com:4321/verify/', 'localhost.example.com:4321'],
  ['WIFI:T:WPA;S:office;P:secret;;', '不是报告的核验二维码'],
  ['javascript:alert(1)', '不是报告的核验二维码'],
])('the code %s is not opened, and why is said', async (text, said) => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/verify/`);
  await choose(page, qrPhoto(text, { width: 1000, height: 800, module: 8 }));
  await expect.poll(() => page.locator('[data-scan] .fault').innerText()).toContain(said);
  expect(page.url()).toBe(`${product.url}/verify/`);
  expect(await page.locator('[data-result]').innerText()).toBe('');
  await close();
});

test('a photo without a code, and a file that is no photo, are told apart', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await page.goto(`${product.url}/verify/`);
  const fault = page.locator('[data-scan] .fault');
  await choose(page, qrPhoto('x', { width: 600, height: 400, module: 0 }));
  await expect.poll(() => fault.innerText()).toContain('没有认出二维码');
  await choose(page, Buffer.from('%PDF-1.7'), 'application/pdf');
  await expect.poll(() => fault.innerText()).toContain('不能当作照片打开');
  await close();
});

test('the camera opens after the tap alone, reads the report and is closed', async () => {
  const { page, close } = await openPage(browser, { ...PHONE, permissions: ['camera'] });
  await page.addInitScript(`
    const get = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    globalThis.streams = [];
    navigator.mediaDevices.getUserMedia = async (wish) => { const s = await get(wish); streams.push(s); return s; };
  `);
  await page.goto(`${product.url}/verify/`);
  expect(await page.evaluate('streams.length')).toBe(0);
  await page.getByRole('button', { name: '扫描二维码' }).click();
  await page.getByRole('heading', { name: '已撤销' }).waitFor();
  expect(await page.evaluate('streams.map((s) => s.getTracks().map((t) => t.readyState))')).toEqual(
    [['ended']],
  );
  expect(await page.locator('[data-view]').isVisible()).toBe(false);
  await close();
});

test.each([
  ['NotAllowedError', '没有得到使用相机的许可'],
  ['NotFoundError', '没有可用的相机'],
])('with the camera refused by %s the page says what to do instead', async (error, said) => {
  const { page, close } = await openPage(browser, PHONE);
  await page.addInitScript(
    `navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '${error}'))`,
  );
  await page.goto(`${product.url}/verify/`);
  await page.getByRole('button', { name: '扫描二维码' }).click();
  await expect.poll(() => page.locator('[data-scan] .fault').innerText()).toContain(said);
  await close();
});

test('nothing of the reader is loaded before it is asked for', async () => {
  const { page, close } = await openPage(browser, PHONE);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(product.demo.valid.verifyUrl);
  await page.getByRole('heading', { name: '真实有效' }).waitFor();
  expect(asked.filter((url) => /wasm|scan-qr|english/.test(url))).toEqual([]);
  await close();
});

test('a browser that reads QR codes itself needs no reader of ours', async () => {
  const { page, close } = await openPage(browser, PHONE);
  await page.addInitScript(`globalThis.BarcodeDetector = class {
    static async getSupportedFormats() { return ['qr_code']; }
    async detect() { return [{ rawValue: ${JSON.stringify(product.demo.superseded.verifyUrl)} }]; }
  }`);
  await page.goto(`${product.url}/verify/`);
  const sent = await choose(page, qrPhoto('x', { width: 300, height: 200, module: 0 }));
  await page.getByRole('heading', { name: '已换发' }).waitFor();
  expect(sent.filter((request) => request.includes('.wasm'))).toEqual([]);
  await close();
});
