import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Role } from '#domain/permissions.ts';
import { makeRequest } from '../support/factories.ts';
import { Office, type VisitOptions } from './office.ts';
import { issueByKey, send } from './report-visitor.ts';

/** Pages that say no have a status that says so too, which Chromium writes on its console. */
const expectedErrors = /status of (403|404|409|422)/;
export const WIDE = { width: 1400, height: 900 };

/** The product with people of three roles signed in, who work on reports. */
export class ReportOffice {
  private readonly office: Office;
  /** What must not be found in the log or in an address. */
  readonly secrets: string[] = [];
  private readonly addresses: string[] = [];

  private constructor(office: Office) {
    this.office = office;
  }

  static async open(): Promise<ReportOffice> {
    return new ReportOffice(await Office.open(['issuer', 'reviewer', 'editor']));
  }

  get product() {
    return this.office.product;
  }

  close = () => this.office.close();

  visit(
    options: VisitOptions,
    work: (page: Page) => Promise<void>,
    role: Role = 'issuer',
  ): Promise<void> {
    return this.office.visit(role, { expectedErrors, ...options }, async (page) => {
      page.on('request', (request) => this.addresses.push(decodeURIComponent(request.url())));
      await work(page);
    });
  }

  go = (page: Page, path: string) => this.office.go(page, path);

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
