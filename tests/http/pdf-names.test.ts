import { expect, test } from 'vitest';
import type { ReportType } from '#domain/outcome-kinds.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeCourse, makeRequest } from '../support/factories.ts';
import { bank, createTestService, type TestService } from '../support/service.ts';

const conversion = {
  from: '密码学',
  to: '信息安全与密码学',
  node: '示例开放大学',
  credits: 3,
  ratio: 100,
  rule: 'GD-0001',
  decidedOn: '2019-11-20',
};
const program = {
  category: 'other',
  kind: 'program',
  title: '书法基础',
  institution: '示例区老年大学',
  obtainedOn: '2020-07-06',
};

async function nameOf(service: TestService, request: object): Promise<string | undefined> {
  const { number, code } = await service.issue(makeRequest({ ...request }));
  const answer = await service.call('GET', `/api/v1/reports/${number}/pdf`, {
    headers: { 'X-Verification-Code': code },
  });
  const header = answer.headers.get('Content-Disposition') ?? '';
  // RFC 6266: a plain name for old programs, and the real one as RFC 8187 writes it.
  const [, plain, real] =
    /^attachment; filename="([\w.-]+)"; filename\*=UTF-8''([\w.!#$&+^`|~%-]+)$/.exec(header) ?? [];
  expect(plain).toBe(`report-${number}.pdf`);
  return decodeURIComponent(real ?? '').replace(number, 'N');
}

describeOnEachDatabase('a downloaded PDF', (database) => {
  test.each<[ReportType, string, object]>([
    ['certification', '学习成果认证报告', { outcomes: [makeCourse()] }],
    ['original-transcript', '原始成绩证明', { outcomes: [makeCourse()] }],
    ['bank-transcript', '银行学分成绩证明', { outcomes: [makeCourse()] }],
    ['conversion', '转换证明', { outcomes: [makeCourse()], conversions: [conversion] }],
    ['leisure', '文化休闲教育学习证明', { outcomes: [program] }],
  ])('of type %s is named %s', async (type, title, request) => {
    const service = await createTestService(database());
    expect(await nameOf(service, { type, ...request })).toBe(`${title}-N.pdf`);
  });

  test('has a name that any disk takes, whatever the bank calls its reports', async () => {
    const zh = "学习/成果\\认证*报告（“优”'s）: <一>?";
    const reportTypes = { ...bank.reportTypes, certification: { zh, en: 'Report' } };
    const service = await createTestService(database(), {
      reports: { bank: { ...bank, reportTypes } },
    });
    expect(await nameOf(service, {})).toBe("学习成果认证报告（“优”'s） 一-N.pdf");
  });
});
