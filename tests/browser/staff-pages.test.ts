import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { formatReportNumber } from '#domain/report-number.ts';
import { axeFaults, EVERYTHING } from '../support/axe.ts';
import { courseRow, csvOf } from '../support/batch-files.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { makeIdNumber } from '../support/factories.ts';
import { faultsOfHtml } from '../support/validate-html.ts';
import { send } from './report-visitor.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import {
  beginEnrolment,
  demoVisitor,
  firstSignIn,
  giveCode,
  givePassword,
  heading,
  press,
  type StaffVisitor,
} from './staff-visitor.ts';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = await readFile(wasm);
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer } });
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const DISPLAYS = [
  ['standard', 'light'],
  ['standard', 'dark'],
  ['large', 'light'],
] as const;

const setDisplay = (page: Page, [size, theme]: readonly [string, string]) =>
  page.evaluate(
    `Object.assign(document.documentElement.dataset, { size: '${size}', theme: '${theme}' })`,
  );

/** What is wrong with the page as it stands, in every display and at every width. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const display of DISPLAYS) {
    await setDisplay(page, display);
    for (const width of [1280, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const scroll = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (scroll > width) faults.push(`${name} ${display}: ${scroll} > ${width}`);
    }
    const broken = await axeFaults(page, EVERYTHING);
    faults.push(...broken.map((fault) => `${name} ${display}: ${fault}`));
  }
  await setDisplay(page, ['standard', 'light']);
  return faults;
}

test('every page of the office, each answer of its forms too, is sound in every display and width', async () => {
  const { page, close } = await openPage(browser, {
    bypassCSP: true,
    reducedMotion: 'reduce',
    expectedErrors: /status of (401|403|404|409|422)|Blocked script execution/,
  });
  const found: string[] = [];
  let last: Response | undefined;
  page.on('response', (answer) => {
    const isPage = answer.frame() === page.mainFrame();
    if (isPage && answer.request().isNavigationRequest()) last = answer;
  });
  const look = async (name: string, title: string) => {
    expect(await heading(page), name).toBe(title);
    const faults = await faultsOfHtml((await last?.text()) ?? '');
    found.push(...faults.map((fault) => `${name}: ${fault}`));
    found.push(...(await faultsOf(page, name)));
  };
  const go = (path: string) => page.goto(product.url + path);

  await go('/staff/sign-in/');
  await look('sign-in', '登录');
  await go('/staff/sign-in/?why=lost');
  await look('session lost', '登录');
  const administrator = await demoVisitor(product, 'administrator');
  await givePassword(page, product.url, { ...administrator, password: 'wrong' });
  await look('wrong password', '登录');
  await givePassword(page, product.url, administrator);
  await look('first password', '请先改成自己的密码');
  await fillPassword(page, administrator, 'another-long-word', 'not-the-same');
  await look('passwords differ', '请先改成自己的密码');
  await fillPassword(page, administrator, 'another-long-word', 'another-long-word');
  administrator.password = 'another-long-word';
  await look('before enrolment', '绑定动态口令');
  await beginEnrolment(page, administrator);
  await look('enrolment', '绑定动态口令');
  expect(await readQr(page)).toMatch(
    new RegExp(`^otpauth://totp/[^?]*demo-administrator\\?secret=${administrator.secret}&`),
  );
  await page.getByLabel('6 位动态口令').fill('12');
  await press(page, '完成绑定');
  await look('wrong code', '绑定动态口令');
  expect(await readQr(page)).toContain(administrator.secret);
  await giveCode(page, administrator, '完成绑定');
  await look('home', '演示管理员，您好');
  await go('/staff/account/');
  await look('account', '我的账号');
  await go('/staff/password/');
  await look('password', '修改密码');

  await go('/staff/people/');
  await look('people', '账号');
  await go('/staff/people/new/');
  await look('new account', '新增账号');
  await page.evaluate(`document.querySelector('main form').noValidate = true`);
  await press(page, '新增账号');
  expect(await page.getByRole('alert').getByRole('link').count()).toBe(3);
  await look('new account, faults', '新增账号');
  await page.getByLabel('账号', { exact: true }).fill('ouyang.zhenhua-of-pudong-branch');
  await page.getByLabel('姓名').fill('欧阳'.repeat(20));
  await page.getByRole('radio', { name: '签发员', exact: true }).check();
  await page.getByLabel('分部（可不填）').fill('浦东'.repeat(20));
  await press(page, '新增账号');
  await look('slip', '账号已经新增');
  await go('/staff/people/');
  await look('people, a long name', '账号');
  await page.getByRole('link', { name: '欧阳' }).click();
  await look('person', '欧阳'.repeat(20));
  await page.getByRole('link', { name: '停用账号' }).click();
  await look('confirmation', `停用账号：${'欧阳'.repeat(20)}`);
  await go('/staff/people/nobody/');
  await look('no such account', '没有这个账号');

  await go('/staff/keys/');
  await look('no keys', '接口密钥');
  await go('/staff/keys/new/');
  await look('new key', '新增密钥');
  await page.getByLabel('用途').fill('教务系统'.repeat(15));
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await press(page, '新增密钥');
  await look('key shown', '密钥已经新增');
  await go('/staff/keys/');
  await look('keys', '接口密钥');
  await page.getByRole('link', { name: '停用', exact: true }).click();
  await look('ending a key', '停用密钥');

  await go('/staff/audit/');
  await look('trail', '操作记录');
  await go('/staff/audit/?from=2026-02-31');
  await look('trail, no such day', '操作记录');
  await go('/staff/audit/?subject=nothing-of-this-name');
  await look('trail, nothing found', '操作记录');

  await lookAtContent(page, go, look);
  await press(page, '退出');
  await givePassword(page, product.url, administrator);
  await look('code', '输入动态口令');
  await page.context().clearCookies();
  await firstSignIn(page, product.url, await demoVisitor(product, 'issuer'));
  await look('home of an issuer', '演示签发员，您好');
  await lookAtBatches(page, look, go);
  await go('/staff/audit/');
  await look('no permission', '没有权限');
  await lookAtReports(page, go, look);
  expect(found).toEqual([]);
  await close();
}, 600_000);

/** The pages about reports, as an issuer sees them. */
async function lookAtReports(
  page: Page,
  go: (path: string) => Promise<unknown>,
  look: (name: string, title: string) => Promise<void>,
) {
  await go('/staff/reports/');
  await look('reports', '报告');
  await page.getByLabel('报告编号、姓名或证件号码').fill('没有这个人');
  await send(page, '查找');
  await look('nobody found', '报告');
  await go('/staff/reports/?from=2026-02-31');
  await look('reports, no such day', '报告');
  const { valid, revoked, superseded } = product.demo;
  for (const { number } of [valid, revoked, superseded]) {
    await go(`/staff/reports/${number}/`);
    await look('report', formatReportNumber(number));
  }
  await go('/staff/reports/31264817392055164342/');
  await look('no such report', '没有找到这份报告');
  await go(`/staff/reports/${valid.number}/slip/`);
  await look('slip', '领取单');
  await go(`/staff/reports/${valid.number}/revoke/`);
  await send(page, '撤销报告');
  await look('revocation without a reason', '撤销报告');
  await go('/staff/reports/new/');
  await look('types', '签发哪一种报告？');
  await go(`/staff/reports/new/?supersedes=${valid.number}`);
  await look('successor', '换发报告');
  await go('/staff/reports/new/?supersedes=1');
  await look('no such report to supersede', '打不开这张表单');
  for (const type of ['certification', 'original-transcript', 'conversion', 'leisure']) {
    await go(`/staff/reports/new/?type=${type}`);
    await look(`form of ${type}`, '签发报告');
    await send(page, '签发');
    await look(`form of ${type}, faults`, '签发报告');
  }
  await go(`/staff/reports/new/?supersedes=${valid.number}`);
  await page.evaluate(`document.querySelector('[name=supersedes]').value = ''`);
  await send(page, '换发');
  await look('form with a like report', '签发报告');
  await go('/staff/reports/waiting/');
  await look('nothing waits', '复核');
  await go('/staff/reports/waiting/aaaaaaaaaaaa/');
  await look('no such prepared report', '没有这份待复核的报告');
}

