import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatReportNumber } from '#domain/report-number.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { makeHolder, makeName, makeRequest } from '../support/factories.ts';
import { addRow, fillIn, issueByKey, send, typedReports } from './report-visitor.ts';
import { type RunningProduct, startProduct } from './running-product.ts';
import { demoVisitor, firstSignIn, heading, press } from './staff-visitor.ts';

/** Pages that say no have a status that says so too, which Chromium writes on its console. */
const expectedErrors = /status of (403|404|409|422)/;
const WIDE = { width: 1400, height: 900 };
let product: RunningProduct;
let browser: Browser;
type State = NonNullable<BrowserContextOptions['storageState']>;
const sessions = new Map<string, State>();
/** What must not be found in the log or in an address. */
const secrets: string[] = [];
const addresses: string[] = [];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  for (const role of ['issuer', 'reviewer', 'editor'] as const) {
    const { page, close } = await openPage(browser, {});
    await firstSignIn(page, product.url, await demoVisitor(product, role));
    sessions.set(role, await page.context().storageState());
    await close();
  }
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function visit(
  options: Parameters<typeof openPage>[1],
  work: (page: Page) => Promise<void>,
  role = 'issuer',
): Promise<void> {
  const storageState = sessions.get(role) as State;
  const { page, close } = await openPage(browser, { expectedErrors, storageState, ...options });
  page.setDefaultTimeout(20_000);
  page.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
  await work(page);
  await close();
}

const main = (page: Page) => page.locator('main').innerText();
const alert = (page: Page) => page.getByRole('alert');
const go = (page: Page, path: string) => page.goto(product.url + path);
const numberOf = (page: Page) => /reports\/(\d{20})\//.exec(page.url())?.[1] ?? '';

/** A report of a new person, as another system issues it. */
async function issued(more: Record<string, unknown> = {}) {
  const request = makeRequest(more);
  secrets.push(request.holder.name, request.holder.idNumber);
  return { number: await issueByKey(product, request), holder: request.holder };
}

