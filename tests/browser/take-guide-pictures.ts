import { mkdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { ContentOffice } from './content-office.ts';
import { pasteFromWord } from './paste-from-word.ts';
import { send } from './report-visitor.ts';

const FOLDER = 'site/features/staff/content/guide/pictures';
const SIZE = { width: 900, height: 720 };
const TITLE = '关于 2027 年寒假期间暂停窗口受理的通知';

/** The pictures of the editors' guide, taken while a notice is written, mended and reviewed. Returns how many. */
export async function takeGuidePictures(): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  const office = await ContentOffice.open();
  let taken = 0;
  const take = async (page: Page, name: string, from: string) => {
    const top = page.locator(from).first();
    await top.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    taken += 1;
  };
  try {
    let address = '';
    await office.visit(
      'editor',
      async (page) => {
        await office.go(page, '/staff/content/news/');
        await send(page, '写新的');
        await page.locator('.tiptap').waitFor();
        await page.getByLabel('标题', { exact: true }).fill(TITLE);
        await send(page, '送审');
        await page.locator('.tiptap').waitFor();
        await take(page, 'gate', '.notice');
        await page.getByLabel('分类', { exact: true }).selectOption('通知公告');
        const summary = '寒假期间各分部暂停窗口受理，网上查询和核验照常。';
        await page.getByLabel('摘要', { exact: true }).fill(summary);
        await pasteFromWord(page, await readFile('tests/browser/clipboard/notice.txt', 'utf8'));
        await send(page, '保存');
        await page.goto(page.url().replace(/\?.*$/, ''));
        await page.locator('.tiptap').waitFor();
        await take(page, 'write', 'h1');
        await page.locator('.tiptap td').first().click();
        await take(page, 'word', '.body-field');
        await send(page, '上传、换掉、删去文件');
        for (const [name, file] of [
          ['通知原文.pdf', 'content/news/node-training-agenda.pdf'],
          ['各分部安排表.xlsx', 'content/news/new-rules-2025.xlsx'],
        ] as const) {
          const buffer = await readFile(file);
          const upload = { name, mimeType: 'application/octet-stream', buffer };
          await page.getByLabel('上传文件').setInputFiles(upload);
          await send(page, '上传');
        }
        await take(page, 'files', 'h1');
        await page.getByRole('link', { name: '回到草稿' }).last().click();
        await page.locator('.tiptap').waitFor();
        await send(page, '预览');
        address = page.url().replace(/preview\/.*$/, '');
        await page.setViewportSize({ width: 1180, height: 800 });
        await framesAreDrawn(page);
        await take(page, 'preview', 'h1');
        await page.setViewportSize(SIZE);
        await page.goto(address);
        await page.locator('.tiptap').waitFor();
        await send(page, '送审');
        await office.go(page, '/staff/content/catalogs/institutions/');
        const csv = await readFile('content/catalogs/institutions.csv', 'utf8');
        const buffer = Buffer.from(csv.replace('理事长单位', '理事单位'));
        const upload = { name: '机构.csv', mimeType: 'text/csv', buffer };
        await page.getByLabel('改好的文件').setInputFiles(upload);
        await send(page, '上传并检查');
        await take(page, 'catalog', '#plan');
      },
      { viewport: SIZE },
    );
    await office.visit(
      'reviewer',
      async (page) => {
        await page.goto(`${address}review/?width=phone`);
        await framesAreDrawn(page);
        await take(page, 'review', '#history');
      },
      { viewport: SIZE },
    );
  } finally {
    await office.close();
  }
  return taken;
}

async function framesAreDrawn(page: Page): Promise<void> {
  for (const frame of await page.locator('iframe').all()) {
    await frame.scrollIntoViewIfNeeded();
    await frame.contentFrame().locator('.site-foot').waitFor();
  }
}
