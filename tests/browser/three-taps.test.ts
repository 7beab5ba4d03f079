import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bank, content } from '../site/pages/built-site.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

/**
 * A stranger on a phone, without JavaScript, who knows nothing but what stands on the screen: each
 * step is a link that can be seen and touched, or a word written into the one search field.
 */
let product: RunningProduct;
let browser: Browser;
let page: Page;
let close: () => Promise<void>;
let taps: number;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
beforeEach(async () => {
  ({ page, close } = await openPage(browser, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    javaScriptEnabled: false,
  }));
  taps = 0;
  await page.goto(`${product.url}/`);
});
afterEach(async () => {
  await close();
  expect(taps).toBeGreaterThan(0);
  expect(taps).toBeLessThanOrEqual(3);
});

/** Follows the first visible link whose words are these, or fit. */
async function tap(name: string | RegExp, within = 'body') {
  taps += 1;
  const links = page.locator(within).getByRole('link', { name, exact: typeof name === 'string' });
  await links.filter({ visible: true }).first().tap({ timeout: 5000 });
}

async function search(words: string) {
  taps += 1;
  await page.getByRole('searchbox').first().fill(words);
  await page.getByRole('button', { name: '搜索' }).first().tap();
}

const read = () => page.locator('main').innerText();

describe('which courses 全国计算机等级考试一级 converts to, and for how many credits', () => {
  async function expectCourses() {
    expect(await page.locator('h1').innerText()).toBe('全国计算机等级考试一级');
    const links = bank.coursesForCertificate('NCRE-1');
    expect(links.length).toBeGreaterThan(1);
    for (const { course, credits } of links) {
      const row = page.locator('main tr', { has: page.getByRole('link', { name: course.name }) });
      await row.first().scrollIntoViewIfNeeded();
      expect((await row.allInnerTexts()).join(), course.name).toMatch(
        new RegExp(`学分\\s*${credits}\\b|\\b${credits}\\s*学分|\\n${credits}\\D`),
      );
    }
  }

  test('by its name', async () => {
    await search('全国计算机等级考试一级');
    await tap('全国计算机等级考试一级', 'main');
    await expectCourses();
  });

  test('by what people call it', async () => {
    await search('计算机一级');
    await tap('全国计算机等级考试一级', 'main');
    await expectCourses();
  });
});

describe('which nodes offer 电子商务', () => {
  const offers = bank.majors.filter(
    ({ code, name, status }) =>
      name === '电子商务' && status === 'current' && bank.openNodesForMajor(code).length > 0,
  );

  test.each(offers.map(({ code, level }) => [level, code] as const))(
    'of the level %s',
    async (level, code) => {
      await search('电子商务');
      await tap(
        new RegExp(`^电子商务(（${level}）)?$`),
        `#majors li:has-text("${level}"):not(:has-text("不再使用"))`,
      );
      const nodes = bank.openNodesForMajor(code).map(({ node }) => node.name);
      const shown = await read();
      if (nodes.some((name) => !shown.includes(name))) await tap(/全部.*网点|其余.*网点/, 'main');
      for (const name of nodes) expect(await read()).toContain(name);
    },
  );
});

describe('what a node demands of a transfer applicant', () => {
  const some = [0, 0.37, 0.99].map((at) => bank.nodes[Math.floor(at * bank.nodes.length)]);

  test.each(some.map((node) => [node?.name ?? '', node?.code ?? '']))(
    '%s, by its name',
    async (name, code) => {
      await search(name);
      await tap(name, 'main');
      await expectDemands(code);
    },
  );

  test('from the list of nodes', async () => {
    await tap('高校网点');
    const name = await page.locator('main tbody a').first().innerText();
    await tap(name, 'main');
    await expectDemands(bank.nodes.find((node) => node.name === name)?.code ?? '');
  });

  async function expectDemands(code: string) {
    const body = content.prose.nodes.entries.find(({ data }) => data.node === code)?.body ?? '';
    const [, section = ''] = /转换申请人须备([\s\S]*?)(?=\n## |$)/.exec(body) ?? [];
    const demands = section.split('\n').filter((line) => /^(\d+\.|-) /.test(line));
    expect(demands.length).toBeGreaterThan(2);
    const shown = await read();
    for (const demand of demands) {
      expect(shown).toContain(
        demand.replace(/^(\d+\.|-)\s*/, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1'),
      );
    }
  }
});

test('what to bring to open an account', async () => {
  await tap('办理指南');
  await tap('申请开户', 'main');
  const guide = content.prose.guides.entries.find(({ data }) => data.title === '申请开户');
  const shown = await read();
  expect(guide?.data.materials?.length).toBeGreaterThan(1);
  for (const material of guide?.data.materials ?? []) expect(shown).toContain(material);
});
