import type { Page } from 'playwright-core';
import { examplesOfTypes } from '../site/pages/page-types.ts';
import type { RunningProduct } from './running-product.ts';

/** The address of one page of every type. */
export const PAGE_TYPES: readonly string[] = [
  ...examplesOfTypes.map((file) => `/${file.replace('index.html', '')}`),
  '/nothing/',
  '/verify/en/',
  '/verify/receipt/',
  '/verify/en/receipt/',
  '/search/?q=电子商务',
  '/search/?q=没有这样的东西',
  '/api/docs/',
];

const ANSWERS = [
  ['valid', 'asked by script'],
  ['valid', 'sent as a form'],
  ['revoked', 'asked by script'],
  ['superseded', 'sent as a form'],
] as const;

/** What the verification pages answer, drawn by the browser or sent by the service. */
export function reportAnswers(product: RunningProduct) {
  const { url, demo } = product;
  const answers = ANSWERS.map(([which, how]) => ({
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
  return [...answers, ...furtherAnswers(product)];
}

/** The answer in English, about a person, with a camera that is missing, and to a receipt. */
function furtherAnswers({ url, demo }: RunningProduct) {
  const open = async (page: Page) => {
    // Else the address would differ in its fragment alone.
    await page.goto(`${url}/about/`);
    await page.goto(demo.valid.verifyUrl);
    await page.locator('#receipt-text').waitFor();
  };
  return [
    {
      name: '/verify/en/ valid',
      async open(page: Page) {
        await open(page);
        await page.getByRole('link', { name: 'English' }).click();
        await page.locator('html[lang=en] #receipt-text').waitFor();
      },
    },
    {
      name: '/verify/ of another person, without a camera',
      async open(page: Page) {
        await open(page);
        await page.getByRole('textbox', { name: '证件号码' }).fill('E12345678');
        await page.getByRole('button', { name: '核对证件号码' }).click();
        await page.getByText('证件号码不一致').waitFor();
        await page.getByRole('button', { name: '扫描二维码' }).click();
        await page.locator('[data-scan] .fault').waitFor();
      },
    },
    {
      name: '/verify/receipt/ genuine',
      async open(page: Page) {
        await open(page);
        const receipt = await page.locator('#receipt-text').innerText();
        await page.goto(`${url}/verify/receipt/`);
        await page.getByRole('textbox', { name: '回执的文字' }).fill(receipt);
        await page.getByRole('button', { name: '检查回执' }).click();
        await page.getByRole('heading', { name: '回执属实' }).waitFor();
      },
    },
  ];
}