async function find(page: Page, q: string) {
  await go(page, '/staff/reports/');
  await page.getByLabel('报告编号、姓名或证件号码').fill(q);
  await send(page, '查找');
}

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const options = { javaScriptEnabled, viewport: WIDE };

  test.each(typedReports().map((report) => [report.type, report] as const))(
    'issues a report: %s',
    async (_, report) => {
      secrets.push(report.holder.name, report.holder.idNumber);
      await visit(options, async (page) => {
        await fillIn(page, product.url, report);
        await send(page, '签发');
        expect(await main(page)).toContain('报告已经签发');
        for (const text of [report.holder.name, ...report.shows]) {
          expect(await main(page), text).toContain(text);
        }
        expect(await main(page)).not.toContain(report.holder.idNumber);
        const download = page.waitForEvent('download');
        await page.getByRole('link', { name: '下载原件（PDF）' }).click();
        const file = await (await download).path();
        expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
      });
    },
  );

  test('what is missing is named at its box, and nothing typed is lost', async () => {
    await visit(options, async (page) => {
      await go(page, '/staff/reports/new/?type=certification');
      await page.getByLabel('姓名').fill('只填了姓名');
      await page.locator('#outcomes_0_credits').fill('三');
      await addRow(page, '学历');
      await page.locator('#outcomes_1_title').fill('本科毕业证书');
      await send(page, '签发');
      const summary = await alert(page).innerText();
      expect(summary).toContain('没有签发');
      const named = await alert(page).getByRole('link').count();
      expect(summary).toContain(`共 ${named} 处`);
      expect(summary).toContain('证件号码：还没有填写');
      expect(summary).toContain('第 1 项（课程）的学分：应为数字');
      expect(summary).toContain('第 2 项（学历）的专业：还没有填写');
      expect(await page.getByLabel('姓名').inputValue()).toBe('只填了姓名');
      expect(await page.locator('#outcomes_0_credits').inputValue()).toBe('三');
      expect(await page.locator('#outcomes_1_title').inputValue()).toBe('本科毕业证书');
      await alert(page).getByRole('link', { name: '第 2 项（学历）的专业' }).click();
      expect(await page.locator('#outcomes_1_major:target').count()).toBe(1);
      const links = await alert(page).getByRole('link').all();
      for (const link of links) {
        const target = (await link.getAttribute('href')) ?? '';
        expect(await page.locator(target).count(), target).toBe(1);
      }
    });
  });

  test('Enter in a box issues nothing, and a row is made after another and taken out again', async () => {
    await visit(options, async (page) => {
      await go(page, '/staff/reports/new/?type=bank-transcript');
      await page.locator('#outcomes_0_title').fill('高等数学');
      await page.locator('#outcomes_0_institution').fill('示例大学');
      const loaded = page.waitForEvent('load');
      await page.locator('#outcomes_0_institution').press('Enter');
      await loaded;
      expect(await heading(page)).toBe('签发报告');
      expect(await alert(page).count()).toBe(0);
      expect(await page.locator('#outcomes_0_title').inputValue()).toBe('高等数学');
      await send(page, '照第 1 项再加一项');
      expect(await page.locator('#outcomes_1_title:focus').count()).toBe(1);
      expect(await page.locator('#outcomes_1_institution').inputValue()).toBe('示例大学');
      await page.locator('#outcomes_1_title').fill('线性代数');
      await send(page, '删去第 1 项');
      expect(await page.locator('#outcomes_0_title').inputValue()).toBe('线性代数');
      expect(await page.locator('#outcomes_1_title').count()).toBe(0);
    });
  });

  test('rows are pasted out of a spreadsheet, and what is not known of them is said', async () => {
    const sheet = [
      '学分\t课程名称\t任课教师\t院校\t取得日期',
      '3\t高等数学\t张老师\t示例大学\t2020/7/6',
      '2\t线性代数\t李老师\t示例大学\t2021年1月9日',
    ].join('\r\n');
    await visit(options, async (page) => {
      await go(page, '/staff/reports/new/?type=certification');
      await page.getByText('从 Excel 粘贴多项').click();
      await send(page, '加进表单');
      expect(await main(page)).toContain('没有看到可以加进来的行');
      await page.getByLabel('粘贴在这里').fill(sheet);
      await send(page, '加进表单');
      await page.getByText('加进了 2 项').waitFor();
      expect(await main(page)).toContain('没有认出这些列，没有加进来：任课教师');
      expect(await page.locator('#outcomes_0_title').inputValue()).toBe('高等数学');
      expect(await page.locator('#outcomes_1_credits').inputValue()).toBe('2');
      expect(await page.locator('#outcomes_1_obtainedOn').inputValue()).toBe('2021-01-09');
      expect(await page.locator('#outcomes_2_title').count()).toBe(0);
    });
  });

  test('another type keeps what it has no box for, until one changes back', async () => {
    await visit(options, async (page) => {
      const choose = async (label: string) => {
        const loaded = page.waitForEvent('load');
        await page.getByLabel('报告类型').selectOption({ label });
        if (!javaScriptEnabled) await press(page, '换成这种');
        await loaded;
      };
      await go(page, '/staff/reports/new/?type=original-transcript');
      await page.getByLabel('接收网点').fill('示例网点');
      await page.locator('#outcomes_0_title').fill('高等数学');
      await choose('转换证明');
      await page.getByRole('heading', { name: '学分转换' }).waitFor();
      expect(await page.getByLabel('接收网点').count()).toBe(0);
      await choose('原始成绩证明');
      expect(await page.getByLabel('接收网点').inputValue()).toBe('示例网点');
      expect(await page.locator('#outcomes_0_title').inputValue()).toBe('高等数学');
    });
  });

  test('the preview opens in a window of its own, with the form untouched', async () => {
    const [report] = typedReports();
    if (report === undefined) throw new Error('no report');
    await visit(options, async (page) => {
      await fillIn(page, product.url, report);
      await page.locator('#outcomes_0_credits').fill('');
      const opened = page.context().waitForEvent('page');
      await press(page, '预览');
      const faulty = await opened;
      await faulty.waitForLoadState();
      expect(await main(faulty)).toContain('第 1 项（课程）的学分：还没有填写');
      await faulty.close();
      await page.locator('#outcomes_0_credits').fill('3');
      const answer = page.context().waitForEvent('response', {
        predicate: (one) =>
          one.request().isNavigationRequest() && one.url().endsWith('/staff/reports/preview/'),
      });
      await press(page, '预览');
      expect((await answer).headers()['content-type']).toBe('application/pdf');
      expect(await page.getByLabel('姓名').inputValue()).toBe(report.holder.name);
    });
  });

  test('a person who has such a report already is told before another is issued', async () => {
    const [report] = typedReports();
    if (report === undefined) throw new Error('no report');
    const { number, holder } = await issued();
    await visit(options, async (page) => {
      await fillIn(page, product.url, { ...report, holder });
      await send(page, '签发');
      const text = await main(page);
      expect(text).toContain('这个人已经有同类的报告');
      expect(text).toContain(formatReportNumber(number));
      expect(await page.getByLabel('姓名').inputValue()).toBe(holder.name);
      await page.getByRole('button', { name: '仍然签发' }).first().click();
      await page.getByText('报告已经签发').waitFor();
      expect(await main(page)).toContain('报告已经签发');
      expect(numberOf(page)).not.toBe(number);
      await find(page, holder.name);
      expect(await main(page)).toContain('共 2 份');
    });
  });

  test('superseding opens the form filled in, and links both reports', async () => {
    const { number: old, holder } = await issued({ office: '静安分部' });
    await visit(options, async (page) => {
      await go(page, `/staff/reports/${old}/`);
      await page.getByRole('link', { name: '换发', exact: true }).click();
      expect(await heading(page)).toBe('换发报告');
      expect(await page.getByLabel('证件号码').inputValue()).toBe(holder.idNumber);
      expect(await page.locator('#outcomes_0_title').inputValue()).toBe('公司概况');
      await page.locator('#outcomes_0_score').fill('88');
      await send(page, '换发');
      const next = numberOf(page);
      expect(await main(page)).toContain('88');
      await page
        .getByRole('link', { name: formatReportNumber(old) })
        .first()
        .click();
      expect(await main(page)).toContain('已换发');
      expect(await page.getByRole('link', { name: '换发', exact: true }).count()).toBe(0);
      await page.getByRole('link', { name: formatReportNumber(next) }).click();
      expect(numberOf(page)).toBe(next);
      // Of a report that was superseded meanwhile nothing is issued.
      await go(page, `/staff/reports/new/?supersedes=${old}`);
      await send(page, '换发');
      expect(await alert(page).innerText()).toContain('已撤销或已换发过');
    });
  });

  test('revoking asks for a reason, which verification tells, and a note, which it does not', async () => {
    const { number } = await issued();
    await visit(options, async (page) => {
      await go(page, `/staff/reports/${number}/`);
      await page.getByRole('link', { name: '撤销', exact: true }).click();
      await page.getByLabel('备注（可不填）').fill('成绩单系伪造');
      await send(page, '撤销报告');
      expect(await alert(page).innerText()).toContain('请选一个撤销原因');
      expect(await page.getByLabel('备注（可不填）').inputValue()).toBe('成绩单系伪造');
      await page.getByRole('radio', { name: '材料不实' }).check();
      await send(page, '撤销报告');
      const text = await main(page);
      for (const said of ['报告已经撤销', '已撤销', '材料不实', '成绩单系伪造']) {
        expect(text).toContain(said);
      }
      expect(await page.getByRole('link', { name: '撤销', exact: true }).count()).toBe(0);
      await go(page, `/staff/reports/${number}/revoke/`);
      expect(page.url()).toBe(`${product.url}/staff/reports/${number}/`);
      await go(page, '/verify/');
      await page.getByRole('textbox', { name: '报告编号' }).fill(number);
      await press(page, '核验报告');
      await page.getByText('材料不实').waitFor();
      expect(await main(page)).not.toContain('伪造');
    });
  });

  test('finds by name, by ID number and by number, and says what to try', async () => {
    const name = makeName();
    const { number, holder } = await issued({ holder: makeHolder({ name }) });
    await visit(options, async (page) => {
      await find(page, name);
      expect(page.url()).toBe(`${product.url}/staff/reports/`);
      expect(await main(page)).toContain('共 1 份');
      await find(page, holder.idNumber.toLowerCase());
      await page.getByRole('link', { name: formatReportNumber(number) }).click();
      expect(numberOf(page)).toBe(number);
      expect(await main(page)).toContain('启动密钥');
      await find(page, `编号：${formatReportNumber(number)}`);
      expect(numberOf(page)).toBe(number);
      await find(page, name.slice(0, 2));
      expect(await main(page)).toContain('姓名要写全名');
      await find(page, `${number.slice(0, 19)}${(Number(number[19]) + 1) % 10}`);
      expect(await main(page)).toContain('报告编号有误');
      await go(page, '/staff/');
      await page.getByLabel('查报告：编号、姓名或证件号码').fill(name);
      await send(page, '查找');
      expect(await main(page)).toContain('共 1 份');
      const missing = await go(page, '/staff/reports/31264817392055164342/');
      expect(missing?.status()).toBe(404);
      expect(await heading(page)).toBe('没有找到这份报告');
    });
  });

  test('what names nobody is an address, and what names somebody goes on by buttons', async () => {
    const office = `只此一处${javaScriptEnabled ? '甲' : '乙'}`;
    const holder = makeHolder();
    for (let made = 0; made < 21; made += 1) await issued({ office, holder });
    await visit(options, async (page) => {
      await go(page, '/staff/reports/');
      await page.getByLabel('签发部门').fill(office);
      await page.getByLabel('状态').selectOption({ label: '有效' });
      await send(page, '查找');
      expect(new URL(page.url()).searchParams.get('office')).toBe(office);
      expect(await main(page)).toContain('共 21 份，第 1–20 份');
      await page.getByRole('link', { name: '下一页' }).click();
      expect(await page.locator('tbody tr').count()).toBe(1);
      expect(await page.getByLabel('状态').inputValue()).toBe('valid');
      await find(page, holder.name);
      expect(await page.locator('tbody tr').count()).toBe(20);
      await send(page, '下一页');
      expect(page.url()).toBe(`${product.url}/staff/reports/`);
      expect(await main(page)).toContain('共 21 份，第 21–21 份');
      await send(page, '上一页');
      expect(await page.locator('tbody tr').count()).toBe(20);
      await page.getByLabel('状态').selectOption({ label: '已撤销' });
      await send(page, '查找');
      expect(await main(page)).toContain('去掉一两个条件');
      const odd = await go(page, '/staff/reports/?from=2026-02-31');
      expect(odd?.status()).toBe(422);
      expect(await alert(page).innerText()).toContain('日期应如');
    });
  });
});

