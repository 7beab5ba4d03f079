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
import type { Page } from 'playwright-core';
import type { Role } from '#domain/permissions.ts';
import { Office, type VisitOptions } from './office.ts';

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
  readonly contentDir: string;
  private readonly dist: string;
  private readonly office: Office;

  private constructor(office: Office, contentDir: string, dist: string) {
    this.office = office;
    this.contentDir = contentDir;
    this.dist = dist;
  }

  static async open(): Promise<ContentOffice> {
    const contentDir = mkdtempSync(path.join(tmpdir(), 'jixue-content-'));
    cpSync('content', contentDir, { recursive: true });
    mkdirSync(BUILDS, { recursive: true });
    const dist = mkdtempSync(path.resolve(BUILDS, 'dist-'));
    copyCurrent('dist', dist);
    const settings = { CONTENT_DIR: contentDir, DIST_DIR: dist };
    const office = await Office.open(['editor', 'reviewer', 'administrator'], settings);
    return new ContentOffice(office, contentDir, dist);
  }

  get product() {
    return this.office.product;
  }

  async close(): Promise<void> {
    await this.office.close();
    rmSync(this.contentDir, { recursive: true, force: true });
    rmSync(this.dist, { recursive: true, force: true });
  }

  visit(
    role: Role,
    work: (page: Page) => Promise<void>,
    options: VisitOptions = {},
  ): Promise<void> {
    return this.office.visit(role, { expectedErrors, ...options }, work);
  }

  go = (page: Page, address: string) => this.office.go(page, address);

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
