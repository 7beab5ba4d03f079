import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { ReportType } from '#domain/outcome-kinds.ts';
import { makeHolder } from '../support/factories.ts';
import type { RunningProduct } from './running-product.ts';
import { press } from './staff-visitor.ts';

export interface TypedReport {
  type: ReportType;
  holder: { name: string; idNumber: string };
  /** Boxes by the names of their fields. */
  boxes: Record<string, string>;
  /** Rows to add before filling in, by the label of their kind; `转换` for a conversion. */
  add: string[];
  /** What the page of the report shows afterwards. */
  shows: string[];
}

const course = {
  title: '公司概况',
  institution: '示例开放大学',
  code: '10771',
  major: '电子商务',
  level: '本科',
  credits: '3.5',
  score: '80',
  obtainedOn: '2020-07-06',
};
const row = (list: string, index: number, fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [`${list}_${index}_${field}`, value]),
  );

/** One of each type, about a new person each. */
export function typedReports(): TypedReport[] {
  const holder = () => makeHolder();
  return [
    {
      type: 'certification',
      holder: holder(),
      add: ['职业资格证书'],
      boxes: {
        ...row('outcomes', 0, course),
        ...row('outcomes', 1, {
          title: '电工',
          issuer: '示例鉴定中心',
          grade: '三级',
          certificateNumber: 'DEMO-1',
          obtainedOn: '2023-11-18',
        }),
        validUntil: '2099-12-31',
      },
      shows: ['学习成果认证报告', '公司概况', '3.5 学分', '电工', 'DEMO-1', '2099年12月31日'],
    },
    {
      type: 'original-transcript',
      holder: holder(),
      add: [],
      boxes: { ...row('outcomes', 0, course), recipient: '示例开放大学网点' },
      shows: ['原始成绩证明', '示例开放大学网点'],
    },
    {
      type: 'bank-transcript',
      holder: holder(),
      add: [],
      boxes: { ...row('outcomes', 0, course), office: '浦东分部' },
      shows: ['银行学分成绩证明', '浦东分部'],
    },
    {
      type: 'conversion',
      holder: holder(),
      add: ['转换'],
      boxes: {
        ...row('conversions', 0, {
          from: '密码学',
          to: '信息安全与密码学',
          node: '示例开放大学',
          credits: '3',
          ratio: '100',
          rule: 'GD-0001',
          decidedOn: '2019-11-20',
        }),
        ...row('conversions', 1, {
          from: '英语',
          to: '学位英语',
          node: '示例开放大学',
          credits: '4',
          ratio: '50',
          rule: 'GD-0002',
          decidedOn: '2019-11-20',
        }),
      },
      shows: ['转换证明', '信息安全与密码学', 'GD-0002', '50%', '7 学分'],
    },
    {
      type: 'leisure',
      holder: holder(),
      add: [],
      boxes: row('outcomes', 0, {
        title: '书法基础',
        institution: '示例区老年大学',
        obtainedOn: '2025-12-25',
        hours: '32',
      }),
      shows: ['文化休闲教育学习证明', '书法基础', '32'],
    },
  ];
}

export async function fillIn(page: Page, url: string, report: TypedReport): Promise<void> {
  await page.goto(`${url}/staff/reports/new/?type=${report.type}`);
  for (const kind of report.add) {
    if (kind === '转换') await send(page, '添加一项转换');
    else await addRow(page, kind);
  }
  await page.getByLabel('签发部门').fill('演示分部');
  await page.getByLabel('姓名').fill(report.holder.name);
  await page.getByLabel('证件号码').fill(report.holder.idNumber);
  for (const [field, value] of Object.entries(report.boxes)) {
    await page.locator(`#${field}`).fill(value);
  }
}

/** Presses a button that leads to another page, or to the same one again, and waits for it. */
export async function send(page: Page, button: string): Promise<void> {
  const loaded = page.waitForEvent('load');
  await press(page, button);
  await loaded;
}

export async function addRow(page: Page, kind: string): Promise<void> {
  await page.getByLabel('再添一项').selectOption({ label: kind });
  await send(page, '添加');
}

/** Issues through the API, as another system does; returns the number. */
export async function issueByKey({ url, dataDir }: RunningProduct, report: object) {
  const key = (await readFile(path.join(dataDir, 'keys/bootstrap-api-key'), 'utf8')).trim();
  const answer = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(report),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const { number } = (await answer.json()) as { number: string };
  return number;
}
