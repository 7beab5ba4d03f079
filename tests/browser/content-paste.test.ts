import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';

/** The editor as it is built, in a page of the site with its own policy, without the office around it. */
const CLIENT = path.resolve('dist/client');
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

let server: Server;
let browser: Browser;
let url: string;
let script: string;

beforeAll(async () => {
  const [found] = globSync('_astro/rich-text.*.js', { cwd: CLIENT });
  if (found === undefined) throw new Error('the editor is not in the build');
  script = `/${found}`;
  const policy = (await readFile(path.join(CLIENT, '404.html'), 'utf8')).match(
    /<meta http-equiv="content-security-policy"[^>]*>/,
  )?.[0];
  const html = `<!doctype html><html lang="zh-CN"><head>${policy}<title>x</title>
    <script type="module" src="/open.js"></script></head>
    <body><label id="body-label" for="body">正文</label><textarea id="body"></textarea></body></html>`;
  const opening = `import { openRichText } from '${script}'; window.openRichText = openRichText;`;
  server = createServer(async (request, response) => {
    if (request.url === '/open.js') {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(opening);
      return;
    }
    const file = path.join(CLIENT, new URL(request.url ?? '', 'http://x').pathname);
    const type = TYPES[path.extname(file)];
    response.setHeader('Content-Type', type ?? 'text/html; charset=utf-8');
    response.end(type ? await readFile(file) : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Opens the editor on a text; `window.editor` is then Tiptap's own. */
async function edit(page: Page, markdown: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction('window.openRichText');
  await page.evaluate((markdown) => {
    const box = document.querySelector('textarea') as HTMLTextAreaElement;
    box.value = markdown;
    const { openRichText } = window as unknown as Record<string, (...args: unknown[]) => unknown>;
    Object.assign(window, { editor: openRichText?.(box, '/nowhere') });
  }, markdown);
}

const textOf = (page: Page) => page.locator('#body').inputValue();

/** As the keyboard does it: the browser hands the page what the other program has put there. */
const paste = (page: Page, html: string) =>
  page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', 'x');
    const event = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    document.querySelector('.tiptap')?.dispatchEvent(event);
  }, html);

const clipboard = (name: string) => readFile(`tests/browser/clipboard/${name}.txt`, 'utf8');

const pasted: [program: string, markdown: string][] = [
  [
    'word',
    `## 关于寒假安排的通知

各分部：**寒假期间暂停认定受理**，安排见[安排表](https://example.org/plan?id=1)。

一、受理时间

- 网上查询照常；
  - 核验也照常；
- 窗口停办。

1. 先看公告。
2. 再来*办理*。

| 分部 | 停办时间 |  |
| --- | --- | --- |
| 浦东 | 1月20日 | 上午 下午 |
| 浦东 | 1月21日\\|周四 |  |

内部文件和脚本、[邮箱](mailto:a@example.org)。
`,
  ],
  [
    'wps',
    `## 办理要求

请**本人**办理。

一、材料

1. 身份证；
2. 申请表。

| 材料 | 份数 |
| --- | --- |
| **申请表** | 2 |
`,
  ],
  [
    'excel',
    `| 代码 | 名称 | 学分 |
| --- | --- | --- |
| 00101 | 公司概况 | 3 |
| 00102 | 密码学 (上) | 4.5 |
`,
  ],
];

for (const [program, markdown] of pasted) {
  test(`what ${program} puts on the clipboard becomes clean Markdown`, async () => {
    const { page, close } = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await edit(page, '');
    await paste(page, await clipboard(program));
    expect(await textOf(page)).toBe(markdown);
    // Nothing was fetched from anywhere else: no picture that tells who reads what.
    expect(asked.filter((one) => !one.startsWith(url))).toEqual([]);
    if (program === 'word') {
      expect(await page.getByRole('status').innerText()).toContain('图片');
    }
    await close();
  });
}

test('an entry that is opened keeps every letter, and one that is changed keeps all other blocks', async () => {
  const { page, close } = await openPage(browser);
  await edit(page, '');
  const files = globSync('content/*/*.md').sort();
  expect(files.length).toBeGreaterThan(150);
  const changed: string[] = [];
  for (const file of files) {
    const body = (await readFile(file, 'utf8')).replace(/^---\n[\s\S]*?\n---\n+/, '');
    if (body.trim() === '') continue;
    const after = await page.evaluate(async (body) => {
      const box = document.querySelector('textarea') as HTMLTextAreaElement;
      const { editor } = window as unknown as { editor: import('@tiptap/core').Editor };
      box.value = body;
      box.dispatchEvent(new Event('restored'));
      const opened = box.value;
      const shown = box.hidden;
      editor.commands.insertContentAt(editor.state.doc.content.size, {
        type: 'paragraph',
        content: [{ type: 'text', text: '加一段。' }],
      });
      return { opened, shown, saved: box.value };
    }, body);
    if (!after.shown) changed.push(`${file} is not shown`);
    if (after.opened !== body) changed.push(`${file} on opening`);
    if (after.saved !== `${body.trimEnd()}\n\n加一段。\n`) changed.push(`${file} on saving`);
  }
  expect(changed).toEqual([]);
  await close();
}, 300_000);

test('what is typed is text, whatever Markdown would make of it', async () => {
  const { page, close } = await openPage(browser);
  const lines = [
    '1. 一',
    '- 二',
    '# 三',
    '+ 四',
    '---',
    '*五*',
    '<b>六</b>',
    '[七](八)',
    'a|b_c_d',
    '# ',
  ];
  await edit(page, '');
  const read = await page.evaluate((lines) => {
    const box = document.querySelector('textarea') as HTMLTextAreaElement;
    const { editor } = window as unknown as { editor: import('@tiptap/core').Editor };
    const content = lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
    editor.commands.setContent({ type: 'doc', content }, { emitUpdate: true });
    const written = box.value;
    box.dispatchEvent(new Event('restored'));
    return {
      written,
      shown: box.hidden,
      lines: editor.getText({ blockSeparator: '\n' }).split('\n'),
    };
  }, lines);
  expect(read.shown, read.written).toBe(true);
  expect(read.lines.map((line) => line.trim())).toEqual(lines.map((line) => line.trim()));
  await close();
});

test('what the editor cannot show is changed as Markdown, and it says so', async () => {
  const { page, close } = await openPage(browser);
  const markdown = '一段。\n\n<details><summary>二</summary></details>\n';
  await edit(page, markdown);
  expect(await page.locator('#body').isVisible()).toBe(true);
  expect(await page.getByRole('status').innerText()).toContain('只能在这里用 Markdown 修改');
  expect(await textOf(page)).toBe(markdown);
  await close();
});

test('headings, lists, links and tables are made with buttons, and undone', async () => {
  const { page, close } = await openPage(browser);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await edit(page, '甲\n');
  await page.locator('.tiptap').click();
  await press('大标题');
  expect(await textOf(page)).toBe('## 甲\n');
  await press('撤销');
  expect(await textOf(page)).toBe('甲\n');
  await press('加粗');
  await page.keyboard.type('乙');
  expect(await textOf(page)).toBe('甲**乙**\n');
  await page.keyboard.press('Control+a');
  await press('链接');
  await page.getByLabel('链接到').fill('guides');
  await press('加上链接');
  expect(await page.getByRole('alert').innerText()).toContain('以 / 开头');
  await page.getByLabel('链接到').fill('/guides/');
  await press('加上链接');
  expect(await textOf(page)).toContain('](/guides/)');
  // The editor has the keyboard again a moment after the panel is gone.
  await page.locator('.tiptap:focus').waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await press('项目符号');
  await page.keyboard.type('丙');
  expect(await textOf(page)).toMatch(/\n\n- .*丙/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await press('表格');
  await page.keyboard.type('丁');
  await press('右边加一列');
  await press('下面加一行');
  await press('删去这一列');
  const table = (await textOf(page)).split('\n').filter((line) => line.startsWith('|'));
  expect(table).toHaveLength(5);
  await press('看 Markdown 源码');
  expect(await page.locator('#body').isVisible()).toBe(true);
  await page.locator('#body').fill('戊\n');
  await press('回到编辑器');
  expect(await page.locator('.tiptap').innerText()).toBe('戊');
  await close();
});
