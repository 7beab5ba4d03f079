import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
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
  setUp,
  signIn,
} from './staff-visitor.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
/** Pages that say no have a status that says so too, which Chromium writes on its console. */
const expectedErrors = /status of (401|403|404|409|422|429)/;
let product: RunningProduct;
let browser: Browser;
let administrator: StaffVisitor;
/** What must not be found in the log. */
const secrets: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  administrator = await demoVisitor(product, 'administrator');
  await visit({}, async (page) => {
    await firstSignIn(page, product.url, administrator);
    expect(await heading(page)).toBe('演示管理员，您好');
  });
  secrets.push(administrator.password, administrator.secret);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** One person at one browser. */
async function visit(
  options: Parameters<typeof openPage>[1],
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, close } = await openPage(browser, { expectedErrors, ...options });
  // Says where it got stuck, before the whole test runs out of time.
  page.setDefaultTimeout(15_000);
  await work(page);
  await close();
}

const main = (page: Page) => page.locator('main').innerText();
const go = (page: Page, path: string) => page.goto(product.url + path);
const navigation = (page: Page) =>
  page.getByRole('navigation', { name: '工作台导航' }).getByRole('link').allInnerTexts();

/** An administrator adds somebody, and reads the slip. */
async function addPerson(page: Page, account: string, name: string, role: string) {
  await go(page, '/staff/people/new/');
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('姓名').fill(name);
  await page.getByRole('radio', { name: role, exact: true }).check();
  await page.getByLabel('分部（可不填）').fill('浦东分部');
  await press(page, '新增账号');
  expect(await heading(page)).toBe('账号已经新增');
  const password = await page.locator('.slip .secret').innerText();
  secrets.push(name, password);
  return { account, password, secret: '' };
}

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const options = { ...PHONE, javaScriptEnabled };
  const suffix = javaScriptEnabled ? 'js' : 'plain';

  test('an administrator adds somebody, who signs in for the first time, and again on another day', async () => {
    const name = `王敏${suffix}`;
    let person: StaffVisitor = { account: '', password: '', secret: '' };
    await visit(options, async (page) => {
      await signIn(page, product.url, administrator);
      expect(await navigation(page)).toEqual(
        expect.arrayContaining(['账号', '接口密钥', '操作记录']),
      );
      person = await addPerson(page, `wang.${suffix}`, name, '签发员');
      await go(page, '/staff/people/');
      expect(await main(page)).not.toContain(person.password);
    });
    await visit(options, async (page) => {
      await go(page, '/staff/people/');
      expect(page.url()).toBe(`${product.url}/staff/sign-in/?next=%2Fstaff%2Fpeople%2F`);
      await givePassword(page, product.url, person);
      expect(await heading(page)).toBe('请先改成自己的密码');
      await go(page, '/staff/account/');
      expect(await heading(page)).toBe('请先改成自己的密码');
      await setUp(page, person, `a-long-word-${suffix}`);
      secrets.push(person.password, person.secret);
      expect(await heading(page)).toBe(`${name}，您好`);
      expect(await page.locator('header').innerText()).toContain('签发员，浦东分部');
      const cookies = await page.context().cookies();
      expect(cookies.length).toBeGreaterThan(0);
      for (const { httpOnly, sameSite } of cookies) {
        expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Strict' });
      }
      await press(page, '退出');
      expect(await main(page)).toContain('您已退出');
      await go(page, '/staff/account/');
      expect(page.url()).toContain('/staff/sign-in/');
      await page.getByLabel('账号').fill(person.account);
      await page.getByLabel('密码').fill(person.password);
      await press(page, '下一步');
      expect(await heading(page)).toBe('输入动态口令');
      await giveCode(page, person, '登录');
      expect(page.url()).toBe(`${product.url}/staff/account/`);
    });
  });

  test('a wrong password and a wrong code are told, and nothing typed is lost but what is secret', async () => {
    await visit(options, async (page) => {
      await givePassword(page, product.url, { ...administrator, password: 'wrong' });
      const alert = page.getByRole('alert');
      expect(await alert.innerText()).toContain('账号或密码不对');
      expect(await page.locator('[role=alert]:focus').count()).toBe(1);
      expect(await page.getByLabel('账号').inputValue()).toBe(administrator.account);
      expect(await page.getByLabel('密码').inputValue()).toBe('');
      await givePassword(page, product.url, administrator);
      await page.getByLabel('6 位动态口令').fill('12');
      await press(page, '登录');
      expect(await alert.innerText()).toContain('动态口令是 6 位数字');
      await giveCode(page, administrator, '登录');
      expect(await heading(page)).toBe('演示管理员，您好');
    });
  });

  test('a key is made, works, is ended, and all of it is in the trail', async () => {
    await visit(options, async (page) => {
      await signIn(page, product.url, administrator);
      await go(page, '/staff/keys/new/');
      await page.getByLabel('用途').fill(`教务系统${suffix}`);
      await press(page, '新增密钥');
      expect(await page.getByRole('alert').innerText()).toContain('至少选一项权限');
      expect(await page.getByLabel('用途').inputValue()).toBe(`教务系统${suffix}`);
      await page.getByRole('checkbox', { name: /^签发报告/ }).check();
      await press(page, '新增密钥');
      const key = await page.locator('[data-key]').innerText();
      secrets.push(key);
      const list = () =>
        fetch(`${product.url}/api/v1/reports`, { headers: { Authorization: `Bearer ${key}` } });
      expect((await list()).status).toBe(200);
      await go(page, '/staff/keys/');
      expect(await main(page)).not.toContain(key);
      const row = page.locator('tr', { hasText: `教务系统${suffix}` });
      expect(await row.innerText()).not.toContain('从未使用');
      await row.getByRole('link', { name: '停用' }).click();
      expect((await list()).status).toBe(200);
      await press(page, '停用密钥');
      expect(await main(page)).toContain('密钥已经停用');
      expect((await list()).status).toBe(401);

      await go(page, '/staff/audit/');
      await page.getByLabel('做了什么').selectOption({ label: '停用接口密钥' });
      await press(page, '筛选');
      const entry = page.locator('tbody tr').first();
      expect(await entry.innerText()).toContain('演示管理员');
      await entry.getByRole('link').click();
      const trail = await page.locator('tbody').innerText();
      expect(trail).toContain('停用接口密钥');
      expect(trail).toContain('新增接口密钥');
      expect(trail).toContain(`名称：教务系统${suffix}`);
      expect(trail).not.toContain('新增账号');
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: /下载筛选出的记录/ }).click();
      expect((await download).suggestedFilename()).toBe('audit.csv');
    });
  });
});