/** The pages of editors and reviewers. */
async function lookAtContent(
  page: Page,
  go: (path: string) => Promise<unknown>,
  look: (name: string, title: string) => Promise<void>,
) {
  const at = '/staff/content';
  await go(`${at}/`);
  await look('nothing to do', '内容');
  for (const [kind, label] of Object.entries({ news: '新闻', nodes: '网点规定' })) {
    await go(`${at}/${kind}/`);
    await look(kind, label);
  }
  await go(`${at}/news/?q=没有这一篇`);
  await look('no such entry', '新闻');
  await go(`${at}/news/2026-11-batch-template/`);
  await look('entry', '批量存入模板和两份申请表可以下载');
  await go(`${at}/news/2026-11-batch-template/withdraw/`);
  await send(page, '撤下');
  await look('withdrawal without a reason', '撤下');
  await go(`${at}/news/no-such-entry/`);
  await look('no such entry', '没有这篇内容');

  await go(`${at}/guides/deposit/`);
  await send(page, '修改');
  await page.locator('.tiptap').waitFor();
  await look('form of a guide', '存入学习成果');
  await go(`${at}/news/`);
  await send(page, '写新的');
  await page.locator('.tiptap').waitFor();
  await look('new draft', '还没有标题的新闻');
  const { pathname } = new URL(page.url());
  await page.getByLabel('标题', { exact: true }).fill('很长的标题'.repeat(12));
  await send(page, '添加一个附件');
  await page.locator('.tiptap').waitFor();
  await send(page, '送审');
  await page.locator('.tiptap').waitFor();
  await look('draft with faults', '很长的标题'.repeat(12));
  await press(page, '表格');
  await page.locator('.tiptap:focus').waitFor();
  for (const name of ['甲', '乙', '丙']) {
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
  }
  await press(page, '链接');
  await look('editor with a panel', '很长的标题'.repeat(12));
  await press(page, '图片');
  await look('editor with pictures', '很长的标题'.repeat(12));
  await go(`${pathname}files/`);
  const name = `${'很长的文件名'.repeat(8)}.csv`;
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from('一,二\n三,四\n') };
  await page.getByLabel('上传文件').setInputFiles(file);
  await send(page, '上传');
  await look('files', '文件和图片');
  await go(`${pathname}preview/`);
  await look('preview', `预览：${'很长的标题'.repeat(12)}`);
  await go(`${pathname}review/`);
  await look('draft as a whole', '很长的标题'.repeat(12));
  await go(`${pathname}drop/`);
  await look('dropping a draft', '作废草稿');
  await go(`${at}/drafts/no-such-draft/`);
  await look('no such draft', '没有这篇草稿');
  await go(`${at}/`);
  await look('drafts', '内容');
  for (const [path, title] of [
    ['catalogs/', '目录'],
    ['catalogs/institutions/', '机构'],
    ['catalogs/nothing/', '没有这份目录'],
    ['publications/', '发布情况'],
    ['releases/', '历次版本'],
    ['releases/20261122-203938/', '退回到这个版本'],
    ['files/', '没有用到的文件'],
    ['guide/', '内容怎样写、怎样发布'],
  ] as const) {
    await go(`${at}/${path}`);
    await look(path, title);
  }
}

