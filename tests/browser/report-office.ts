import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { makeRequest } from '../support/factories.ts';
import { issueByKey, send } from './report-visitor.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { demoVisitor, firstSignIn } from './staff-visitor.ts';

/** Pages that say no have a status that says so too, which Chromium writes on its console. */
const expectedErrors = /status of (403|404|409|422)/;
export const WIDE = { width: 1400, height: 900 };

type State = NonNullable<BrowserContextOptions['storageState']>;
type Role = 'issuer' | 'reviewer' | 'editor';

/** The product with people of three roles signed in, who work on reports. */
export class ReportOffice {
  readonly product: RunningProduct;
  private readonly browser: Browser;
  private readonly sessions = new Map<Role, State>();
  /** What must not be found in the log or in an address. */
  readonly secrets: string[] = [];
  private readonly addresses: string[] = [];

  private constructor(product: RunningProduct, browser: Browser) {
    this.product = product;
    this.browser = browser;
  }

  static async open(): Promise<ReportOffice> {
    const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
    const office = new ReportOffice(product, browser);
    for (const role of ['issuer', 'reviewer', 'editor'] as const) {
      const { page, close } = await openPage(browser, {});
      await firstSignIn(page, product.url, await demoVisitor(product, role));
      office.sessions.set(role, await page.context().storageState());
      await close();
    }
    return office;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.stop();
  }

  async visit(
    options: Parameters<typeof openPage>[1],
    work: (page: Page) => Promise<void>,
    role: Role = 'issuer',
  ): Promise<void> {
    const storageState = this.sessions.get(role) as State;
    const { page, close } = await openPage(this.browser, {
      expectedErrors,
      storageState,
      ...options,
    });
    page.setDefaultTimeout(20_000);
    page.on('request', (request) => this.addresses.push(decodeURIComponent(request.url())));
    await work(page);
    await close();
  }

  go = (page: Page, path: string) => page.goto(this.product.url + path);

  async find(page: Page, q: string): Promise<void> {
    await this.go(page, '/staff/reports/');
    await page.getByLabel('报告编号、姓名或证件号码').fill(q);
    await send(page, '查找');
  }

  /** A report of a new person, as another system issues it. */
  async issued(more: Record<string, unknown> = {}) {
    const request = makeRequest(more);
    this.secrets.push(request.holder.name, request.holder.idNumber);
    return { number: await issueByKey(this.product, request), holder: request.holder };
  }

  /** No name and no ID number was in the log or in any address, of so many at the least. */
  expectSilence(least: { secrets: number; addresses: number }): void {
    const { secrets, addresses } = this;
    expect(secrets.length).toBeGreaterThan(least.secrets);
    const said = this.product.said();
    expect(said).toContain('POST page');
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    expect(addresses.length).toBeGreaterThan(least.addresses);
    const told = addresses.filter((address) => secrets.some((secret) => address.includes(secret)));
    expect(told).toEqual([]);
  }
}

export const main = (page: Page) => page.locator('main').innerText();
export const alert = (page: Page) => page.getByRole('alert');
export const numberOf = (page: Page) => /reports\/(\d{20})\//.exec(page.url())?.[1] ?? '';
