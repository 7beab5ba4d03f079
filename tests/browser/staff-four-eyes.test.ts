import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults, EVERYTHING } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { faultsOfHtml } from '../support/validate-html.ts';
import { fillIn, send, typedReports } from './report-visitor.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { demoVisitor, firstSignIn, heading } from './staff-visitor.ts';

let product: RunningProduct;
let browser: Browser;
let content: string;

/** The same bank, but what one prepares another must release. */
async function writeContent(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'jixue-content-'));
  const bank = await readFile('content/bank.yaml', 'utf8');
  await writeFile(path.join(directory, 'bank.yaml'), `${bank}\nfourEyes: true\n`);
  return directory;
}

beforeAll(async () => {
  content = await writeContent();
  const started = startProduct({ CONTENT_DIR: content });
  [product, browser] = await Promise.all([started, launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await rm(content, { recursive: true, force: true });
});

const main = (page: Page) => page.locator('main').innerText();
const go = (page: Page, address: string) => page.goto(product.url + address);

/** What is wrong with a page as it stands, at every width; axe needs a script. */
async function faultsOf(page: Page, javaScriptEnabled: boolean): Promise<string[]> {
  const faults = await faultsOfHtml(await (await page.request.get(page.url())).text());
  if (!javaScriptEnabled) return faults;
  for (const width of [1280, 768, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const scroll = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (scroll > width) faults.push(`${scroll} > ${width}`);
  }
  return [...faults, ...(await axeFaults(page, EVERYTHING))];
}

/** Two people, each at a browser of their own; a role's first visit sets its account up. */
const accounts = new Map<string, Awaited<ReturnType<typeof demoVisitor>>>();
async function sitDown(role: 'issuer' | 'reviewer', javaScriptEnabled: boolean) {
  const opened = await openPage(browser, {
    javaScriptEnabled,
    bypassCSP: true,
    expectedErrors: /status of 422/,
  });
  opened.page.setDefaultTimeout(20_000);
  const known = accounts.get(role);
  const person = known ?? (await demoVisitor(product, role));
  accounts.set(role, person);
  if (known === undefined) await firstSignIn(opened.page, product.url, person);
  else await opened.page.context().addCookies(cookies.get(role) ?? []);
  if (known === undefined) cookies.set(role, await opened.page.context().cookies());
  await go(opened.page, '/staff/');
  return opened;
}
const cookies = new Map<string, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>>();

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  test('one prepares, another returns it; it is prepared anew and released', async () => {
    const [report] = typedReports();
    if (report === undefined) throw new Error('no report');
    const issuer = await sitDown('issuer', javaScriptEnabled);
    const reviewer = await sitDown('reviewer', javaScriptEnabled);
    const [one, other] = [issuer.page, reviewer.page];

    await fillIn(one, product.url, report);
    expect(await one.getByRole('button', { name: '签发', exact: true }).count()).toBe(0);
    await send(one, '提交复核');
    expect(await main(one)).toContain('已经提交，等另一位同事复核放行');
    expect(await main(one)).toContain('要由另一位同事放行');
    expect(await one.getByRole('button', { name: '放行，签发' }).count()).toBe(0);
    const address = one.url();
    await go(one, '/staff/');
    expect(await main(one)).toContain('份您准备的报告等同事复核');

    await go(other, '/staff/');
    await other.getByRole('link', { name: '份报告等您复核' }).click();
    await other.locator('tbody tr').first().getByRole('link').click();
    const text = await main(other);
    expect(text).toContain(report.holder.name);
    expect(text).toContain(report.holder.idNumber);
    expect(await faultsOf(other, javaScriptEnabled)).toEqual([]);
    const frame = other.locator('iframe[title="签发前的样子"]');
    const preview = await other.request.get(product.url + (await frame.getAttribute('src')));
    expect(preview.headers()['content-type']).toBe('application/pdf');
    await other.getByRole('link', { name: '退回', exact: true }).click();
    await send(other, '退回');
    expect(await other.getByRole('alert').innerText()).toContain('请写明');
    await other.getByLabel('退回的原因').fill('学分与成绩单不符');
    await send(other, '退回');
    expect(await main(other)).toContain('已经退回');

    await go(one, '/staff/');
    await one.getByRole('link', { name: '份报告退回给您修改' }).click();
    await one.locator('tbody tr').first().getByRole('link').click();
    expect(await main(one)).toContain('学分与成绩单不符');
    expect(await faultsOf(one, javaScriptEnabled)).toEqual([]);
    await one.getByRole('link', { name: '打开修改' }).click();
    expect(await main(one)).toContain('学分与成绩单不符');
    expect(await one.getByLabel('证件号码').inputValue()).toBe(report.holder.idNumber);
    await one.locator('#outcomes_0_credits').fill('2');
    await send(one, '提交复核');
    await go(one, '/staff/');
    expect(await main(one)).not.toContain('退回给您修改');
    expect(await faultsOf(one, javaScriptEnabled)).toEqual([]);

    await go(other, '/staff/reports/waiting/');
    await other.locator('tbody tr').first().getByRole('link').click();
    const waiting = other.url();
    await send(other, '放行，签发');
    expect(await main(other)).toContain('已经放行，报告随即签发');
    expect(await main(other)).toContain('复核放行');
    await other.goto(waiting);
    expect(await heading(other)).toContain('已放行');
    expect(await other.getByRole('button', { name: '放行，签发' }).count()).toBe(0);
    await one.goto(address);
    expect(await heading(one)).toContain('已收回');
    await issuer.close();
    await reviewer.close();
  });

  test('whoever prepares may take it back, and a reviewer does not release their own', async () => {
    const [, report] = typedReports();
    if (report === undefined) throw new Error('no report');
    const reviewer = await sitDown('reviewer', javaScriptEnabled);
    const { page } = reviewer;
    await fillIn(page, product.url, report);
    await send(page, '提交复核');
    expect(await main(page)).toContain('这份报告是您自己准备的');
    expect(await page.getByRole('button', { name: '放行，签发' }).count()).toBe(0);
    await send(page, '收回，不签发了');
    expect(await main(page)).toContain('已经收回');
    await go(page, '/staff/reports/waiting/?list=decided');
    expect(await main(page)).toContain('已收回');
    await reviewer.close();
  });
});
