import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContentOffice } from './content-office.ts';
import { pasteFromWord } from './paste-from-word.ts';
import { send } from './report-visitor.ts';
import { heading, press } from './staff-visitor.ts';

let office: ContentOffice;

beforeAll(async () => {
  office = await ContentOffice.open();
}, 300_000);
afterAll(() => office?.close());

const main = (page: Page) => page.locator('main').innerText();
const alert = (page: Page) => page.getByRole('alert').first().innerText();
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first();

/** A new draft of the news with its boxes filled in; ends on its page. */
async function beginNews(page: Page, title: string): Promise<void> {
  await office.go(page, '/staff/content/news/');
  await send(page, '写新的');
  await page.getByLabel('标题', { exact: true }).fill(title);
  await page.getByLabel('分类', { exact: true }).selectOption('通知公告');
  await page.getByLabel('摘要', { exact: true }).fill('寒假期间窗口暂停受理，网上查询照常。');
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('上传文件').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await send(page, '上传');
}

const pdf = () => readFile('content/news/node-training-agenda.pdf');
const xlsx = () => readFile('content/news/new-rules-2025.xlsx');

/** Where the search of news, guides and help leads for a query. */
async function searched(query: string): Promise<string[]> {
  let addresses: string[] = [];
  await office.visit('editor', async (page) => {
    await office.go(page, `/search/?q=${encodeURIComponent(query)}`);
    await page.locator('#prose [role=status]:not(:empty)').waitFor();
    addresses = await page
      .locator('#prose a')
      .evaluateAll((links) =>
        links.map((one) => new URL((one as HTMLAnchorElement).href).pathname),
      );
  });
  return addresses;
}

async function approve(role: 'reviewer' | 'administrator', title: string, button: string) {
  await office.visit(role, async (page) => {
    await office.go(page, '/staff/content/');
    await link(page, title).click();
    await page.getByRole('button', { name: button, exact: true }).waitFor();
    await send(page, button);
    expect(await main(page)).toContain('已经通过');
  });
}

test('a notice with a table from Word, a PDF and a workbook is written, reviewed twice, read by everybody, and withdrawn', async () => {
  const title = '关于二〇二七年寒假暂停受理的通知';
  await office.visit('editor', async (page) => {
    await office.go(page, '/staff/');
    await link(page, '内容').click();
    await beginNews(page, title);
    await pasteFromWord(page, await readFile('tests/browser/clipboard/word.txt', 'utf8'));
    await page.getByText(/已自动保存 \d\d:\d\d/).waitFor();
    await send(page, '上传、换掉、删去文件');
    await upload(page, '通知原文.pdf', await pdf());
    await upload(page, '各分部安排表.xlsx', await xlsx());
    expect(await main(page)).toContain('各分部安排表.xlsx');
    await page.getByRole('link', { name: '回到草稿' }).last().click();
    await page.locator('.tiptap').waitFor();
    await send(page, '送审');
    expect(await main(page)).toContain('等待初审');
    expect(await page.frameLocator('iframe.phone').locator('h1').innerText()).toBe(title);
    // Nobody reviews what they wrote, and nothing of it is public yet.
    expect(await page.getByRole('button', { name: /通过/ }).count()).toBe(0);
  });
  expect((await office.public('/')).text).not.toContain(title);
  await approve('reviewer', title, '初审通过');
  await approve('administrator', title, '终审通过');

  const home = await office.untilPublic('/', ({ text }) => text.includes(title));
  const [, address = ''] =
    new RegExp(`href="(/news/[^"]+)"[^>]*>\\s*${title}`).exec(home.text) ?? [];
  const item = (await office.public(address)).text;
  expect(item).toContain('<td>1月20日</td>');
  expect(item).not.toMatch(/mso-|file:\/\/|tracker/);
  const files = [...item.matchAll(/href="([^"]+\.(?:pdf|xlsx))"/g)].map(([, href]) => href ?? '');
  expect(files).toHaveLength(2);
  for (const file of files) {
    const answer = await fetch(office.product.url + file);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(new Uint8Array(await answer.arrayBuffer()).length).toBeGreaterThan(1000);
  }
  expect((await office.public('/feed.xml')).text).toContain(title);
  expect(await searched('寒假暂停受理')).toContain(address);

  await office.visit('administrator', async (page) => {
    // The public sees it a moment before the content directory and its history have it.
    const publication = page.locator('.publications > li', { hasText: title });
    do await office.go(page, '/staff/content/publications/');
    while (!(await publication.innerText()).includes('已完成'));
    await office.go(page, `/staff/content${address}`);
    expect(await main(page)).toContain('演示编辑');
    await link(page, '撤下').click();
    await send(page, '撤下');
    expect(await alert(page)).toContain('请写明为什么撤下');
    await page.getByLabel('为什么撤下').fill('安排有变，改好再发');
    await send(page, '撤下');
  });
  await office.untilPublic(address, ({ status }) => status === 404);
  expect((await office.public('/')).text).not.toContain(title);
  expect((await office.public('/feed.xml')).text).not.toContain(title);
  expect(await searched('寒假暂停受理')).not.toContain(address);
  for (const file of files) expect((await office.public(file)).status).toBe(404);

  await office.visit('editor', async (page) => {
    const gone = page.getByRole('region', { name: '撤下的' }).getByRole('link', { name: title });
    do await office.go(page, '/staff/content/news/');
    while ((await gone.count()) === 0);
    await gone.click();
    expect(await main(page)).toContain('安排有变，改好再发');
    await send(page, '重新起草');
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe(title);
    expect(await page.locator('main').innerHTML()).toContain('通知原文.pdf');
  });
}, 600_000);