test('five wrong passwords lock the account, also for the right one, and a new password unlocks it', async () => {
  const editor = await demoVisitor(product, 'editor');
  await visit({}, async (page) => {
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await givePassword(page, product.url, { ...editor, password: 'wrong' });
    }
    await givePassword(page, product.url, editor);
    expect(await page.getByRole('alert').innerText()).toContain('锁定 15 分钟');
    await signIn(page, product.url, administrator);
    await go(page, '/staff/people/');
    expect(await page.locator('tr', { hasText: 'demo-editor' }).innerText()).toContain('锁定');
    await page.getByRole('link', { name: '演示编辑' }).click();
    await page.getByRole('link', { name: '重设密码' }).click();
    await press(page, '重设密码');
    editor.password = await page.locator('.slip .secret').innerText();
    secrets.push(editor.password);
  });
  await visit({}, async (page) => {
    await givePassword(page, product.url, editor);
    expect(await heading(page)).toBe('请先改成自己的密码');
  });
});

test('an administrator changes, disables and restores an account, each asked once', async () => {
  await visit({}, async (page) => {
    await signIn(page, product.url, administrator);
    const person = await addPerson(page, 'li.lei', '李雷', '编辑');
    await visit({}, (other) => firstSignIn(other, product.url, person));
    secrets.push(person.password, person.secret);

    await go(page, '/staff/people/');
    await page.getByRole('link', { name: '李雷' }).click();
    const address = page.url();
    await page.getByLabel('姓名').fill(' ');
    await page.getByRole('radio', { name: '复核员' }).check();
    await press(page, '保存');
    expect(await page.getByRole('alert').innerText()).toContain('请填写姓名');
    expect(await page.getByRole('radio', { name: '复核员' }).isChecked()).toBe(true);
    await page.getByLabel('姓名').fill('李磊');
    await press(page, '保存');
    expect(await heading(page)).toBe('李磊');
    expect(await page.locator('.facts').innerText()).toMatch(/角色\s*复核员/);

    await page.getByRole('link', { name: '停用账号' }).click();
    await page.getByRole('link', { name: '不，返回' }).click();
    expect(page.url()).toBe(address);
    await page.getByRole('link', { name: '停用账号' }).click();
    await press(page, '停用账号');
    expect(await main(page)).toContain('账号已经停用');
    await visit({}, async (other) => {
      await givePassword(other, product.url, person);
      expect(await other.getByRole('alert').innerText()).toContain('账号或密码不对');
    });
    await page.getByRole('link', { name: '恢复账号' }).click();
    await press(page, '恢复账号');
    await page.getByRole('link', { name: '清除动态口令' }).click();
    await press(page, '清除动态口令');
    expect(await page.locator('.facts').innerText()).toContain('还没有绑定动态口令');
    await visit({}, async (other) => {
      await givePassword(other, product.url, person);
      expect(await heading(other)).toBe('绑定动态口令');
      await beginEnrolment(other, person);
      await giveCode(other, person, '完成绑定');
      expect(await heading(other)).toBe('李磊，您好');
    });
  });
});

