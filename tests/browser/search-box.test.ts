import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const PHONE = { viewport: { width: 360, height: 740 } };
const field = (page: Page) => page.getByRole('combobox');
const options = (page: Page) => page.getByRole('option');

async function type(page: Page, text: string): Promise<void> {
  await page.goto(`${product.url}/`);
  await field(page).pressSequentially(text);
  await options(page).first().waitFor();
}

describe('the search box', () => {
  test('suggests as one types, and marks what matched', async () => {
    const { page, close } = await openPage(browser, PHONE);
    await type(page, '计算机等级');
    await expect.poll(() => options(page).first().innerText()).toContain('全国计算机等级考试');
    await expect.poll(() => options(page).locator('mark').first().innerText()).toBe('计算机等级');
    expect(await page.locator('form [role=status]').innerText()).toMatch(/找到 \d+ 项/);
    await close();
  });

  test('is worked by the keyboard alone, and says where the choice is', async () => {
    const { page, close } = await openPage(browser);
    await type(page, 'dianzishangwu');
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await field(page).getAttribute('aria-activedescendant');
    const second = options(page).nth(1);
    expect(await second.getAttribute('id')).toBe(active);
    expect(await second.getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await field(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    const href = await options(page).first().getAttribute('data-href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${product.url}${href}`);
    await page.goBack();
    await close();
  });

  test('closes on Escape, and then Enter searches for what was typed', async () => {
    const { page, close } = await openPage(browser);
    await type(page, '会计');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').isVisible()).toBe(false);
    expect(await field(page).inputValue()).toBe('会计');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=*');
    expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(1);
    await close();
  });

  test('a tap opens an entry', async () => {
    const { page, close } = await openPage(browser, { ...PHONE, hasTouch: true });
    await type(page, '二工大');
    await options(page).first().tap();
    await page.waitForURL(/\/(nodes|institutions)\//);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('第二工业大学');
    await close();
  });

  test('is as it was when one comes back from what one found', async () => {
    const { page, close } = await openPage(browser);
    await type(page, '二工大');
    await options(page).first().click();
    await page.waitForURL(/\/(nodes|institutions)\//);
    await page.goBack();
    await expect.poll(() => field(page).inputValue()).toBe('二工大');
    await expect.poll(() => options(page).count()).toBeGreaterThan(0);
    await close();
  });

  test('keeps its list above the keyboard of a phone', async () => {
    const { page, close } = await openPage(browser, { viewport: { width: 360, height: 300 } });
    await type(page, '电子');
    const list = await page.getByRole('listbox').boundingBox();
    expect(list?.height).toBeGreaterThan(100);
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual(300);
    await close();
  });

  test('breaks no rule of axe with its list open', async () => {
    const { page, close } = await openPage(browser, PHONE);
    await type(page, '电子商务');
    expect(await axeFaults(page, "include: ['form[role=search]']")).toEqual([]);
    await close();
  });

  test('sends the form when the titles cannot be loaded', async () => {
    const { page, close } = await openPage(browser, { expectedErrors: /ERR_FAILED/ });
    await page.context().route('**/search/titles.txt', (route) => route.abort());
    await page.goto(`${product.url}/`);
    await field(page).pressSequentially('会计');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search/?q=*');
    await close();
  });
});

describe('the search page without JavaScript', () => {
  test.each([
    ['the official name', '全国计算机等级考试一级', '全国计算机等级考试一级'],
    ['a part of it', '等级考试一', '全国计算机等级考试一级'],
    ['an alias', '计算机一级', '全国计算机等级考试一级'],
    ['an abbreviation', '二工大', '上海第二工业大学'],
    ['a code', 'ncre1', '全国计算机等级考试一级'],
    ['a code without its zeros', 'KC1', '计算机应用基础'],
    ['full-width digits', '５３０７０１', '电子商务'],
    ['pinyin', 'dianzi shangwu', '电子商务'],
    ['initials', 'jsjyyjc', '计算机应用基础'],
    ['both', 'dz商务', '电子商务'],
    ['traditional characters', '電子商務', '电子商务'],
    ['a wrong character', '计算机应用基楚', '计算机应用基础'],
    ['a homophone', '店子商务', '电子商务'],
    ['two words', '一级 计算机等级考试', '全国计算机等级考试一级'],
    ['a level', '电工 二级', '电工（二级'],
    ['a level in digits', '电工3级', '电工（三级'],
    ['a Roman level', '计算机Ⅱ级', '全国计算机等级考试二级'],
    ['pinyin with a wrong letter', 'dianzishanwu', '电子商务'],
    ['a swapped character', '计机算应用基础', '计算机应用基础'],
    ['a missing character', '计机应用基础', '计算机应用基础'],
    ['a former name', '上海电力学院', '上海电力大学'],
    ['brackets', '《高等数学》', '高等数学'],
    ['a pasted title', '全国计算机等级考试(NCRE)二级Python语言程序设计合格证书', '二级 Python'],
    ['a question', '会计证能换什么学分', '会计'],
    ['a question put another way', '我有一张电工证，能不能换学分？', '电工'],
  ])('finds %s: %s', async (_, query, name) => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${product.url}/search/?q=${encodeURIComponent(query)}`);
    const names = await page.locator('.hits a').allInnerTexts();
    expect(names.slice(0, 10).some((found) => found.includes(name))).toBe(true);
    await close();
  });

  test.each([
    ['an alias', '计算机文化基础', '又名“计算机文化基础”'],
    ['a former name', '上海电力学院', '曾用名“上海电力学院”'],
    ['pinyin', 'dzsw', '按拼音找到'],
    ['an abbreviation', '软考', '“软考”指“计算机技术与软件专业技术资格”'],
    ['a slip', '计算机应用基楚', '名称相近'],
  ])('says why it found something by %s, and marks what matched', async (_, query, why) => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${product.url}/search/?q=${encodeURIComponent(query)}`);
    const hit = page.locator('.hits li').filter({ hasText: why }).first();
    expect(await hit.locator('mark').count()).toBeGreaterThan(0);
    await close();
  });

  test('says what it left out of a question', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${product.url}/search/?q=${encodeURIComponent('会计证能换什么学分')}`);
    expect(await page.locator('main').innerText()).toContain('没有查“能换什么学分”这几个字');
    await close();
  });

  test('offers the nearest names where nothing fits, and says that they are no more', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${product.url}/search/?q=${encodeURIComponent('计算机应用基楚')}`);
    const text = await page.locator('main').innerText();
    expect(text).toContain('目录里没有“计算机应用基楚”');
    expect(text).toContain('名称最接近');
    await close();
  });

  test('says where else to look when there is nothing at all', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${product.url}/search/?q=${encodeURIComponent('龘龘龘龘')}`);
    expect(await page.locator('.hits').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('常见问题');
    await close();
  });
});
