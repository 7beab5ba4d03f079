import type { Page } from 'playwright-core';
import { examplesOfTypes } from '../site/pages/page-types.ts';
import type { RunningProduct } from './running-product.ts';

/** The address of one page of every type. */
export const PAGE_TYPES: readonly string[] = [
  ...examplesOfTypes.map((file) => `/${file.replace('index.html', '')}`),
  '/nothing/',
  '/search/?q=电子商务',
  '/search/?q=没有这样的东西',
];

const ANSWERS = [
  ['valid', 'asked by script'],
  ['valid', 'sent as a form'],
  ['revoked', 'asked by script'],
  ['superseded', 'sent as a form'],
] as const;

/** What the verification page answers, drawn by the browser or sent by the service. */
export function reportAnswers({ url, demo }: RunningProduct) {
  return ANSWERS.map(([which, how]) => ({
    name: `/verify/ ${which} ${how}`,
    async open(page: Page) {
      await page.goto(`${url}/verify/`);
      await page.getByRole('textbox', { name: '报告编号' }).fill(demo[which].number);
      await page.getByRole('textbox', { name: '验证码' }).fill(demo[which].code);
      if (how === 'asked by script') {
        await page.getByRole('button', { name: '核验报告' }).click();
      } else {
        // Sends the form itself; the script that would ask in its place hears nothing.
        const form = page.locator('form', { hasText: '报告编号' });
        const loaded = page.waitForEvent('load');
        await form.evaluate((element) => (element as HTMLFormElement).submit());
        await loaded;
      }
      await page.locator('[data-result] h1').waitFor();
    },
  }));
}
