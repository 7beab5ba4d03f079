import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import type { Batch, BatchDetail, BatchReports } from '#domain/batch-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import { readSpreadsheet } from '#spreadsheet/read-spreadsheet.ts';
import { courseRow, csvOf } from '../support/batch-files.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeIdNumber } from '../support/factories.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { type StaffBrowser, signedInAs } from '../support/staff.ts';

interface UploadOptions {
  type?: string;
  office?: string;
  name?: string;
}

function upload(
  service: TestService,
  person: StaffBrowser,
  content: string | Uint8Array,
  { type = 'certification', office = '浦东分部', name = '名单.csv' }: UploadOptions = {},
): Promise<Response> {
  const form = new FormData();
  form.set('type', type);
  form.set('office', office);
  form.set('file', new File([content as Uint8Array<ArrayBuffer>], name));
  const request = new Request('http://localhost/api/staff/batches', {
    method: 'POST',
    headers: { Cookie: person.cookie() },
    body: form,
  });
  return Promise.resolve(service.app.request(request));
}

async function uploaded(...args: Parameters<typeof upload>): Promise<Batch> {
  const answer = await upload(...args);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Batch;
}

async function faultsOf(answer: Response): Promise<string[]> {
  expect(answer.status).toBe(422);
  const { faults = [], detail } = (await answer.json()) as ProblemBody;
  return faults.length > 0 ? faults.map(({ message }) => message) : [detail];
}

const detailOf = async (person: StaffBrowser, id: string) =>
  (await (await person.call('GET', `/api/staff/batches/${id}`)).json()) as BatchDetail;

const readSheet = async (answer: Response) => {
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return (await readSpreadsheet(bytes, (text) => text === '姓名', 1e8)).rows;
};

async function run(service: TestService, person: StaffBrowser, id: string) {
  const answer = await person.call('POST', `/api/staff/batches/${id}/confirmation`);
  expect(answer.status).toBe(200);
  await service.batchRunner.idle();
}

describeOnEachDatabase('a batch of reports', (database) => {
  let service: TestService;
  let issuer: StaffBrowser;
  beforeAll(async () => {
    service = await createTestService(database());
    issuer = await signedInAs(service, 'issuer', '浦东分部');
  });

  test('is uploaded, confirmed, issued, and answered row by row', async () => {
    const [one, other] = [makeIdNumber(), makeIdNumber()];
    const batch = await uploaded(
      service,
      issuer,
      csvOf([
        courseRow({ 报告序号: '1', 姓名: '甲测试', 证件号码: one }),
        courseRow({ 报告序号: '1', 姓名: '', 证件号码: '', 成果名称: '市场营销学' }),
        courseRow({ 姓名: '乙测试', 证件号码: other }),
      ]),
    );
    expect(batch).toMatchObject({ state: 'checked', reports: 2, fileName: '名单.csv' });
    await service.batchRunner.idle();
    expect(await detailOf(issuer, batch.id)).toMatchObject({ waiting: 2, issued: 0, remarks: 0 });
    const path = `/api/staff/batches/${batch.id}`;
    const before = (await (await issuer.call('GET', `${path}/reports`)).json()) as BatchReports;
    expect(
      before.reports.map(({ line, summary }) => [line, summary?.name, summary?.entries]),
    ).toEqual([
      [2, '甲测试', 2],
      [4, '乙测试', 1],
    ]);
    const preview = await issuer.call('GET', `${path}/reports/2/preview`);
    expect(await preview.text()).toContain('市场营销学');
    expect((await issuer.call('GET', `${path}/result`)).status).toBe(404);

    await run(service, issuer, batch.id);
    const detail = await detailOf(issuer, batch.id);
    expect(detail).toMatchObject({ state: 'done', issued: 2, refused: 0, waiting: 0 });
    const sheet = await readSheet(await issuer.call('GET', `${path}/result`));
    expect(sheet[0]).toEqual(['行号', '结果', '姓名', '证件后四位', '报告编号', '说明']);
    expect(sheet.slice(1).map(([line, result, name]) => [line, result, name])).toEqual([
      ['2', '已签发', '甲测试'],
      ['4', '已签发', '乙测试'],
    ]);
    const coded = await readSheet(await issuer.call('GET', `${path}/result?format=csv&codes=yes`));
    const [, row] = coded;
    const verified = await service.verify({ number: row?.[4], code: row?.[5] });
    expect(await verified.json()).toMatchObject({
      level: 'full',
      result: 'valid',
      report: { holder: { name: '甲测试' }, outcomes: [{}, { title: '市场营销学' }] },
    });

    const zip = await issuer.call('GET', `${path}/reports.zip`);
    expect(zip.headers.get('Content-Type')).toBe('application/zip');
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const number = String(row?.[4]).replaceAll(' ', '');
    expect(Object.keys(files)).toHaveLength(2);
    const stored = await issuer.call('GET', `/api/v1/reports/${number}/pdf`);
    expect(Buffer.from(files[`${number}-2.pdf`] ?? [])).toEqual(
      Buffer.from(await stored.arrayBuffer()),
    );
    // The report's own record is all that is left of what was uploaded.
    const lines = await service.batches.listLines(batch.id, { limit: 10 });
    expect(lines.map(({ sealed }) => sealed.length)).toEqual([0, 0]);
  });

  test('with a fault anywhere issues nothing, and names each fault by its cell', async () => {
    const answer = await upload(
      service,
      issuer,
      csvOf([
        courseRow(),
        courseRow({ 证件号码: '110105194912310021', 学分: '三' }),
        courseRow({ 成果类型: '学力' }),
        courseRow({ 取得日期: '2020/13/1', 成绩: '' }),
        courseRow({ 姓名: '王𰻞', 取得日期: '2026-11-23' }),
        courseRow(),
        courseRow({ 报告序号: 'A', 姓名: '赵测试' }),
        courseRow({ 报告序号: 'A', 姓名: '钱测试', 证件号码: '' }),
      ]),
    );
    const faults = await faultsOf(answer);
    expect(faults).toEqual([
      expect.stringMatching(/^第 3 行「证件号码」列（C3）：居民身份证号码有误/),
      expect.stringMatching(/^第 3 行「学分」列（K3）：应为数字/),
      expect.stringMatching(/^第 4 行「成果类型」列（D4）：本行不认定这种成果/),
      expect.stringMatching(/^第 5 行「取得日期」列（F5）：应为真实存在的日期/),
      expect.stringMatching(/^第 5 行「成绩」列（L5）：缺少成绩/),
      '第 6 行「取得日期」列（F6）：取得日期不能晚于今天',
      expect.stringMatching(/^第 9 行「姓名」列（B9）：与第 8 行不一样/),
    ]);
    // What only the bank's fonts and today's date can refuse is said once the form is right.
    const later = await upload(
      service,
      issuer,
      csvOf([courseRow({ 姓名: '王𰻞' }), courseRow({ 取得日期: '2026-11-23' })]),
    );
    expect(await faultsOf(later)).toEqual([
      expect.stringMatching(/^第 2 行「姓名」列（B2）：“𰻞”/),
      '第 3 行「取得日期」列（F3）：取得日期不能晚于今天',
    ]);
  });
});
