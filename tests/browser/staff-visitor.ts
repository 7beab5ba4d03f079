import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Role } from '#domain/permissions.ts';
import type { DemoAccount } from '../../verify-api/staff/demo-accounts.ts';
import { totp } from '../support/totp.ts';
import type { RunningProduct } from './running-product.ts';

/** Somebody of the office, with what they know by heart and what their telephone knows. */
export interface StaffVisitor {
  account: string;
  password: string;
  /** Base32, once enrolled. */
  secret: string;
}

/** The demonstration's account of a role, as its owner gets it. */
export async function demoVisitor({ dataDir }: RunningProduct, role: Role): Promise<StaffVisitor> {
  const file = path.join(dataDir, 'demo-staff.json');
  const accounts = JSON.parse(await readFile(file, 'utf8')) as DemoAccount[];
  const found = accounts.find((account) => account.role === role);
  if (found === undefined) throw new Error(`no demo account for ${role}`);
  return { account: found.account, password: found.password, secret: '' };
}

/** Ends once the page that answers is read whole: a click alone waits for its beginning. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState('domcontentloaded');
}

export const heading = (page: Page) => page.locator('h1').innerText();

/** Account and password; ends on whatever page comes next. */
export async function givePassword(page: Page, url: string, { account, password }: StaffVisitor) {
  await page.goto(`${url}/staff/sign-in/`);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码').fill(password);
  await press(page, '下一步');
}

/** The six digits now shown by the telephone, on the page that asks for them. */
export async function giveCode(page: Page, { secret }: StaffVisitor, button: string) {
  await page.getByLabel('6 位动态口令').fill(totp(secret));
  await press(page, button);
}

/** As on any day. */
export async function signIn(page: Page, url: string, visitor: StaffVisitor) {
  await givePassword(page, url, visitor);
  await giveCode(page, visitor, '登录');
}

/** From the page that asks for a password of one's own to the home page; fills in what is learned. */
export async function setUp(page: Page, visitor: StaffVisitor, password: string) {
  await page.getByLabel('管理员给的密码').fill(visitor.password);
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再输入一次新密码').fill(password);
  await press(page, '修改密码');
  visitor.password = password;
  await beginEnrolment(page, visitor);
  await giveCode(page, visitor, '完成绑定');
}

/** Ends on the page with the QR; the secret is read as one would type it. */
export async function beginEnrolment(page: Page, visitor: StaffVisitor) {
  await page.getByLabel('请再输入一次密码').fill(visitor.password);
  await press(page, '开始绑定');
  visitor.secret = (await page.locator('[data-secret]').innerText()).replaceAll(' ', '');
}

/** The first sign-in with a password that somebody else has made, up to the home page. */
export async function firstSignIn(page: Page, url: string, visitor: StaffVisitor) {
  await givePassword(page, url, visitor);
  await setUp(page, visitor, `${visitor.password}-changed-${visitor.account.length}`);
}