test('a form that is sent after the session has ended keeps what was typed, until one is signed in again', async () => {
  const [report] = typedReports();
  if (report === undefined) throw new Error('no report');
  await visit({ expectedErrors: /status of 401/ }, async (page) => {
    await fillIn(page, product.url, report);
    expect(await page.locator('#offices option').count()).toBeGreaterThan(1);
    expect(await page.locator('#nodes option').count()).toBeGreaterThan(1);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await press(page, '签发');
    await page.getByText('登录已经到期，还没有提交').waitFor();
    expect(await page.getByLabel('证件号码').inputValue()).toBe(report.holder.idNumber);
    await page.context().addCookies(cookies);
    await send(page, '签发');
    await page.getByText('报告已经签发').waitFor();
  });
});

test('a double click issues once', async () => {
  const [report] = typedReports();
  if (report === undefined) throw new Error('no report');
  await visit({}, async (page) => {
    await fillIn(page, product.url, report);
    await page.getByRole('button', { name: '签发', exact: true }).dblclick();
    await page.getByText('报告已经签发').waitFor();
    await find(page, report.holder.name);
    expect(await main(page)).toContain('共 1 份');
  });
});

test('beside the form the report is shown as it would be printed, once it can be', async () => {
  const [report] = typedReports();
  if (report === undefined) throw new Error('no report');
  await visit({ viewport: WIDE }, async (page) => {
    await fillIn(page, product.url, report);
    await page.locator('[data-preview-page] iframe[src^="blob:"]').waitFor();
    await page.locator('#outcomes_0_credits').fill('');
    await page.getByText('还差 1 处').waitFor();
    expect(await page.locator('.preview').innerText()).toContain('第 1 项（课程）的学分');
  });
  await visit({ viewport: { width: 360, height: 740 } }, async (page) => {
    await go(page, '/staff/reports/new/?type=leisure');
    expect(await page.locator('[data-preview]').isVisible()).toBe(false);
  });
});

