import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { MainProcess } from '../../scripts/bench/service/main-process.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { readReportPdf } from '../../verify-api/pdf/read-report-pdf.ts';
import type { DemoReports } from '../../verify-api/reports/issue-demo-reports.ts';
import { type Environment, fetchPdf, openRehearsal } from '../support/backup-rehearsal.ts';
import { makeRequest } from '../support/factories.ts';
import { runScript } from '../support/run-script.ts';

const { folder, newMachine, start } = openRehearsal();
let environment: Environment;
let demo: DemoReports;
beforeAll(async () => {
  environment = { ...(await newMachine('postgres')), CONTENT_DIR: 'content' };
});

const inKeys = (...names: string[]) => path.join(environment['DATA_DIR'] ?? '', 'keys', ...names);
const keys = (args: string[], input = '') => runScript('keys', args, { environment, input });

async function verify(main: MainProcess, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${main.url}/api/v1/verifications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

async function issue(main: MainProcess): Promise<{ number: string; code: string }> {
  const key = (await readFile(inKeys('bootstrap-api-key'), 'utf8')).trim();
  const answer = await fetch(`${main.url}/api/v1/reports`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(makeRequest()),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { number: string; code: string };
}

async function expectVerifies(
  main: MainProcess,
  { number, code }: { number: string; code: string },
) {
  expect(await verify(main, { number, code })).toMatchObject({ level: 'full', result: 'valid' });
}

test('are not looked for where no service has ever run', async () => {
  expect(await keys(['list'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('服务至少要启动过一次'),
  });
}, 60_000);

test('the master key is changed while the service runs', async () => {
  const main = await start(environment);
  demo = JSON.parse(
    await readFile(path.join(environment['DATA_DIR'] ?? '', 'demo.json'), 'utf8'),
  ) as DemoReports;
  expect((await keys(['list'])).said).toMatch(/ {2}1\t4 份，在用/);
  expect((await keys(['add-master-key'])).said).toContain('已新增主密钥 2');
  expect((await keys(['remove-master-key', '1'])).said).toContain('正在使用，不能移走');
  const rewrapped = await keys(['rewrap']);
  expect(rewrapped.said).toContain('更换完毕，共 4 份');
  expect(rewrapped.said).toContain('remove-master-key 1');
  // The service still runs with what it read at its start.
  await expectVerifies(main, demo.valid);
  const fresh = await issue(main);
  expect((await keys(['list'])).said).toMatch(/ {2}1\t0 份\n {2}2\t5 份，在用/);

  expect((await keys(['remove-master-key', '1'])).said).toContain('已移走主密钥 1');
  expect(await readdir(inKeys('retired'))).toEqual(['data-key-1.json']);
  await expectVerifies(main, fresh);
  expect(await main.end('SIGTERM')).toBe(0);
  const again = await start(environment);
  await expectVerifies(again, fresh);
  await expectVerifies(again, demo.valid);
}, 180_000);

test('signing key and certificate are changed, and the old ones stay known', async () => {
  const { certPem, keyPem } = await makeDemoCertificate({
    commonName: 'New Bank',
    organisation: '新示例银行',
  });
  const [certFile, keyFile] = [path.join(folder, 'new.pem'), path.join(folder, 'new-key.pem')];
  await mkdir(folder, { recursive: true });
  await writeFile(certFile, certPem);
  await writeFile(keyFile, keyPem);
  expect((await keys(['new-signing-key'])).said).toContain('已换成签名密钥');
  expect((await keys(['new-certificate', certFile, certFile])).code).toBe(1);
  expect((await keys(['new-certificate', certFile, keyFile])).said).toContain(
    '已更换 PDF 签名证书',
  );

  const main = await start(environment);
  const published = (await (await fetch(`${main.url}/.well-known/jixue-keys.json`)).json()) as {
    keys: { kid: string }[];
    pdfCertificate: string;
    pdfCertificates: string[];
  };
  expect(published.keys).toHaveLength(2);
  expect(published.pdfCertificate.trim()).toBe(certPem.trim());
  expect(published.pdfCertificates).toHaveLength(2);
  const fresh = await issue(main);
  const certificates = new Set<string>();
  for (const { number, code } of [demo.valid, fresh]) {
    const { signature } = await readReportPdf(await fetchPdf(main, number, code));
    expect(signature.signatureOk).toBe(true);
    certificates.add(signature.certificatePem?.trim() ?? '');
  }
  expect(certificates).toEqual(new Set(published.pdfCertificates.map((pem) => pem.trim())));
  const retired = await readdir(inKeys('retired'));
  expect(retired.toSorted()).toEqual([
    'data-key-1.json',
    expect.stringMatching(/^pdf-certificate-[0-9a-f]{16}\.pem$/),
    expect.stringMatching(/^pdf-key-[0-9a-f]{16}\.pem$/),
    expect.stringMatching(/^signing-key-[\w-]{43}\.json$/),
  ]);
}, 180_000);

test('a person is erased only when the number is typed again', async () => {
  const { number } = demo.valid;
  const doubted = await keys(['erase', number], `${demo.revoked.number}\n`);
  expect(doubted).toMatchObject({ code: 1, said: expect.stringContaining('没有删除') });
  expect((await keys(['erase', number])).code).toBe(1);
  const erased = await keys(['erase', number], `${number}\n`);
  expect(erased).toMatchObject({ code: 0, said: expect.stringContaining('已永久删除') });
  const main = await start(environment);
  expect(await verify(main, { number })).toMatchObject({ result: 'valid', withheld: 'erased' });
}, 120_000);

test.each([[[]], [['help']], [['dance']], [['erase']], [['list', 'much']]])(
  '%j shows how',
  async (args) => {
    const { code, said } = await keys(args);
    expect(said).toContain('npm run keys -- rewrap');
    expect(code).toBe(args[0] === 'help' ? 0 : 1);
  },
  30_000,
);
