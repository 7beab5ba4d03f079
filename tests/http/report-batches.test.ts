import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import type { BatchReports } from '#domain/batch-answers.ts';
import { createBatchRunner } from '../../verify-api/reports/batches/run-batches.ts';
import { COURSE_COLUMNS, courseRow, csvOf } from '../support/batch-files.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeIdNumber } from '../support/factories.ts';
import { asIssuer, bank, createTestService, type TestService } from '../support/service.ts';
import { type StaffBrowser, signedInAs } from '../support/staff.ts';
import { detailOf, faultsOf, readSheet, run, upload, uploaded } from '../support/upload-batch.ts';

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
    const [, row] = await readSheet(await issuer.call('GET', `${path}/result?format=csv`));
    const zip = await issuer.call('GET', `${path}/reports.zip`);
    expect(zip.headers.get('Content-Type')).toBe('application/zip');
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const number = String(row?.[4]).replaceAll(' ', '');
    expect(Object.keys(files)).toHaveLength(2);
    const stored = await issuer.call('GET', `/api/v1/reports/${number}/pdf`);
    expect(Buffer.from(files[`${number}-2.pdf`] ?? [])).toEqual(
      Buffer.from(await stored.arrayBuffer()),
    );
    const [, code] =
      /"code":"(\w+)"/.exec(Buffer.from(files[`${number}-2.pdf`] ?? []).toString()) ?? [];
    const verified = await service.verify({ number, code });
    expect(await verified.json()).toMatchObject({
      level: 'full',
      result: 'valid',
      report: { holder: { name: '甲测试' }, outcomes: [{}, { title: '市场营销学' }] },
    });
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

  test('gives way to others between the files of its ZIP', async () => {
    const batch = await uploaded(
      service,
      issuer,
      csvOf(Array.from({ length: 30 }, () => courseRow())),
    );
    await run(service, issuer, batch.id);
    let turns = 0;
    let counting = true;
    const count = () => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const zip = await issuer.call('GET', `/api/staff/batches/${batch.id}/reports.zip`);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    counting = false;
    expect(Object.keys(files)).toHaveLength(30);
    expect(turns).toBeGreaterThanOrEqual(30);
  });

  test('warns of like reports and of a file that comes again, and issues nevertheless', async () => {
    const person = { 姓名: '丙测试', 证件号码: makeIdNumber() };
    const content = csvOf([courseRow(person), courseRow(person)]);
    const first = await uploaded(service, issuer, content);
    const remarksOf = async (id: string) => {
      const path = `/api/staff/batches/${id}/reports?only=remarks`;
      const { reports } = (await (await issuer.call('GET', path)).json()) as BatchReports;
      return reports.map(({ line, remarks }) => [line, remarks]);
    };
    expect(await remarksOf(first.id)).toEqual([[3, ['与第 2 行是同一位持有人，会签发两份报告。']]]);
    await run(service, issuer, first.id);
    const again = await uploaded(service, issuer, content);
    const { sameFile, remarks } = await detailOf(issuer, again.id);
    expect(sameFile.map(({ id }) => id)).toEqual([first.id]);
    expect(remarks).toBe(2);
    expect((await remarksOf(again.id))[0]).toEqual([
      2,
      [
        expect.stringMatching(/^同一持有人在 2026-11-22 已有一份同类报告/),
        expect.stringMatching(/^同一持有人在 2026-11-22 已有一份同类报告/),
      ],
    ]);
    await run(service, issuer, again.id);
    expect(await detailOf(issuer, again.id)).toMatchObject({ state: 'done', issued: 2 });
  });

  test('a row that cannot be issued any more fails alone', async () => {
    const old = await service.issue();
    const header = [...COURSE_COLUMNS, '换发的报告编号'];
    const rows = [
      [...courseRow(), old.number],
      [...courseRow(), ''],
    ];
    const batch = await uploaded(service, issuer, csvOf(rows, header));
    await service.call('POST', `/api/v1/reports/${old.number}/revocation`, {
      headers: asIssuer,
      body: { reason: 'holder-request' },
    });
    await run(service, issuer, batch.id);
    expect(await detailOf(issuer, batch.id)).toMatchObject({
      state: 'done',
      issued: 1,
      refused: 1,
    });
    const sheet = await readSheet(
      await issuer.call('GET', `/api/staff/batches/${batch.id}/result?format=csv`),
    );
    expect(sheet[1]?.[1]).toBe('没有签发');
    expect(sheet[1]?.[5]).toContain('被换发的报告已撤销或已换发过');
    // The same list, sent again, is told of it beforehand.
    expect(await faultsOf(await upload(service, issuer, csvOf(rows, header)))).toEqual([
      expect.stringMatching(/^第 2 行「换发的报告编号」列（M2）：这份报告已撤销/),
    ]);
  });

  test('may be stopped before it begins, and then cannot be confirmed', async () => {
    const batch = await uploaded(service, issuer, csvOf([courseRow()]));
    const path = `/api/staff/batches/${batch.id}`;
    const colleague = await signedInAs(service, 'issuer');
    expect((await colleague.call('POST', `${path}/confirmation`)).status).toBe(403);
    expect((await colleague.call('POST', `${path}/stop`)).status).toBe(403);
    expect((await issuer.call('POST', `${path}/stop`)).status).toBe(200);
    expect((await issuer.call('POST', `${path}/confirmation`)).status).toBe(409);
    expect((await issuer.call('POST', `${path}/stop`)).status).toBe(409);
    const [line] = await service.batches.listLines(batch.id, { limit: 1 });
    expect(line?.sealed).toHaveLength(0);
  });

  test('is written down in the trail, without anybody’s name', async () => {
    const batch = await uploaded(service, issuer, csvOf([courseRow({ 姓名: '丁测试' })]));
    await run(service, issuer, batch.id);
    await issuer.call('GET', `/api/staff/batches/${batch.id}/result`);
    const entries = await service.staff.audit.list({ subject: batch.id }, { offset: 0, limit: 9 });
    expect(entries.map(({ action, detail }) => [action, detail]).reverse()).toEqual([
      ['batch-uploaded', { type: 'certification', reports: 1 }],
      ['batch-released', {}],
      ['batch-downloaded', { format: 'xlsx' }],
    ]);
    expect(service.log.join()).not.toContain('丁测试');
  });

  test('with four eyes waits for a second person, who may be anybody but the first', async () => {
    const careful = await createTestService(database(), {
      reports: { bank: { ...bank, fourEyes: true } },
    });
    const author = await signedInAs(careful, 'reviewer');
    const reviewer = await signedInAs(careful, 'reviewer');
    const batch = await uploaded(careful, author, csvOf([courseRow()]));
    const path = `/api/staff/batches/${batch.id}`;
    expect((await reviewer.call('POST', `${path}/release`)).status).toBe(409);
    expect((await author.call('POST', `${path}/confirmation`)).status).toBe(200);
    await careful.batchRunner.idle();
    expect(await detailOf(author, batch.id)).toMatchObject({ state: 'waiting', issued: 0 });
    const own = await author.call('POST', `${path}/release`);
    expect([own.status, ((await own.json()) as { code: string }).code]).toEqual([409, 'own-work']);
    expect((await author.call('POST', `${path}/confirmation`)).status).toBe(409);
    const third = await signedInAs(careful, 'issuer');
    expect((await third.call('POST', `${path}/release`)).status).toBe(403);
    expect((await reviewer.call('POST', `${path}/release`)).status).toBe(200);
    await careful.batchRunner.idle();
    expect(await detailOf(author, batch.id)).toMatchObject({ state: 'done', issued: 1 });
    const [line] = await careful.batches.listLines(batch.id, { limit: 1 });
    const record = await careful.reports.store.findRecord(line?.number ?? '');
    expect(record?.issuedBy).toBe(`staff:${reviewer.id}`);
  });

  test('left by a process that died goes on with another, and makes no report twice', async () => {
    const rows = Array.from({ length: 12 }, () => courseRow());
    const batch = await uploaded(service, issuer, csvOf(rows));
    let told = 0;
    const { promise: died, resolve: die } = Promise.withResolvers<void>();
    // It issues, and dies before it can write down that it has.
    const dying = createBatchRunner(
      {
        ...service.reports,
        batches: {
          ...service.batches,
          lineIssued: async (...line) => {
            told += 1;
            if (told <= 3) return service.batches.lineIssued(...line);
            die();
            return new Promise(() => {});
          },
        },
      },
      { atOnce: 2, log: () => {} },
    );
    await service.batches.step(
      {
        id: batch.id,
        from: ['checked'],
        set: { state: 'running', releasedBy: `staff:${issuer.id}`, releasedAt: new Date() },
      },
      { at: new Date(), actor: { id: 'system', name: '系统' }, action: 'batch-released' },
    );
    dying.wake();
    await died;
    service.batchRunner.wake();
    await service.batchRunner.idle();
    // Its lease is not over yet.
    expect((await detailOf(issuer, batch.id)).state).toBe('running');
    service.setTime(new Date('2026-11-22T03:05:05.678Z'));
    service.batchRunner.wake();
    await service.batchRunner.idle();
    expect(await detailOf(issuer, batch.id)).toMatchObject({ state: 'done', issued: 12 });
    const path = `/api/staff/batches/${batch.id}/result?format=csv`;
    const [, ...result] = await readSheet(await issuer.call('GET', path));
    expect(new Set(result.map((row) => row[4])).size).toBe(12);
    for (const [, , 姓名, 证件号码] of rows.map((row) => ['', '', row[1], row[2]])) {
      const found = await service.call('GET', `/api/v1/reports?q=${证件号码}`, {
        headers: asIssuer,
      });
      const { reports } = (await found.json()) as { reports: unknown[] };
      expect(reports, 姓名).toHaveLength(1);
    }
  });
});
