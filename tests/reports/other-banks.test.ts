import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { bankSchema } from '#domain/bank.ts';
import { extractText } from '../pdf/rasterise.ts';
import { openTestPrinter } from '../pdf/test-printer.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeHolder } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';

/** An outcome that the bank recognises, and what its report must then say. */
const cases: [directory: string, outcome: object, says: string[]][] = [
  [
    'guangdong',
    {
      category: 'technician',
      kind: 'technician',
      title: '电气自动化设备安装与维修',
      institution: '示例技师学院',
      major: '电气自动化设备安装与维修',
      grade: '高级工',
      certificateNumber: 'JG2020001',
      obtainedOn: '2020-07-01',
    },
    ['岭南终身教育学分银行（测试）', '学习成果认定证明', '技工教育成果', '技工院校毕业证书'],
  ],
  [
    'jiangsu',
    {
      category: 'other',
      kind: 'heritage',
      title: '苏绣传承',
      organisation: '示例文化馆',
      obtainedOn: '2021-05-01',
    },
    ['江淮终身教育学分银行（测试）', '终身学习成果认证报告', '社会教育类', '非遗传承'],
  ],
];

describeOnEachDatabase('reports of other banks', (database) => {
  test.each(cases)('%s: its own name, title and headings', async (directory, outcome, says) => {
    const bank = bankSchema.parse(
      parse(readFileSync(`tests/banks/${directory}/bank.yaml`, 'utf8')),
    );
    const service = await createTestService(database(), {
      reports: { bank, printer: await openTestPrinter() },
    });
    const { number, code } = await service.issue({
      type: 'certification',
      office: '示例受理点',
      holder: makeHolder(),
      outcomes: [outcome],
    });
    expect(number.slice(0, 2)).toBe(bank.provinceCode);
    const pdf = await service.call('GET', `/api/v1/reports/${number}/pdf`, {
      headers: { 'X-Verification-Code': code },
    });
    const text = (await extractText(new Uint8Array(await pdf.arrayBuffer()))).join('');
    for (const words of says) expect(text.replaceAll('\n', '')).toContain(words);
  });

  test('a kind that the bank does not recognise is refused by name', async () => {
    const bank = bankSchema.parse(parse(readFileSync('tests/banks/jiangsu/bank.yaml', 'utf8')));
    const service = await createTestService(database(), { reports: { bank } });
    const answer = await service.call('POST', '/api/v1/reports', {
      body: {
        type: 'certification',
        office: '示例服务点',
        holder: makeHolder(),
        outcomes: [cases[0]?.[1]],
      },
      headers: asIssuer,
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('$.outcomes[0].kind');
  });
});
