import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '#domain/permissions.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { demoVisitor, firstSignIn } from './staff-visitor.ts';

type State = NonNullable<BrowserContextOptions['storageState']>;
export type VisitOptions = Parameters<typeof openPage>[1];

/** The product, and a browser with one person of each of some roles signed in. */
export class Office {
  readonly product: RunningProduct;
  private readonly browser: Browser;
  private readonly sessions: ReadonlyMap<Role, State>;

  private constructor(product: RunningProduct, browser: Browser, sessions: Map<Role, State>) {
    this.product = product;
    this.browser = browser;
    this.sessions = sessions;
  }

  static async open(
    roles: readonly Role[],
    settings?: Parameters<typeof startProduct>[0],
  ): Promise<Office> {
    const [product, browser] = await Promise.all([startProduct(settings), launchBrowser()]);
    const sessions = new Map<Role, State>();
    for (const role of roles) {
      const { page, close } = await openPage(browser, {});
      await firstSignIn(page, product.url, await demoVisitor(product, role));
      sessions.set(role, await page.context().storageState());
      await close();
    }
    return new Office(product, browser, sessions);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.stop();
  }

  /** In a window of its own; fails when its page writes an error that `options` does not expect. */
  async visit(
    role: Role,
    options: VisitOptions,
    work: (page: Page) => Promise<void>,
  ): Promise<void> {
    const storageState = this.sessions.get(role) as State;
    const { page, close } = await openPage(this.browser, { storageState, ...options });
    page.setDefaultTimeout(30_000);
    await work(page);
    await close();
  }

  go = (page: Page, address: string) => page.goto(this.product.url + address);
}
