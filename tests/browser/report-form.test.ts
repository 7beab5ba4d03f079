import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatReportNumber } from '#domain/report-number.ts';
import { alert, main, numberOf, ReportOffice, WIDE } from './report-office.ts';
import { addRow, fillIn, send, typedReports } from './report-visitor.ts';
import { heading, press } from './staff-visitor.ts';

let office: ReportOffice;
beforeAll(async () => {
  office = await ReportOffice.open();
});
afterAll(() => office?.close());

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const options = { javaScriptEnabled, viewport: WIDE };

  test.each(typedReports().map((report) => [report.type, report] as const))(
    'issues a report: %s',
    async (_, report) => {
      office.secrets.push(report.holder.name, report.holder.idNumber);
      await office.visit(options, async (page) => {
        await fillIn(page, office.product.url, report);
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
    await office.visit(options, async (page) => {
      await office.go(page, '/staff/reports/new/?type=certification');
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
    await office.visit(options, async (page) => {
      await office.go(page, '/staff/reports/new/?type=bank-transcript');
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
    await office.visit(options, async (page) => {
      await office.go(page, '/staff/reports/new/?type=certification');
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
    await office.visit(options, async (page) => {
      const choose = async (label: string) => {
        const loaded = page.waitForEvent('load');
        await page.getByLabel('报告类型').selectOption({ label });
        if (!javaScriptEnabled) await press(page, '换成这种');
        await loaded;
      };
      await office.go(page, '/staff/reports/new/?type=original-transcript');
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
    await office.visit(options, async (page) => {
      await fillIn(page, office.product.url, report);
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
    const { number, holder } = await office.issued();
    await office.visit(options, async (page) => {
      await fillIn(page, office.product.url, { ...report, holder });
      await send(page, '签发');
      const text = await main(page);
      expect(text).toContain('这个人已经有同类的报告');
      expect(text).toContain(formatReportNumber(number));
      expect(await page.getByLabel('姓名').inputValue()).toBe(holder.name);
      await page.getByRole('button', { name: '仍然签发' }).first().click();
      await page.getByText('报告已经签发').waitFor();
      expect(await main(page)).toContain('报告已经签发');
      expect(numberOf(page)).not.toBe(number);
      await office.find(page, holder.name);
      expect(await main(page)).toContain('共 2 份');
    });
  });
});

test('a form that is sent after the session has ended keeps what was typed, until one is signed in again', async () => {
  const [report] = typedReports();
  if (report === undefined) throw new Error('no report');
  await office.visit({ expectedErrors: /status of 401/ }, async (page) => {
    await fillIn(page, office.product.url, report);
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
  await office.visit({}, async (page) => {
    await fillIn(page, office.product.url, report);
    await page.getByRole('button', { name: '签发', exact: true }).dblclick();
    await page.getByText('报告已经签发').waitFor();
    await office.find(page, report.holder.name);
    expect(await main(page)).toContain('共 1 份');
  });
});

test('beside the form the report is shown as it would be printed, once it can be', async () => {
  const [report] = typedReports();
  if (report === undefined) throw new Error('no report');
  await office.visit({ viewport: WIDE }, async (page) => {
    await fillIn(page, office.product.url, report);
    await page.locator('[data-preview-page] iframe[src^="blob:"]').waitFor();
    await page.locator('#outcomes_0_credits').fill('');
    await page.getByText('还差 1 处').waitFor();
    expect(await page.locator('.preview').innerText()).toContain('第 1 项（课程）的学分');
  });
  await office.visit({ viewport: { width: 360, height: 740 } }, async (page) => {
    await office.go(page, '/staff/reports/new/?type=leisure');
    expect(await page.locator('[data-preview]').isVisible()).toBe(false);
  });
});

test('no name and no ID number was in the log or in any address', () => {
  office.expectSilence({ secrets: 10, addresses: 60 });
});