test('without scripts a draft is written, mended, sent, given back and sent again', async () => {
  const title = '没有脚本也能写的通知';
  const options = { javaScriptEnabled: false };
  await office.visit(
    'editor',
    async (page) => {
      await office.go(page, '/staff/content/news/');
      await send(page, '写新的');
      await page.getByLabel('正文').fill('第一段。');
      await send(page, '送审');
      expect(await alert(page)).toContain('还没有送审，内容已经保存');
      const summary = page.getByLabel('摘要', { exact: true });
      expect(await summary.getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel('标题', { exact: true }).fill(title);
      await page.getByLabel('分类', { exact: true }).selectOption('工作动态');
      await summary.fill('摘要。');
      await send(page, '添加一个附件');
      expect(await heading(page)).toBe(title);
      await send(page, '上传、换掉、删去文件');
      await upload(page, '表.xlsx', await xlsx());
      await page.getByRole('link', { name: '回到草稿' }).last().click();
      expect(await page.getByLabel('显示的名称').inputValue()).toBe('表');
      expect(await page.getByLabel('正文').inputValue()).toBe('第一段。');
      await send(page, '保存');
      expect(await main(page)).toContain('已经保存，可以送审了');
      await send(page, '送审');
    },
    options,
  );
  await office.visit(
    'reviewer',
    async (page) => {
      await office.go(page, '/staff/');
      expect(await main(page)).toContain('1 篇内容等您审核');
      await office.go(page, '/staff/content/');
      await link(page, title).click();
      await send(page, '退回修改');
      expect(await alert(page)).toContain('请写明哪里要改');
      await page.getByLabel('意见').fill('第一段要写明日期。');
      await send(page, '退回修改');
    },
    options,
  );
  await office.visit(
    'editor',
    async (page) => {
      await office.go(page, '/staff/content/');
      expect(await main(page)).toContain('退回意见：第一段要写明日期。');
      await link(page, title).click();
      await page.getByLabel('正文').fill('12 月 1 日起。');
      await send(page, '送审');
      expect(await main(page)).toContain('等待初审');
      await send(page, '收回修改');
      await link(page, '不写了，作废这篇草稿').click();
      await send(page, '作废');
      expect(await main(page)).toContain('草稿已经作废');
    },
    options,
  );
}, 300_000);

test('what must not be published is refused with a sentence, and nothing typed is lost', async () => {
  await office.visit('editor', async (page) => {
    await beginNews(page, '不该收的文件');
    await send(page, '上传、换掉、删去文件');
    const program = Buffer.concat([Buffer.from('MZ\u0090\0\u0003'), Buffer.alloc(4000)]);
    await upload(page, '通知.pdf', program);
    expect(await alert(page)).toMatch(/通知\.pdf/);
    await upload(page, '带宏.docm', await xlsx());
    expect(await alert(page)).toMatch(/docm|宏/);
    await upload(page, '太大.pdf', Buffer.concat([await pdf(), Buffer.alloc(30 * 1024 * 1024)]));
    expect(await alert(page)).toContain('文件超过 20 MB');
    expect(await main(page)).toContain('还没有文件');
    await page.getByRole('link', { name: '回到草稿' }).last().click();
    await page.locator('.tiptap').waitFor();
    await page.getByRole('button', { name: '看 Markdown 源码' }).click();
    const text = '请看[这里](/no-such-page/)。\n\n<script>alert(1)</script>\n';
    await page.locator('#body').fill(text);
    await send(page, '送审');
    const said = await alert(page);
    expect(said).toContain('还没有送审');
    expect(said).toContain('/no-such-page/');
    expect(said).toMatch(/script|HTML/);
    expect(await page.locator('#body').inputValue()).toBe(text);
  });
}, 300_000);

test('of two who save one draft the second sees both versions, and loses nothing', async () => {
  await office.visit('editor', async (first) => {
    await beginNews(first, '两个人改的通知');
    await send(first, '保存');
    const { pathname } = new URL(first.url());
    await office.visit('administrator', async (second) => {
      await office.go(second, pathname);
      await second.getByLabel('摘要', { exact: true }).fill('管理员写的摘要。');
      await first.getByLabel('摘要', { exact: true }).fill('编辑写的摘要。');
      await send(first, '保存');
      // The script is told first.
      await second.getByText('改过这篇草稿，您写的还没有保存').waitFor();
      await send(second, '保存');
      expect(await main(second)).toContain('演示编辑在');
      expect(await second.locator('.other-version ins').allInnerTexts()).not.toEqual([]);
      expect(await second.getByLabel('摘要', { exact: true }).inputValue()).toBe(
        '管理员写的摘要。',
      );
      await send(second, '保存');
    });
    await office.go(first, pathname);
    expect(await first.getByLabel('摘要', { exact: true }).inputValue()).toBe('管理员写的摘要。');
  });
}, 300_000);

test('what is typed when the session has ended stays, is offered again, and is saved', async () => {
  await office.visit(
    'editor',
    async (page) => {
      await beginNews(page, '登录到期的通知');
      await send(page, '保存');
      const cookies = await page.context().cookies();
      await page.context().clearCookies();
      await page.getByLabel('摘要', { exact: true }).fill('到期以后写的。');
      await page.getByText('登录已经到期，还没有保存').waitFor();
      await press(page, '保存');
      expect(await page.getByLabel('摘要', { exact: true }).inputValue()).toBe('到期以后写的。');
      await page.context().addCookies(cookies);
      page.once('dialog', (dialog) => dialog.accept());
      await page.goto(page.url());
      await press(page, '放回表单');
      expect(await page.getByLabel('摘要', { exact: true }).inputValue()).toBe('到期以后写的。');
      await page.getByText(/已自动保存 \d\d:\d\d/).waitFor();
    },
    { expectedErrors: /status of 401|Failed to load/ },
  );
}, 300_000);

test('an entry that somebody is changing leads to their draft, and one may begin after its pattern', async () => {
  const entry = '/staff/content/news/2026-11-sample-marks/';
  await office.visit('editor', async (page) => {
    await office.go(page, entry);
    await send(page, '修改');
    const draft = page.url();
    await office.go(page, entry);
    await send(page, '修改');
    expect(await alert(page)).toContain('已经有一份没有发布的草稿');
    await link(page, '打开那份草稿').click();
    await page.waitForURL(draft);
    await office.go(page, entry);
    await send(page, '照这篇写新的');
    expect(await main(page)).toContain('新的新闻，还没有发布');
    expect(await page.getByLabel('摘要', { exact: true }).inputValue()).not.toBe('');
  });
}, 300_000);

test('a catalog is changed by its spreadsheet, and the diff is shown cell by cell', async () => {
  await office.visit('editor', async (page) => {
    await office.go(page, '/staff/content/catalogs/');
    await link(page, '机构').click();
    const csv = await readFile('content/catalogs/institutions.csv', 'utf8');
    const lines = csv.split('\n');
    const [code = ''] = (lines[1] ?? '').split(',');
    const send3 = async (name: string, text: string) => {
      const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
      await page.getByLabel('改好的文件').setInputFiles(file);
      await send(page, '上传并检查');
    };
    await send3('机构.csv', csv.replace(lines[0] ?? '', '甲,乙'));
    expect(await alert(page)).not.toBe('');
    expect(await page.getByLabel('改好的文件').isVisible()).toBe(true);
    await send3('机构.csv', csv.replace(/,(\S+?)大学,/, ',$1新大学,'));
    expect(await main(page)).toContain('修改 1 行');
    expect(await page.locator('.row-change ins').allInnerTexts()).toHaveLength(1);
    expect(code).not.toBe('');
    await send(page, '送审');
    expect(await main(page)).toContain('等待初审');
  });
}, 300_000);

test('the site goes back to an earlier release, asked once, and forward again', async () => {
  await office.visit('administrator', async (page) => {
    await office.go(page, '/staff/content/releases/');
    const current = () => page.locator('li', { hasText: '现在的网站' }).locator('b').innerText();
    const before = await current();
    await page.getByRole('link', { name: '退回到这个版本' }).first().click();
    await send(page, '退回到这个版本');
    expect(await current()).not.toBe(before);
    expect((await office.public('/')).status).toBe(200);
    await page.getByRole('link', { name: before }).click();
    await send(page, '退回到这个版本');
    expect(await current()).toBe(before);
  });
}, 300_000);