/** The pages about lists of reports, as an issuer sees them. */
async function lookAtBatches(
  page: Page,
  look: (name: string, title: string) => Promise<void>,
  go: (path: string) => Promise<unknown>,
) {
  const send = async (name: string, rows: string[][]) => {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(csvOf(rows)) };
    await page.getByLabel('名单文件').setInputFiles(file);
    await press(page, '上传并检查');
  };
  const title = '上传名单：学习成果认证报告';
  await go('/staff/batches/');
  await look('no batches', '批量签发');
  await go('/staff/batches/new/');
  await look('kinds of batches', '上传名单');
  await page.getByRole('link', { name: '学习成果认证报告' }).click();
  await look('new batch', title);
  await send('错.csv', [
    courseRow({ 学分: '三', 成果名称: '长'.repeat(101) }),
    courseRow({ 姓名: '' }),
  ]);
  await look('batch with faults', title);
  const person = { 姓名: '欧阳'.repeat(12), 证件号码: makeIdNumber() };
  const name = `${'很长的文件名'.repeat(12)}.csv`;
  await send(name, [courseRow(person), courseRow(person)]);
  const short = `批量签发：${name.slice(0, 29)}…`;
  await look('batch to confirm', short);
  await page.getByRole('link', { name: '签发这 2 份报告' }).click();
  await look('confirming a batch', '签发这一批');
  await press(page, '开始签发');
  await page.getByText('已经完成').waitFor();
  await look('batch issued', short);
  await go('/staff/batches/');
  await look('batches', '批量签发');
  await go('/staff/batches/nothing-here/');
  await look('no such batch', '没有这个批次');
}

async function fillPassword(page: Page, { password }: StaffVisitor, next: string, again: string) {
  await page.getByLabel('管理员给的密码').fill(password);
  await page.getByLabel('新密码', { exact: true }).fill(next);
  await page.getByLabel('再输入一次新密码').fill(again);
  await press(page, '修改密码');
}

/** What a telephone reads off the screen. */
async function readQr(page: Page): Promise<string> {
  const picture = await page.locator('.qr-code').screenshot();
  const [code] = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  return code?.text ?? '';
}

test('no page of the office is kept, listed or found', async () => {
  const paths = ['/staff/', '/staff/sign-in/', '/staff/people/', '/staff/no-such-page/'];
  for (const path of paths.slice(0, 3)) {
    const answer = await fetch(product.url + path, { redirect: 'manual' });
    expect(answer.headers.get('Cache-Control'), path).toBe('no-store');
    expect(answer.headers.get('X-Robots-Tag'), path).toBe('noindex');
  }
  const signIn = await (await fetch(`${product.url}/staff/sign-in/`)).text();
  expect(signIn).toContain('<meta name="robots" content="noindex">');
  expect(signIn).toMatch(/http-equiv="content-security-policy" content="default-src 'self';/);
  const robots = await (await fetch(`${product.url}/robots.txt`)).text();
  expect(robots).toContain('Disallow: /staff/');
  const sitemap = await (await fetch(`${product.url}/sitemap-0.xml`)).text();
  expect(sitemap).toContain('<loc>');
  expect(sitemap).not.toContain('/staff/');
});

test('the style sheet of the office is its own', async () => {
  const sheetsOf = async (path: string) => {
    const html = await (await fetch(product.url + path)).text();
    return [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);
  };
  const office = await sheetsOf('/staff/sign-in/');
  const shared = await sheetsOf('/search/?q=x');
  expect(await sheetsOf('/')).toEqual(shared);
  const own = office.filter((sheet) => !shared.includes(sheet));
  expect(own).toHaveLength(1);
  expect(await (await fetch(product.url + own[0])).text()).toContain('.signed-in');
});