test('the last administrator stays one, and is told so', async () => {
  await visit({}, async (page) => {
    await signIn(page, product.url, administrator);
    await go(page, '/staff/people/');
    await page.getByRole('link', { name: '演示管理员' }).last().click();
    await page.getByRole('link', { name: '停用账号' }).click();
    await press(page, '停用账号');
    expect(await page.getByRole('alert').innerText()).toContain('这是最后一个管理员');
    await go(page, '/staff/');
    expect(await heading(page)).toBe('演示管理员，您好');
  });
});

test('a role sees its own pages alone, and is told what to do about another', async () => {
  await visit({}, async (page) => {
    const reviewer = await demoVisitor(product, 'reviewer');
    await firstSignIn(page, product.url, reviewer);
    for (const path of ['/staff/people/', '/staff/people/new/', '/staff/keys/', '/staff/audit/']) {
      const answer = await go(page, path);
      expect(answer?.status(), path).toBe(403);
      expect(await heading(page), path).toBe('没有权限');
      expect(await main(page)).toContain('请找管理员');
      expect(await page.locator(`header a[href="${path}"]`).count()).toBe(0);
    }
  });
});

test('a session that ends while a form is filled in loses the form, and says so', async () => {
  await visit({}, async (page) => {
    await signIn(page, product.url, administrator);
    await go(page, '/staff/keys/new/');
    await page.getByLabel('用途').fill('没有保存的系统');
    await page.getByRole('checkbox', { name: /^签发报告/ }).check();
    await page.context().clearCookies();
    await press(page, '新增密钥');
    expect(await main(page)).toContain('刚才填写的内容没有保存');
    await page.getByLabel('账号').fill(administrator.account);
    await page.getByLabel('密码').fill(administrator.password);
    await press(page, '下一步');
    await giveCode(page, administrator, '登录');
    expect(page.url()).toBe(`${product.url}/staff/keys/new/`);
    await go(page, '/staff/keys/');
    expect(await main(page)).not.toContain('没有保存的系统');
  });
});

test('after signing in one is not led to another site', async () => {
  await visit({}, async (page) => {
    await go(page, `/staff/sign-in/?next=${encodeURIComponent('//evil.example/staff/')}`);
    await page.getByLabel('账号').fill(administrator.account);
    await page.getByLabel('密码').fill(administrator.password);
    await press(page, '下一步');
    await giveCode(page, administrator, '登录');
    expect(page.url()).toBe(`${product.url}/staff/`);
  });
});

test('the trail is read page by page, by person and by day', async () => {
  await visit({}, async (page) => {
    await signIn(page, product.url, administrator);
    const makeKey = (name: string) =>
      page.request.post(`${product.url}/api/staff/keys`, { data: { name, scopes: ['issue'] } });
    for (let made = 0; made < 55; made += 1) {
      expect((await makeKey(`系统 ${made}`)).status()).toBe(201);
    }
    await go(page, '/staff/audit/');
    await page.getByLabel('谁').selectOption({ label: '演示管理员（demo-administrator）' });
    await page.getByLabel('做了什么').selectOption({ label: '新增接口密钥' });
    await press(page, '筛选');
    const rows = page.locator('tbody tr');
    expect(await rows.count()).toBe(50);
    expect(await rows.first().innerText()).toContain('系统 54');
    await page.getByRole('link', { name: '下一页' }).click();
    await page.waitForLoadState('domcontentloaded');
    expect(await rows.first().innerText()).toContain('系统 4');
    const second = await rows.allInnerTexts();
    expect(second.filter((row) => !row.includes('演示管理员'))).toEqual([]);
    // What comes in meanwhile moves nothing.
    expect((await makeKey('后来的系统')).status()).toBe(201);
    await page.reload();
    expect(await rows.allInnerTexts()).toEqual(second);
    expect(await page.getByLabel('做了什么').inputValue()).toBe('key-added');

    await page.getByLabel('从哪天').fill('2099-01-01');
    await press(page, '筛选');
    expect(await main(page)).toContain('没有符合条件的记录');
    await page.getByRole('link', { name: '全部记录' }).click();
    await page.getByLabel('对象').fill(product.demo.revoked.number.replace(/(.{4})/g, '$1 '));
    await press(page, '筛选');
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/撤销报告.*原因：/s),
      expect.stringContaining('签发报告'),
    ]);
  });
});

test('a form on another site is refused before anything is done', async () => {
  for (const headers of [
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://evil.example' },
  ] as const) {
    const answer = await fetch(`${product.url}/staff/sign-out/`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('来自别的网站');
  }
});

test('nothing of all this is in the log: no name, no password, no key', () => {
  expect(secrets.length).toBeGreaterThan(10);
  expect(secrets).not.toContain('');
  const said = product.said();
  expect(said).toContain('POST page');
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
});
