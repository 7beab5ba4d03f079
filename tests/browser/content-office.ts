import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '#domain/permissions.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { demoVisitor, firstSignIn } from './staff-visitor.ts';

type State = NonNullable<BrowserContextOptions['storageState']>;

/** Inside the project: what is built there must find the packages it imports. */
const BUILDS = 'node_modules/.cache/offices';
/**
 * Pages that say no have a status that says so too, which Chromium writes on its console; so it does of
 * the scripts of a page in a preview, which runs none.
 */
const expectedErrors = /status of (404|409|413|422)|Blocked script execution in '[^']+\/preview'/;

/** The release that is live, without those before it: they are many files to copy and to take away again. */
function copyCurrent(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    const isLink = lstatSync(path.join(from, name)).isSymbolicLink();
    if (isLink) symlinkSync(readlinkSync(path.join(from, name)), path.join(to, name));
  }
  const release = readlinkSync(path.join(from, 'current'));
  cpSync(path.join(from, release), path.join(to, release), { recursive: true });
}

/** The product on a content directory and a build of its own, with people of three roles signed in. */
export class ContentOffice {
  readonly product: RunningProduct;
  readonly contentDir: string;
  private readonly dist: string;
  private readonly browser: Browser;
  private readonly sessions = new Map<Role, State>();

  private constructor(product: RunningProduct, browser: Browser, contentDir: string, dist: string) {
    this.product = product;
    this.browser = browser;
    this.contentDir = contentDir;
    this.dist = dist;
  }

  static async open(): Promise<ContentOffice> {
    const contentDir = mkdtempSync(path.join(tmpdir(), 'jixue-content-'));
    cpSync('content', contentDir, { recursive: true });
    mkdirSync(BUILDS, { recursive: true });
    const dist = mkdtempSync(path.resolve(BUILDS, 'dist-'));
    copyCurrent('dist', dist);
    const [product, browser] = await Promise.all([
      startProduct({ CONTENT_DIR: contentDir, DIST_DIR: dist }),
      launchBrowser(),
    ]);
    const office = new ContentOffice(product, browser, contentDir, dist);
    for (const role of ['editor', 'reviewer', 'administrator'] as const) {
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
    rmSync(this.contentDir, { recursive: true, force: true });
    rmSync(this.dist, { recursive: true, force: true });
  }

  async visit(
    role: Role,
    work: (page: Page) => Promise<void>,
    options: Parameters<typeof openPage>[1] = {},
  ): Promise<void> {
    const storageState = this.sessions.get(role) as State;
    const { page, close } = await openPage(this.browser, {
      expectedErrors,
      storageState,
      ...options,
    });
    page.setDefaultTimeout(30_000);
    await work(page);
    await close();
  }

  go = (page: Page, address: string) => page.goto(this.product.url + address);

  /** A page or file of the public site, as text. */
  async public(address: string): Promise<{ status: number; text: string }> {
    const answer = await fetch(this.product.url + address, { redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  }

  /** Waits until the public site is so; builds take their time on a busy machine. */
  async untilPublic(address: string, isSo: (answer: { status: number; text: string }) => boolean) {
    for (;;) {
      const answer = await this.public(address);
      if (isSo(answer)) return answer;
      await wait(250);
    }
  }
}