test('the slip is one sheet with the holder masked and without the code', async () => {
  const { number, holder } = await issued({ holder: makeHolder({ name: '欧阳小明' }) });
  await visit({}, async (page) => {
    await go(page, `/staff/reports/${number}/`);
    await page.getByRole('link', { name: '领取单' }).click();
    const text = await main(page);
    expect(text).toContain(formatReportNumber(number));
    expect(text).toContain('欧**明');
    expect(text).toContain(`尾号 ${holder.idNumber.slice(-4)}`);
    expect(text).not.toContain(holder.name);
    expect(text).not.toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });
});

test('a role without the permission is offered nothing, and refused kindly', async () => {
  const { number } = await issued();
  await visit(
    {},
    async (page) => {
      await go(page, `/staff/reports/${number}/`);
      expect(await page.getByRole('link', { name: '换发', exact: true }).count()).toBe(1);
      expect(await page.getByRole('link', { name: '撤销', exact: true }).count()).toBe(0);
      await go(page, `/staff/reports/${number}/revoke/`);
      expect(await main(page)).toContain('您的角色没有这一项');
      expect(await page.getByRole('button', { name: '撤销报告' }).count()).toBe(0);
    },
    'reviewer',
  );
  await visit(
    {},
    async (page) => {
      for (const path of ['', 'new/', `${number}/`, `${number}/slip/`, 'waiting/']) {
        const answer = await go(page, `/staff/reports/${path}`);
        expect(answer?.status(), path).toBe(403);
        expect(await heading(page), path).toBe('没有权限');
      }
    },
    'editor',
  );
});

test('no name and no ID number was in the log or in any address', () => {
  expect(secrets.length).toBeGreaterThan(20);
  const said = product.said();
  expect(said).toContain('POST page');
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(100);
  const told = addresses.filter((address) => secrets.some((secret) => address.includes(secret)));
  expect(told).toEqual([]);
});
