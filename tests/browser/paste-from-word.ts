import type { Page } from 'playwright-core';

/** As the keyboard does it: the browser hands the editor what another program has put on the clipboard. */
export async function pasteFromWord(page: Page, html: string): Promise<void> {
  await page.locator('.tiptap').click();
  await page.evaluate((html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.tiptap')?.dispatchEvent(event);
  }, html);
}
