import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatReportNumber } from '#domain/report-number.ts';
import { makeHolder, makeName } from '../support/factories.ts';
import { alert, main, numberOf, ReportOffice, WIDE } from './report-office.ts';
import { send } from './report-visitor.ts';
import { heading, press } from './staff-visitor.ts';

let office: ReportOffice;
beforeAll(async () => {
  office = await ReportOffice.open();
});
afterAll(() => office?.close());

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const options = { javaScriptEnabled, viewport: WIDE };

  test('superseding opens the form filled in, and links both reports', async () => {
    const { number: old, holder } = await office.issued({ office: '静安分部' });
    await office.visit(options, async (page) => {
      await office.go(page, `/staff/reports/${old}/`);
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
      await office.go(page, `/staff/reports/new/?supersedes=${old}`);
      await send(page, '换发');
      expect(await alert(page).innerText()).toContain('已撤销或已换发过');
    });
  });

  test('revoking asks for a reason, which verification tells, and a note, which it does not', async () => {
    const { number } = await office.issued();
    await office.visit(options, async (page) => {
      await office.go(page, `/staff/reports/${number}/`);
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
      await office.go(page, `/staff/reports/${number}/revoke/`);
      expect(page.url()).toBe(`${office.product.url}/staff/reports/${number}/`);
      await office.go(page, '/verify/');
      await page.getByRole('textbox', { name: '报告编号' }).fill(number);
      await press(page, '核验报告');
      await page.getByText('材料不实').waitFor();
      expect(await main(page)).not.toContain('伪造');
    });
  });

  test('finds by name, by ID number and by number, and says what to try', async () => {
    const name = makeName();
    const { number, holder } = await office.issued({ holder: makeHolder({ name }) });
    await office.visit(options, async (page) => {
      await office.find(page, name);
      expect(page.url()).toBe(`${office.product.url}/staff/reports/`);
      expect(await main(page)).toContain('共 1 份');
      await office.find(page, holder.idNumber.toLowerCase());
      await page.getByRole('link', { name: formatReportNumber(number) }).click();
      expect(numberOf(page)).toBe(number);
      expect(await main(page)).toContain('启动密钥');
      await office.find(page, `编号：${formatReportNumber(number)}`);
      expect(numberOf(page)).toBe(number);
      await office.find(page, name.slice(0, 2));
      expect(await main(page)).toContain('姓名要写全名');
      await office.find(page, `${number.slice(0, 19)}${(Number(number[19]) + 1) % 10}`);
      expect(await main(page)).toContain('报告编号有误');
      await office.go(page, '/staff/');
      await page.getByLabel('查报告：编号、姓名或证件号码').fill(name);
      await send(page, '查找');
      expect(await main(page)).toContain('共 1 份');
      const missing = await office.go(page, '/staff/reports/31264817392055164342/');
      expect(missing?.status()).toBe(404);
      expect(await heading(page)).toBe('没有找到这份报告');
    });
  });

  test('what names nobody is an address, and what names somebody goes on by buttons', async () => {
    const branch = `只此一处${javaScriptEnabled ? '甲' : '乙'}`;
    const holder = makeHolder();
    for (let made = 0; made < 21; made += 1) await office.issued({ office: branch, holder });
    await office.visit(options, async (page) => {
      await office.go(page, '/staff/reports/');
      await page.getByLabel('签发部门').fill(branch);
      await page.getByLabel('状态').selectOption({ label: '有效' });
      await send(page, '查找');
      expect(new URL(page.url()).searchParams.get('office')).toBe(branch);
      expect(await main(page)).toContain('共 21 份，第 1–20 份');
      await page.getByRole('link', { name: '下一页' }).click();
      expect(await page.locator('tbody tr').count()).toBe(1);
      expect(await page.getByLabel('状态').inputValue()).toBe('valid');
      await office.find(page, holder.name);
      expect(await page.locator('tbody tr').count()).toBe(20);
      await send(page, '下一页');
      expect(page.url()).toBe(`${office.product.url}/staff/reports/`);
      expect(await main(page)).toContain('共 21 份，第 21–21 份');
      await send(page, '上一页');
      expect(await page.locator('tbody tr').count()).toBe(20);
      await page.getByLabel('状态').selectOption({ label: '已撤销' });
      await send(page, '查找');
      expect(await main(page)).toContain('去掉一两个条件');
      const odd = await office.go(page, '/staff/reports/?from=2026-02-31');
      expect(odd?.status()).toBe(422);
      expect(await alert(page).innerText()).toContain('日期应如');
    });
  });
});

test('the slip is one sheet with the holder masked and without the code', async () => {
  const { number, holder } = await office.issued({ holder: makeHolder({ name: '欧阳小明' }) });
  await office.visit({}, async (page) => {
    await office.go(page, `/staff/reports/${number}/`);
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
  const { number } = await office.issued();
  await office.visit(
    {},
    async (page) => {
      await office.go(page, `/staff/reports/${number}/`);
      expect(await page.getByRole('link', { name: '换发', exact: true }).count()).toBe(1);
      expect(await page.getByRole('link', { name: '撤销', exact: true }).count()).toBe(0);
      await office.go(page, `/staff/reports/${number}/revoke/`);
      expect(await main(page)).toContain('您的角色没有这一项');
      expect(await page.getByRole('button', { name: '撤销报告' }).count()).toBe(0);
    },
    'reviewer',
  );
  await office.visit(
    {},
    async (page) => {
      for (const path of ['', 'new/', `${number}/`, `${number}/slip/`, 'waiting/']) {
        const answer = await office.go(page, `/staff/reports/${path}`);
        expect(answer?.status(), path).toBe(403);
        expect(await heading(page), path).toBe('没有权限');
      }
    },
    'editor',
  );
});

test('no name and no ID number was in the log or in any address', () => {
  office.expectSilence({ secrets: 10, addresses: 40 });
});
