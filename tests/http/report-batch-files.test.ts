import { beforeAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { reportTypes } from '#domain/outcome-kinds.ts';
import { rawWorkbook, zipOf } from '../content-fixtures/raw-workbook.ts';
import { COURSE_COLUMNS, courseRow, csvOf } from '../support/batch-files.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeIdNumber } from '../support/factories.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';
import { type StaffBrowser, signedInAs } from '../support/staff.ts';
import { faultsOf, readSheet, upload, uploaded } from '../support/upload-batch.ts';

describeOnEachDatabase('a file that is uploaded as a batch', (database) => {
  let service: TestService;
  let issuer: StaffBrowser;
  beforeAll(async () => {
    service = await createTestService(database());
    issuer = await signedInAs(service, 'issuer', '浦东分部');
  });
  const refusalOf = async (content: string | Uint8Array, options = {}) =>
    (await faultsOf(await upload(service, issuer, content, options))).join('\n');

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('may be CSV in %s', async (_, encode) => {
    const batch = await uploaded(service, issuer, encode(csvOf([courseRow()])));
    expect(batch.reports).toBe(1);
  });

  test('may be CSV in GB18030, as plain Excel writes it', async () => {
    // 姓名,证件号码,成果名称,取得日期,院校或机构 / 赵一,…,书法,2020-07-06,学院
    const header =
      'd0d5c3fb2cd6a4bcfebac5c2eb2cb3c9b9fbc3fbb3c62cc8a1b5c3c8d5c6da2cd4bad0a3bbf2bbfab9b90d0a';
    const row = ['d5d4d2bb2c', Buffer.from(makeIdNumber()).toString('hex'), '2ccae9b7a82c'];
    const end = `${Buffer.from('2020-07-06').toString('hex')}2cd1a7d4ba`;
    const bytes = Buffer.from(header + row.join('') + end, 'hex');
    const batch = await uploaded(service, issuer, bytes, { type: 'leisure' });
    expect(batch).toMatchObject({ type: 'leisure', reports: 1 });
  });

  test('may be the template of each type, filled in; its sample is left out', async () => {
    for (const type of reportTypes) {
      for (const format of ['xlsx', 'csv']) {
        const path = `/api/staff/batches/template?type=${type}&format=${format}`;
        const answer = await issuer.call('GET', path);
        expect(answer.headers.get('Content-Disposition')).toContain(`.${format}`);
        const [header = [], sample = []] = await readSheet(answer);
        expect(sample[0]).toBe('示例');
        const alone = await refusalOf(csvOf([sample as string[]], header as string[]), { type });
        expect(alone).toContain('表头下面没有内容（示例行不算）');
        // The sample itself is a row as it should be.
        const row = (sample as string[]).map((text, at) =>
          header[at] === '证件号码*' || header[at] === '证件号码' ? makeIdNumber() : text,
        );
        const filled = csvOf([sample as string[], ['1', ...row.slice(1)]], header as string[]);
        expect(await uploaded(service, issuer, filled, { type }), type).toMatchObject({
          reports: 1,
        });
      }
    }
    expect((await issuer.call('GET', '/api/staff/batches/template?type=x')).status).toBe(404);
  }, 180_000);

  test('is refused in words when it is something else', async () => {
    expect(await refusalOf(Buffer.from('%PDF-1.7 …'))).toContain('这是「PDF 文档」，不是表格');
    expect(await refusalOf('')).toBe('请选择要上传的文件。');
    expect(await refusalOf('你好')).toContain('没有找到表头');
    const damaged = rawWorkbook({ rows: '' }).subarray(0, -30);
    expect(await refusalOf(damaged)).toContain('打不开');
    expect(await refusalOf(csvOf([courseRow()]), { type: 'x' })).toBe('请选一种报告');
    expect(await refusalOf(csvOf([courseRow()]), { office: '' })).toBe('请填写签发部门');
  });

  test('says which columns are missing, strange or twice', async () => {
    const header = [...COURSE_COLUMNS, '电话', '学分', '备注（内部）'].filter(
      (one) => one !== '姓名',
    );
    const told = await refusalOf(csvOf([header.map(() => '1')], header));
    expect(told).toContain('模板里没有「电话」这一列（L 列）');
    expect(told).toContain('表头里有两列「学分」');
    expect(told).toContain('表头里缺少「姓名」');
    expect(told).not.toContain('备注（内部）');
  });

  test('tells of merged cells, lost digits and dates that Excel made', async () => {
    const idNumber = makeIdNumber();
    const book = await writeExcelFile([
      [...COURSE_COLUMNS],
      courseRow().map((text, at) => (at === 2 ? Number(idNumber.slice(0, 17)) * 10 : text)),
      courseRow().map((text, at) =>
        at === 11 ? { value: new Date('2026-03-04'), type: Date, format: 'yyyy-mm-dd' } : text,
      ),
      courseRow().map((text, at) => (at === 1 ? { value: text, type: String, rowSpan: 2 } : text)),
      courseRow({ 姓名: '' }).map((text, at) => (at === 1 ? null : text)),
    ]).toBuffer();
    const told = await refusalOf(book);
    expect(told).toContain('第 4 行「姓名」列（B4:B5）：是合并的单元格');
    expect(told).toMatch(/第 2 行「证件号码」列（C2）：Excel 把「.*」当成了数字/);
    expect(told).toMatch(/第 3 行「成绩」列（L3）：Excel 把它当成了日期/);
  });

  test('that swells or is too long is refused before it is read', async () => {
    const bomb = zipOf({
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': Buffer.alloc(200 * 1024 * 1024, 32).toString('latin1'),
    });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusalOf(bomb)).toContain('解开后有 200 MB，太大了（上限 64 MB）');
    const row = courseRow();
    const long = csvOf(Array.from({ length: 10_001 }, () => row));
    expect(await refusalOf(long)).toContain('有 10001 行，一次最多 10000 行');
    const large = await upload(service, issuer, new Uint8Array(20 * 1024 * 1024));
    expect(large.status).toBe(413);
  });

  test('is for those who issue, and for people', async () => {
    const editor = await signedInAs(service, 'editor');
    expect((await upload(service, editor, csvOf([courseRow()]))).status).toBe(403);
    const key = await service.call('POST', '/api/staff/batches', { headers: asIssuer, body: {} });
    expect(key.status).toBe(403);
    const json = await issuer.call('POST', '/api/staff/batches', {});
    expect(json.status).toBe(415);
    for (const id of ['x', '..%2f..', '%00', 'aaaaaaaaaaaa']) {
      expect((await issuer.call('GET', `/api/staff/batches/${id}`)).status, id).toBe(404);
    }
  });
});
